import Access
import Kernel
import Regions
import Storage
import Venues

extension Transaction {
    /// Where a role of whoever writes it may be held: over the campaign, or over the unit that speaks.
    func newsScopes(_ item: NewsItem) throws -> [Scope] {
        let campaign = try item.campaignID.map { try campaignScopes($0) } ?? []
        let unit = try item.unitID.map { try organisationScopes($0) } ?? []
        return campaign + unit
    }

    /// Where a role of whoever checks it may be held: over the campaign that will be seen to say it, else over the unit.
    func newsCheckScopes(_ item: NewsItem) throws -> [Scope] {
        if let campaign = item.campaignID { return try campaignScopes(campaign) }
        return try item.unitID.map { try organisationScopes($0) } ?? []
    }

    /// The item, for somebody who may see it at the desk.
    func deskNews(_ id: ID<NewsItem>, for identity: Identity) throws -> NewsItem {
        guard let item = try newsItem(id) else { throw Refusal.notFound(NewsItem.noun) }
        try identity.require(Campaigns.readNews, within: try newsScopes(item))
        return item
    }
}

/// The news that somebody's roles cover, as a condition on `n` (the item).
enum NewsScope {
    /// The same rule as `newsScopes`.
    static func condition(_ scopes: [Scope]) -> SQL {
        scopes.contains(.all) ? "1 = 1" : either(scopes.compactMap { ofCampaign($0) ?? ofUnit($0) })
    }

    /// The same rule as `newsCheckScopes`.
    static func checkCondition(_ scopes: [Scope]) -> SQL {
        if scopes.contains(.all) { return "1 = 1" }
        return either(scopes.compactMap(ofCampaign) + ["(n.campaign_id IS NULL AND \(sql: spokenFor(scopes)))"])
    }

    /// What the units say over which the scopes are held; a role over everything speaks for none.
    static func spokenFor(_ scopes: [Scope]) -> SQL { either(scopes.compactMap(ofUnit)) }

    private static func either(_ conditions: [SQL]) -> SQL { conditions.isEmpty ? "1 = 0" : "(\(sql: conditions.joined(" OR ")))" }

    private static func ofCampaign(_ scope: Scope) -> SQL? {
        let steps = scope.segments
        guard steps.first == "campaign", let last = steps.last else { return nil }
        switch steps.count {
        case 1: return "n.campaign_id IS NOT NULL"
        case 2:
            return """
                n.campaign_id IN (SELECT x.campaign_id FROM campaigns_ancestor x JOIN campaigns_campaign c ON c.id = x.ancestor_id
                    WHERE c.key = \(last))
                """
        default: return nil
        }
    }

    private static func ofUnit(_ scope: Scope) -> SQL? {
        let steps = scope.segments
        guard let root = steps.first, let last = steps.last else { return nil }
        switch (root, steps.count) {
        case ("organisation", 1): return "n.unit_id IS NOT NULL"
        case ("organisation", 2): return ID<Organisation>(last).map { id -> SQL in "n.unit_id = \(id)" }
        case ("line", 2): return "n.unit_id IN (SELECT o.id FROM view_venues_organisation o WHERE o.line = \(last))"
        case ("region", 1): return "n.unit_id IN (SELECT o.id FROM view_venues_organisation o WHERE o.region IS NOT NULL)"
        case ("region", _):
            return """
                n.unit_id IN (SELECT o.id FROM view_venues_organisation o WHERE o.region \(.binary) IN \(sql: RegionCodes.within(last)))
                """
        default: return nil
        }
    }
}

/// Of whom somebody may write news.
struct NewsChoices: Sendable {
    var units: [Organisation]
    var campaigns: [Campaign]

    /// Units of theirs; campaigns of theirs, and, for those who speak for a unit, every campaign that is not over. `item`: what it
    /// says already stays among them.
    init(for identity: Identity, keeping item: NewsItem? = nil, in tx: Transaction) throws {
        let units = try tx.organisations().filter { unit in
            if unit.id == item?.unitID { return true }
            return identity.may(Campaigns.writeNews, within: try tx.organisationScopes(unit))
        }
        let now = tx.now
        self.units = units
        campaigns = try tx.campaigns().filter { campaign in
            if campaign.id == item?.campaignID || (!units.isEmpty && campaign.end >= now.day(in: campaign.zone)) { return true }
            return identity.may(Campaigns.writeNews, within: try tx.campaignScopes(campaign.id))
        }
    }
}
