import Kernel
import Storage
import Venues

extension Transaction {
    /// A unit's activities of a year by kind, each once however many campaigns it is in, and what is counted of their sessions.
    func surveyCounts(of unit: ID<Organisation>, year: Int) throws -> [SurveyCount] {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31"), today = now.day(in: .china).iso
        let own: SQL = """
            (SELECT n.activity_id, MIN(n.kind) AS kind FROM view_activities_title t JOIN view_activities_counted n ON n.activity_id = t.activity_id
            WHERE t.organiser_id = \(unit) GROUP BY n.activity_id) a
            JOIN view_activities_session_day s ON s.activity_id = a.activity_id AND s.status <> 'cancelled'
                AND s.local_day >= \(first) AND s.local_day <= \(last) AND s.local_day <= \(today)
            """
        var found: [String: SurveyCount] = [:]
        try each("SELECT a.kind, COUNT(DISTINCT a.activity_id) AS activities, COUNT(*) AS sessions FROM \(sql: own) GROUP BY a.kind") { row in
            let kind = try row.text("kind")
            found[kind] = SurveyCount(kind: kind, activities: try row.int64("activities"), sessions: try row.int64("sessions"))
            return true
        }
        let claims: SQL = """
            SELECT a.kind, c.indicator, c.method, SUM(c.value) AS amount FROM \(sql: own)
            JOIN view_participation_counted c ON c.activity_id = s.activity_id AND c.session_id = s.session_id
            WHERE c.indicator IN ('visits', 'viewers') GROUP BY a.kind, c.indicator, c.method
            """
        try each(claims) { row in
            let kind = try row.text("kind"), method: CountingMethod = try row.choice("method"), amount = try row.int64("amount")
            var count = found[kind] ?? SurveyCount(kind: kind)
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
