package import Campaigns
package import Kernel
package import Language
package import Storage
import Venues

/// Who takes part in a joint action and all its parts, and who received its flag, for a wall: the last ones by name.
package struct FlagRoll: Sendable, Hashable {
    /// Distinct.
    package var units = 0
    /// Distinct.
    package var flags = 0
    /// The last that received it, the newest first.
    package var latest: [Wording] = []

    package init() {}
}

extension Transaction {
    package func flagRoll(of campaign: ID<Campaign>, most: Int) throws -> FlagRoll {
        let from: SQL = """
            FROM view_campaigns_ancestor x JOIN jointactions_flag f ON f.campaign_id = x.campaign_id
                JOIN view_venues_organisation o ON o.id = f.organisation_id WHERE x.ancestor_id = \(campaign)
            """
        var roll = FlagRoll()
        roll.latest = try rows(
            """
            SELECT f.organisation_id, o.name_zh, o.name_en, MAX(f.awarded_on) AS awarded \(sql: from)
            GROUP BY f.organisation_id, o.name_zh, o.name_en ORDER BY awarded DESC, f.organisation_id DESC LIMIT \(most)
            """) { try $0.wording("name") }
        roll.flags = Int(try number("SELECT COUNT(DISTINCT f.organisation_id) \(sql: from)") ?? 0)
        roll.units = try joiningCount(of: campaign).units
        return roll
    }
}
