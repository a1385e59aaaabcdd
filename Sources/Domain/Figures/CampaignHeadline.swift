import Campaigns
import Kernel
import Storage

/// A campaign in the list of those in which something is counted.
struct CampaignHeadline: Sendable {
    let campaign: Campaign
    var activities: Int64 = 0
    var visits: MethodShares?
    let isLocked: Bool
}

extension Transaction {
    /// Every campaign in which something counts, the newest first.
    func campaignHeadlines() throws -> [CampaignHeadline] {
        var activities: [Int64: Int64] = [:]
        let under: SQL = "FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id"
        // What stands in one campaign alone cannot come twice.
        for amount: SQL in ["COUNT(*) AS amount \(sql: under) WHERE n.placements = 1", "COUNT(DISTINCT n.activity_id) AS amount \(sql: under) WHERE n.placements > 1"] {
            try each("SELECT x.ancestor_id, \(sql: amount) GROUP BY x.ancestor_id") { row in
                activities[try row.int64("ancestor_id"), default: 0] += try row.int64("amount")
                return true
            }
        }
        let counted: SQL = """
            (SELECT DISTINCT x.ancestor_id, n.activity_id \(sql: under) WHERE n.activity_id IN (\(sql: FigureQuestion.withClaims))) a
            """
        var visits: [Int64: MethodShares] = [:]
        try each(
            """
            SELECT a.ancestor_id, c.method, SUM(c.value) AS amount FROM \(sql: counted) \(sql: FigureQuestion.claims)
            WHERE \(sql: FigureQuestion.takesPlace) AND c.indicator = 'visits' GROUP BY a.ancestor_id, c.method
            """
        ) { row in
            visits[try row.int64("ancestor_id"), default: MethodShares()][try row.choice("method")] = try row.int64("amount")
            return true
        }
        let locked = Set(try rows("SELECT campaign_id FROM figures_lock") { try $0.int64("campaign_id") })
        return try campaigns().filter { activities[$0.id.number] != nil || locked.contains($0.id.number) }.map { campaign in
            let id = campaign.id.number
            return CampaignHeadline(
                campaign: campaign, activities: activities[id] ?? 0, visits: visits[id], isLocked: locked.contains(id))
        }
    }
}
