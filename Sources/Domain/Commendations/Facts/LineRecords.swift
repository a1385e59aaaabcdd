import Kernel
import Language
import Storage
import Venues

/// One of what a line's number is made of: an activity, a venue, a county, an organiser, a theme.
struct LineRecord: Sendable {
    enum Kind: Sendable { case activity, venue, county, organiser, theme }

    let kind: Kind
    /// Its number; nil for a county and a theme.
    let id: Int64?
    let name: Wording
    /// Nil: nobody has stated it.
    let amount: Int64?
    /// Sessions that are over and of which nobody has stated it.
    let missing: Int64
}

extension Transaction {
    /// What a unit's number is made of, the largest first.
    func lineRecords(_ reading: AmountReading, level: String?, code: String, page: Int) throws -> (items: [LineRecord], total: Int) {
        let key: SQL
        switch (reading.slice, level) {
        case (.own, _): key = "a.organiser_id"
        case (.region, "province"): key = "CAST(r.province AS BIGINT)"
        case (.region, "prefecture"): key = "CAST(r.prefecture AS BIGINT)"
        case (.region, _): key = "CAST(r.county AS BIGINT)"
        }
        let held = self.held(reading, by: key)
        switch code {
        case "activities", "sessions": return try activityRecords(held, page)
        case "venues": return try grouped(.venue, "\(sql: held) JOIN view_venues_venue v ON v.id = h.venue_id", id: "v.id", page)
        case "organisers": return try grouped(.organiser, "\(sql: held) JOIN view_venues_organisation v ON v.id = h.organiser_id", id: "v.id", page)
        case "counties": return try grouped(.county, "\(sql: held) JOIN view_region v ON v.code = h.county", id: "CAST(v.code AS BIGINT)", page)
        case "themes":
            let themes: SQL = """
                \(sql: held) JOIN view_activities_placed p ON p.activity_id = h.activity_id AND p.theme IS NOT NULL
                    JOIN view_campaigns_ancestor y ON y.campaign_id = p.campaign_id AND y.ancestor_id = \(reading.campaign)
                    JOIN view_campaigns_theme v ON v.campaign_id = p.campaign_id AND v.key = p.theme
                """
            return try grouped(.theme, themes, id: "v.campaign_id", page)
        default: return try claimRecords(reading, held, code, page)
        }
    }

    private func activityRecords(_ held: SQL, _ page: Int) throws -> (items: [LineRecord], total: Int) {
        let total = try number("SELECT COUNT(*) FROM \(sql: held)") ?? 0
        let items = try rows(
            """
            SELECT h.activity_id, t.title_zh, t.title_en, h.sessions FROM \(sql: held) JOIN view_activities_title t ON t.activity_id = h.activity_id
            ORDER BY h.sessions DESC, h.activity_id LIMIT \(Self.rankingPageSize) OFFSET \((page - 1) * Self.rankingPageSize)
            """
        ) { row in LineRecord(kind: .activity, id: try row.int64("activity_id"), name: try row.wording("title"), amount: try row.int64("sessions"), missing: 0) }
        return (items, Int(total))
    }

    private func grouped(_ kind: LineRecord.Kind, _ from: SQL, id: SQL, _ page: Int) throws -> (items: [LineRecord], total: Int) {
        let groups: SQL = "SELECT \(sql: id) AS id, v.name_zh, v.name_en, COUNT(DISTINCT h.activity_id) AS amount FROM \(sql: from) GROUP BY \(sql: id), v.name_zh, v.name_en"
        let total = try number("SELECT COUNT(*) FROM (\(sql: groups)) g") ?? 0
        let items = try rows(
            "SELECT g.* FROM (\(sql: groups)) g ORDER BY g.amount DESC, g.id, g.name_zh LIMIT \(Self.rankingPageSize) OFFSET \((page - 1) * Self.rankingPageSize)"
        ) { row in LineRecord(kind: kind, id: try row.int64("id"), name: try row.wording("name"), amount: try row.int64("amount"), missing: 0) }
        return (items, Int(total))
    }

    /// Activities of which something is stated, or of which a session is over.
    private func claimRecords(_ reading: AmountReading, _ held: SQL, _ code: String, _ page: Int) throws -> (items: [LineRecord], total: Int) {
        let (first, last, today) = (reading.term.lowerBound.iso, reading.term.upperBound.iso, now.day(in: .china).iso)
        let claims: SQL = """
            FROM view_participation_counted c LEFT JOIN view_activities_session s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
            WHERE c.activity_id = h.activity_id AND c.indicator = \(code)
                AND (c.session_id = 0 OR (s.status <> 'cancelled' AND s.local_day >= \(first) AND s.local_day <= \(last) AND s.end_at <= \(now)))
            """
        let listed: SQL = """
            SELECT h.activity_id, h.past, (SELECT CAST(SUM(c.value) AS BIGINT) \(sql: claims)) AS amount,
                (SELECT CAST(SUM(CASE WHEN c.session_id = 0 THEN h.past WHEN s.local_day < \(today) THEN 1 ELSE 0 END) AS BIGINT) \(sql: claims)) AS covered
            FROM \(sql: held)
            """
        let total = try number("SELECT COUNT(*) FROM (\(sql: listed)) q WHERE q.past > 0 OR q.amount IS NOT NULL") ?? 0
        let items = try rows(
            """
            SELECT q.*, t.title_zh, t.title_en FROM (\(sql: listed)) q JOIN view_activities_title t ON t.activity_id = q.activity_id
            WHERE q.past > 0 OR q.amount IS NOT NULL ORDER BY q.amount DESC NULLS LAST, q.activity_id
            LIMIT \(Self.rankingPageSize) OFFSET \((page - 1) * Self.rankingPageSize)
            """
        ) { row in
            LineRecord(
                kind: .activity, id: try row.int64("activity_id"), name: try row.wording("title"), amount: try row.int64OrNil("amount"),
                missing: max(0, try row.int64("past") - (try row.int64OrNil("covered") ?? 0)))
        }
        return (items, Int(total))
    }
}
