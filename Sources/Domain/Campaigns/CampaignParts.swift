package import Kernel
package import Storage
package import Venues

/// What belongs to a campaign beyond its own row, each list in the order in which it is shown.
package struct CampaignParts: Sendable, Hashable {
    package var roles: [CampaignRole] = []
    package var blocks: [Block] = []
    package var themes: [Theme] = []
    package var announced: [AnnouncedFigure] = []

    package init() {}
}

extension Transaction {
    package func parts(of campaign: ID<Campaign>) throws -> CampaignParts {
        var parts = CampaignParts()
        parts.roles = try roles(of: campaign)
        parts.blocks = try blocks(of: campaign)
        parts.themes = try themes(of: campaign)
        parts.announced = try rows(
            "SELECT * FROM campaigns_announced WHERE campaign_id = \(campaign) ORDER BY position", AnnouncedFigure.init)
        return parts
    }

    package func roles(of campaign: ID<Campaign>) throws -> [CampaignRole] {
        try rows("SELECT * FROM campaigns_role WHERE campaign_id = \(campaign) ORDER BY position", CampaignRole.init)
    }

    /// Whose campaigns these are: who organises each, or the nearest above it that names somebody; one that nobody is named for is missing.
    package func owners(of campaigns: [ID<Campaign>]) throws -> [ID<Campaign>: Set<ID<Organisation>>] {
        guard !campaigns.isEmpty else { return [:] }
        var out: [ID<Campaign>: (distance: Int, owners: Set<ID<Organisation>>)] = [:]
        try each(
            """
            SELECT x.campaign_id, x.distance, r.organisation_id FROM campaigns_ancestor x JOIN campaigns_role r ON r.campaign_id = x.ancestor_id
            WHERE x.campaign_id IN (\(list: campaigns)) AND r.role IN (\(list: [CampaignRole.Kind.organiser, .coOrganiser].map(\.rawValue))) ORDER BY x.campaign_id, x.distance
            """
        ) { row in
            let (id, distance): (ID<Campaign>, Int) = (try row.id("campaign_id"), try row.int("distance"))
            if let known = out[id], known.distance < distance { return true }
            out[id, default: (distance, [])].owners.insert(try row.id("organisation_id"))
            return true
        }
        return out.mapValues(\.owners)
    }

    package func blocks(of campaign: ID<Campaign>) throws -> [Block] {
        try rows("SELECT * FROM campaigns_block WHERE campaign_id = \(campaign) ORDER BY position", Block.init)
    }

    package func themes(of campaign: ID<Campaign>) throws -> [Theme] {
        try rows("SELECT * FROM campaigns_theme WHERE campaign_id = \(campaign) ORDER BY position", Theme.init)
    }

    /// Puts the parts as they are given; lists that stay the same are not touched.
    package func save(_ parts: CampaignParts, of campaign: Campaign, by actor: Int64) throws {
        let old = try self.parts(of: campaign.id)
        guard old != parts else { return }
        if old.roles != parts.roles { try replace(parts.roles, of: campaign.id) }
        if old.blocks != parts.blocks { try replace(parts.blocks, of: campaign.id) }
        if old.themes != parts.themes { try replace(parts.themes, of: campaign.id) }
        if old.announced != parts.announced { try replace(parts.announced, of: campaign.id) }
        try record(
            LedgerEntry(
                "campaigns.parts-changed", "campaign", campaign.id, by: actor, scope: "/campaign/\(campaign.key)", visibility: .public))
    }
}
