import Kernel
import Language
import Storage
import Venues

/// How many a body may recommend in a call, how many it has, and how many wait for it (domain.md §3.1, Dazhou).
struct RecommenderQuota: Sendable, Hashable {
    let recommender: Wording
    let most: Int
    /// Recommended, and standing.
    let used: Int
    /// Submitted to it, not decided yet.
    let waiting: Int

    var left: Int { max(0, most - used) }
}

extension Transaction {
    /// Of all that recommend in a call, or of one; empty where the scheme sets no quota. One statement.
    func recommenderQuotas(of call: ID<Call>, _ rule: RecommendationRule, only one: ID<Organisation>? = nil) throws -> [RecommenderQuota] {
        guard let most = rule.most else { return [] }
        let only: SQL = one.map { "a.recommender_id = \($0)" } ?? "1 = 1"
        return try rows(
            """
            SELECT o.name_zh, o.name_en, SUM(CASE WHEN a.state = 'submitted' THEN 1 ELSE 0 END) AS waiting,
                SUM(CASE WHEN a.state IN ('draft', 'submitted', 'returned', 'declined', 'withdrawn') THEN 0 ELSE 1 END) AS used
            FROM calls_application a JOIN view_venues_organisation o ON o.id = a.recommender_id
            WHERE a.call_id = \(call) AND \(sql: only) GROUP BY o.id, o.name_zh, o.name_en ORDER BY o.name_zh, o.id
            """) { row in
                RecommenderQuota(recommender: try row.wording("name"), most: most, used: try row.int("used"), waiting: try row.int("waiting"))
            }
    }
}
