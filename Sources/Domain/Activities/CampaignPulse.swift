package import Campaigns
package import Kernel
package import Language
package import Storage
import Venues

/// An activity that has come into a campaign, or one below it, lately.
package struct NewestActivity: Sendable, Hashable {
    package let activity: ID<Activity>
    package let title: Wording
    /// The code of its region; nil where nobody stated it.
    package let region: String?
    /// When it was published there.
    package let at: Instant
}

/// A session to come that has places left.
package struct SessionAhead: Sendable, Hashable {
    package let activity: ID<Activity>
    package let title: Wording
    package let begin: Instant
    package let zone: Zone
    package let places: Int64
}

/// Places of a campaign's sessions to come, as far as their number is limited.
package struct PlacesAhead: Sendable, Hashable {
    /// Sessions that have some left.
    package var sessions: Int64 = 0
    package var places: Int64 = 0
    package var soonest: [SessionAhead] = []

    package init() {}
}

extension Transaction {
    /// What was published last in the campaign or below it, the newest first; each activity once.
    ///
    /// Of each campaign only the last few are read, by their index, however many it has.
    package func newestActivities(of campaign: ID<Campaign>, most: Int) throws -> [NewestActivity] {
        let campaigns = try rows("SELECT x.campaign_id FROM view_campaigns_ancestor x WHERE x.ancestor_id = \(campaign) ORDER BY x.campaign_id") { try $0.int64("campaign_id") }
        var latest: [Int64: Int64] = [:]
        for some in stride(from: 0, to: campaigns.count, by: 100).map({ campaigns[$0..<min($0 + 100, campaigns.count)] }) {
            let each: [SQL] = some.map { one in
                """
                SELECT * FROM (SELECT p.activity_id, p.since FROM activities_placement p
                WHERE p.campaign_id = \(one) AND p.state = 'published' AND EXISTS (
                    SELECT 1 FROM activities_counted n WHERE n.campaign_id = p.campaign_id AND n.activity_id = p.activity_id)
                ORDER BY p.since DESC LIMIT \(most)) q
                """
            }
            for (activity, since) in try rows(each.joined(" UNION ALL "), { (try $0.int64("activity_id"), try $0.int64("since")) }) {
                latest[activity] = max(latest[activity] ?? since, since)
            }
        }
        let newest = latest.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(most)
        let ids = newest.map(\.key)
        var found: [Int64: NewestActivity] = [:]
        let known: SQL = """
            SELECT t.activity_id, t.title_zh, t.title_en, (SELECT MIN(n.region) FROM activities_counted n WHERE n.activity_id = t.activity_id) AS region
            FROM view_activities_title t WHERE t.activity_id IN (\(list: ids))
            """
        try each(known) { row in
            let id = try row.int64("activity_id")
            found[id] = NewestActivity(
                activity: ID(id), title: try row.wording("title"), region: try row.textOrNil("region"), at: Instant(microseconds: latest[id] ?? 0))
            return true
        }
        return ids.compactMap { found[$0] }
    }

    /// Places left in sessions of the campaign and those below it that have not begun, and the sessions that begin next.
    package func placesAhead(of campaign: ID<Campaign>, zone: Zone, most: Int) throws -> PlacesAhead {
        var ahead = PlacesAhead()
        // Whatever its zone, a session that is still to come is not of an earlier day than yesterday's here.
        let day = now.day(in: zone).adding(days: -1)
        let open: SQL = """
            FROM (SELECT DISTINCT s.activity_id, s.id, s.local_day, s.begin_at, s.zone, s.capacity, s.taken
                FROM activities_session s JOIN activities_counted n ON n.activity_id = s.activity_id
                    JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                WHERE s.local_day >= \(day) AND s.begin_at > \(now) AND s.status <> 'cancelled' AND s.capacity IS NOT NULL AND s.taken < s.capacity
                    AND x.ancestor_id = \(campaign)) s
            """
        let sum: SQL = "SELECT COUNT(*) AS sessions, CAST(COALESCE(SUM(s.capacity - s.taken), 0) AS BIGINT) AS places \(sql: open)"
        if let total = try row(sum, { (try $0.int64("sessions"), try $0.int64("places")) }) { (ahead.sessions, ahead.places) = total }
        guard ahead.sessions > 0 else { return ahead }
        let next = try rows(
            "SELECT s.activity_id, s.begin_at, s.zone, s.capacity - s.taken AS places \(sql: open) ORDER BY s.local_day, s.begin_at, s.activity_id LIMIT \(most)"
        ) { row in
            (
                activity: try row.id("activity_id", Activity.self), begin: try row.instant("begin_at"), zone: Zone(try row.text("zone")) ?? .china,
                places: try row.int64("places")
            )
        }
        let ids = next.map(\.activity)
        let titles = Dictionary(
            try rows("SELECT activity_id, title_zh, title_en FROM view_activities_title WHERE activity_id IN (\(list: ids))") {
                (try $0.id("activity_id", Activity.self), try $0.wording("title"))
            }, uniquingKeysWith: { first, _ in first })
        ahead.soonest = next.map { one in
            SessionAhead(activity: one.activity, title: titles[one.activity] ?? Wording(""), begin: one.begin, zone: one.zone, places: one.places)
        }
        return ahead
    }
}
