import Kernel
import Language
import Storage
import Venues

/// A change of a counted claim after the numbers were taken: it moves nothing that was taken, and is listed.
struct ScoreCorrection: Sendable {
    let activity: Int64
    let title: Wording
    let organiser: Int64
    let indicator: String
    let before: Int64?
    let after: Int64?
    let claim: Int64?
    let at: Instant
}

extension Transaction {
    /// The newest first, of activities with a session in the term; of one unit's, or of all.
    func corrections(since one: Commendation, of unit: Int64? = nil, most: Int = 50) throws -> [ScoreCorrection] {
        guard one.takenAt != nil else { return [] }
        let codes = ScoreSources(one.rule).codes.values.reduce(into: Set<String>()) { $0.formUnion($1) }.sorted()
        let (first, last) = (one.rule.term.lowerBound.iso, one.rule.term.upperBound.iso)
        let whose: SQL = if let unit { "t.organiser_id = \(unit)" } else { "1 = 1" }
        return try rows(
            """
            SELECT g.activity_id, t.title_zh, t.title_en, t.organiser_id, g.indicator, g.before_value, g.after_value, g.claim_id, g.at
            FROM view_participation_change g JOIN view_activities_title t ON t.activity_id = g.activity_id
            WHERE g.seq > \(one.takenSeq) AND g.indicator IN (\(list: codes)) AND \(sql: whose) AND COALESCE(g.before_value, -1) <> COALESCE(g.after_value, -1)
                AND EXISTS (SELECT 1 FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                    WHERE n.activity_id = g.activity_id AND x.ancestor_id = \(one.campaignID))
                AND EXISTS (SELECT 1 FROM view_activities_session_day s WHERE s.activity_id = g.activity_id AND s.local_day >= \(first) AND s.local_day <= \(last)
                    AND (g.session_id = 0 OR s.session_id = g.session_id))
            ORDER BY g.seq DESC LIMIT \(most)
            """
        ) { row in
            ScoreCorrection(
                activity: try row.int64("activity_id"), title: try row.wording("title"), organiser: try row.int64("organiser_id"), indicator: try row.text("indicator"),
                before: try row.int64OrNil("before_value"), after: try row.int64OrNil("after_value"), claim: try row.int64OrNil("claim_id"), at: try row.instant("at"))
        }
    }
}
