import Kernel
import Participation
import Storage
import Venues

extension Transaction {
    /// A unit's activities of a year by kind, each once however many campaigns it is in, and what is counted of their sessions.
    func surveyCounts(of unit: ID<Organisation>, year: Int) throws -> [SurveyCount] {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        let all: SQL = """
            (SELECT n.activity_id, MIN(n.kind) AS kind FROM view_activities_title t JOIN view_activities_counted n ON n.activity_id = t.activity_id
            WHERE t.organiser_id = \(unit) GROUP BY n.activity_id) a
            """
        let begun: SQL = "s.status <> 'cancelled' AND s.begin_at <= \(now)"
        let own: SQL = """
            \(sql: all) JOIN view_activities_session s ON s.activity_id = a.activity_id AND \(sql: begun) AND s.local_day >= \(first) AND s.local_day <= \(last)
            """
        var found: [String: SurveyCount] = [:]
        try each("SELECT a.kind, COUNT(DISTINCT a.activity_id) AS activities, COUNT(*) AS sessions FROM \(sql: own) GROUP BY a.kind") { row in
            let kind = try row.text("kind")
            found[kind] = SurveyCount(kind: kind, activities: try row.int64("activities"), sessions: try row.int64("sessions"))
            return true
        }
        // What is stated of an activity as a whole is of the year in which it was held last.
        let claims: SQL = """
            SELECT a.kind, c.indicator, c.method, c.value, c.activity_id FROM \(sql: own)
                JOIN view_participation_counted c ON c.activity_id = s.activity_id AND c.session_id = s.session_id WHERE c.indicator IN ('visits', 'viewers')
            UNION ALL
            SELECT a.kind, c.indicator, c.method, c.value, c.activity_id FROM \(sql: all)
                JOIN view_participation_counted c ON c.activity_id = a.activity_id AND c.session_id = 0
            WHERE c.indicator IN ('visits', 'viewers')
                AND (SELECT MAX(s.local_day) FROM view_activities_session s WHERE s.activity_id = a.activity_id AND \(sql: begun)) BETWEEN \(first) AND \(last)
            """
        let sums: SQL = """
            SELECT k.kind, k.indicator, k.method, SUM(k.value) AS amount,
                MAX(CASE WHEN k.value BETWEEN 1 AND \(SmallGroups.least - 1) AND \(sql: SmallGroups.areForMinors("k.activity_id")) THEN 1 ELSE 0 END) AS small
            FROM (\(sql: claims)) k GROUP BY k.kind, k.indicator, k.method
            """
        try each(sums) { row in
            let kind = try row.text("kind"), method: CountingMethod = try row.choice("method"), amount = try row.int64("amount")
            var count = found[kind] ?? SurveyCount(kind: kind)
            if try row.int("small") == 1 { count.atMinors.insert(try row.text("indicator")) }
            if try row.text("indicator") == "visits" {
                var shares = count.visits ?? MethodShares()
                shares[method] += amount
                count.visits = shares
            } else {
                var shares = count.viewers ?? MethodShares()
                shares[method] += amount
                count.viewers = shares
            }
            found[kind] = count
            return true
        }
        return found.values.sorted { $0.kind < $1.kind }
    }

    /// A unit's venues by kind.
    func surveyVenues(of unit: ID<Organisation>) throws -> [String: Int64] {
        let found = try rows("SELECT v.kind, COUNT(*) AS amount FROM view_venues_venue v WHERE v.organisation_id = \(unit) AND v.status <> 'closed' GROUP BY v.kind") {
            (try $0.text("kind"), try $0.int64("amount"))
        }
        return Dictionary(found, uniquingKeysWith: +)
    }
}
