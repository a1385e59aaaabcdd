import Kernel
import Storage

extension Transaction {
    /// What figures are made of, of these activities; one that counts nowhere is not in the answer.
    ///
    /// Campaigns may pin different versions of an activity; in what is above them the smallest value stands for it, as in `FigureQuestion.activities`.
    func countedActivities(_ ids: [Int64]) throws -> [Int64: CountedActivity] {
        var all = try standings(ids).mapValues { CountedActivity(standings: $0) }
        let standing = Array(all.keys).sorted()
        guard !standing.isEmpty else { return [:] }
        try each(
            """
            SELECT s.activity_id, s.local_day, COUNT(*) AS amount FROM view_activities_session_day s
            WHERE s.activity_id IN (\(list: standing)) AND s.status <> 'cancelled' GROUP BY s.activity_id, s.local_day
            """
        ) { row in
            all[try row.int64("activity_id")]?.days[try row.text("local_day")] = try row.int64("amount")
            return true
        }
        try each(
            """
            SELECT b.activity_id, COALESCE(s.local_day, '') AS local_day, SUM(b.value) AS amount FROM view_participation_booked b
                LEFT JOIN view_activities_session_day s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
            WHERE b.activity_id IN (\(list: standing)) AND \(sql: FigureQuestion.takesPlace) GROUP BY b.activity_id, COALESCE(s.local_day, '')
            """
        ) { row in
            all[try row.int64("activity_id")]?.booked[try row.text("local_day")] = try row.int64("amount")
            return true
        }
        try each(
            """
            SELECT c.activity_id, COALESCE(s.local_day, '') AS local_day, c.indicator, c.method, SUM(c.value) AS amount, COUNT(*) AS claims
            FROM view_participation_counted c
                LEFT JOIN view_activities_session_day s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
            WHERE c.activity_id IN (\(list: standing)) AND \(sql: FigureQuestion.takesPlace) AND \(sql: SummedIndicators.only)
            GROUP BY c.activity_id, COALESCE(s.local_day, ''), c.indicator, c.method ORDER BY 1, 2, 3, 4
            """
        ) { row in
            let one = CountedActivity.Claimed(
                day: try row.text("local_day"), indicator: try row.text("indicator"), method: try row.text("method"), value: try row.int64("amount"),
                claims: try row.int64("claims"))
            all[try row.int64("activity_id")]?.claimed.append(one)
            return true
        }
        return all
    }

    private func standings(_ ids: [Int64]) throws -> [Int64: [CountedActivity.Standing]] {
        guard !ids.isEmpty else { return [:] }
        var out: [Int64: [CountedActivity.Standing]] = [:]
        try each(
            """
            SELECT m.*, r.province, r.prefecture, r.county, o.line AS reports
            FROM (SELECT n.activity_id, x.ancestor_id, MIN(n.region) AS region, MIN(n.kind) AS kind, MIN(n.mode) AS mode, MIN(n.sessions) AS sessions,
                    MIN(n.organiser_id) AS organiser_id, MIN(p.theme) AS theme, MIN(p.block) AS block,
                    MIN(p.age_min) AS age_min, MAX(p.age_max) AS age_max
                FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                    JOIN view_activities_placed p ON p.activity_id = n.activity_id AND p.campaign_id = n.campaign_id
                WHERE n.activity_id IN (\(list: ids)) GROUP BY n.activity_id, x.ancestor_id) m
                LEFT JOIN view_region r ON r.code = m.region LEFT JOIN view_venues_organisation o ON o.id = m.organiser_id
            ORDER BY m.activity_id, m.ancestor_id
            """
        ) { row in
            out[try row.int64("activity_id"), default: []].append(try CountedActivity.Standing(row))
            return true
        }
        try placed(ids, &out)
        return out
    }

    /// Where they take place, by the campaigns in which they are placed themselves.
    private func placed(_ ids: [Int64], _ out: inout [Int64: [CountedActivity.Standing]]) throws {
        try each(
            """
            SELECT n.activity_id, n.campaign_id, n.venue_id, x.ancestor_id, w.kind, r.province, r.prefecture, r.county
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                LEFT JOIN view_venues_venue w ON w.id = n.venue_id LEFT JOIN view_region r ON r.code = w.region
            WHERE n.activity_id IN (\(list: ids)) AND n.venue_id IS NOT NULL ORDER BY n.activity_id, n.campaign_id
            """
        ) { row in
            let (activity, above) = (try row.int64("activity_id"), try row.int64("ancestor_id"))
            let venue = CountedActivity.Venue(
                direct: try row.int64("campaign_id"), venue: try row.int64("venue_id"), kind: try row.textOrNil("kind") ?? "", lines: try CountedActivity.lines(row))
            if let place = out[activity]?.firstIndex(where: { $0.campaign == above }) { out[activity]?[place].venues.append(venue) }
            return true
        }
    }
}

extension CountedActivity {
    fileprivate static func lines(_ row: Row) throws -> [Line] {
        lines(province: try row.textOrNil("province"), prefecture: try row.textOrNil("prefecture"), county: try row.textOrNil("county"))
    }
}

extension CountedActivity.Standing {
    init(_ row: Row) throws {
        let group = AudienceGroup(youngest: try row.intOrNil("age_min"), oldest: try row.intOrNil("age_max"))
        self.init(
            campaign: try row.int64("ancestor_id"), lines: try CountedActivity.lines(row), kind: try row.textOrNil("kind") ?? "", mode: try row.textOrNil("mode") ?? "",
            audience: group.rawValue, theme: try row.textOrNil("theme") ?? "", block: try row.textOrNil("block") ?? "", organiser: try row.int64("organiser_id"),
            reports: try row.textOrNil("reports") ?? "", sessions: try row.int64("sessions"))
    }
}
