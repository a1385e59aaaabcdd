package import Access
package import Kernel
package import Storage

extension Transaction {
    package func campaign(_ id: ID<Campaign>) throws -> Campaign? {
        try row(campaignQuery(where: "c.id = \(id)"), Campaign.init)
    }

    package func campaign(key: String) throws -> Campaign? {
        try row(campaignQuery(where: "c.key = \(key)"), Campaign.init)
    }

    /// All of them, the newest first.
    package func campaigns() throws -> [Campaign] { try rows(campaignQuery(where: "1 = 1"), Campaign.init) }

    /// Those whose parent this is, in the order of their first days.
    package func children(of campaign: ID<Campaign>) throws -> [Campaign] {
        try rows(campaignQuery(where: "c.parent_id = \(campaign)"), Campaign.init).sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
    }

    /// Its parent, that one's parent, and so on; without itself.
    package func ancestors(of campaign: ID<Campaign>) throws -> [Campaign] {
        let above: SQL = "c.id IN (SELECT ancestor_id FROM campaigns_ancestor WHERE campaign_id = \(campaign) AND distance > 0)"
        let found = try rows(campaignQuery(where: above), Campaign.init)
        let distances = try rows("SELECT ancestor_id, distance FROM campaigns_ancestor WHERE campaign_id = \(campaign)") { row in
            (try row.id("ancestor_id", Campaign.self), try row.int("distance"))
        }
        let distance = Dictionary(distances, uniquingKeysWith: { first, _ in first })
        return found.sorted { distance[$0.id, default: 0] < distance[$1.id, default: 0] }
    }

    /// Where a role over this campaign may be held: the campaign itself and every ancestor.
    package func campaignScopes(_ id: ID<Campaign>) throws -> [Scope] {
        let keys: SQL = """
            SELECT c.key FROM campaigns_ancestor x JOIN campaigns_campaign c ON c.id = x.ancestor_id
            WHERE x.campaign_id = \(id) ORDER BY x.distance
            """
        return try rows(keys) { .campaign(try $0.text("key")) }
    }

    private func campaignQuery(where condition: SQL) -> SQL {
        """
        SELECT c.*, v.accent, v.zone FROM campaigns_campaign c JOIN view_campaigns_campaign v ON v.id = c.id
        WHERE \(sql: condition) ORDER BY c.begin_day DESC, c.id
        """
    }
}
