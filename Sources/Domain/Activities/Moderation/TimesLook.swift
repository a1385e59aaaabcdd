package import Access
import Campaigns
package import Kernel
package import Storage
import Venues

/// A changed time holds at once, and the moderators of the campaigns that show the activity look at it afterwards
/// (docs/decisions/times-hold-at-once.md).
enum TimesLookSchema {
    /// `moves` counts the changes that nobody has looked at. What the times were before the first of them stands beside: a session that was
    /// not there has no `begin_at`.
    static let migration = Migration(
        "activities-0021",
        "ALTER TABLE activities_spot_check ADD COLUMN moves BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE activities_time_before (
            activity_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, session_id BIGINT NOT NULL, begin_at BIGINT, end_at BIGINT, zone TEXT,
            hours_announced BIGINT CHECK (hours_announced IN (0, 1)), is_cancelled BIGINT CHECK (is_cancelled IN (0, 1)),
            PRIMARY KEY (activity_id, campaign_id, session_id))
        """)
}

/// The place in a campaign whose times were changed.
struct PlacementTimes: Sendable, Hashable {
    let activity: ID<Activity>
    let campaign: ID<Campaign>
}

extension Transaction {
    /// Makes a change of an activity's sessions. Where campaigns show the activity, each one's moderator has it to look at afterwards, unless
    /// whoever makes it moderates there. However often times change, one line waits, with the times as they were before the first change.
    @discardableResult
    package func changingTimes<Result>(of activity: ID<Activity>, by identity: Identity, _ change: () throws -> Result) throws -> Result {
        guard try self.activity(activity)?.isPublic == true else { return try change() }
        let before = try sessions(of: activity)
        let result = try change()
        let changes = TimeChange.between(before, try sessions(of: activity))
        guard !changes.isEmpty else { return result }
        for placement in try placements(of: activity) {
            guard let shown = placement.publishedNumber else { continue }
            if try identity.may(Activities.moderate, within: moderationScopes(activity, in: placement.campaign)) { continue }
            try askForLook(at: changes, in: placement, showing: shown)
        }
        return result
    }

    /// What waits already keeps its place in the list, and why it waits; a look at an older version is a new one.
    private func askForLook(at changes: [TimeChange], in placement: Placement, showing shown: Int) throws {
        try execute(
            """
            INSERT INTO activities_spot_check (activity_id, campaign_id, number, since, why, moves)
            VALUES (\(placement.activity), \(placement.campaign), \(shown), \(now), \(SpotCheck.Why.times), 1)
            ON CONFLICT (activity_id, campaign_id) DO UPDATE SET
                since = CASE WHEN activities_spot_check.number = excluded.number THEN activities_spot_check.since ELSE excluded.since END,
                why = CASE WHEN activities_spot_check.number = excluded.number THEN activities_spot_check.why ELSE excluded.why END,
                number = excluded.number, moves = activities_spot_check.moves + 1
            """)
        for change in changes {
            let old = change.before
            try execute(
                """
                INSERT INTO activities_time_before
                    (activity_id, campaign_id, session_id, begin_at, end_at, zone, hours_announced, is_cancelled)
                VALUES (\(placement.activity), \(placement.campaign), \(change.session), \(old?.begin), \(old?.end), \(old?.zone),
                    \(old?.hoursAnnounced), \(old?.isCancelled))
                ON CONFLICT (activity_id, campaign_id, session_id) DO NOTHING
                """)
        }
    }

    /// The look at an activity's times goes on where a newer version of it is published.
    func keepTimesLook(on placement: Placement, number: Int) throws {
        try execute(
            """
            UPDATE activities_spot_check SET number = \(number)
            WHERE activity_id = \(placement.activity) AND campaign_id = \(placement.campaign) AND moves > 0
            """)
    }

    func forgetTimes(of activity: ID<Activity>, in campaign: ID<Campaign>) throws {
        try execute("DELETE FROM activities_time_before WHERE activity_id = \(activity) AND campaign_id = \(campaign)")
    }

    /// What nobody has looked at yet: each session as it was and as it is, the earliest first. What is as it was is left out.
    func timeChanges(of activities: [ID<Activity>]) throws -> [PlacementTimes: [TimeChange]] {
        guard !activities.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT b.activity_id, b.campaign_id, b.session_id, b.begin_at, b.end_at, b.zone, b.hours_announced, b.is_cancelled,
                s.begin_at AS now_begin_at, s.end_at AS now_end_at, s.zone AS now_zone, s.hours_announced AS now_hours_announced,
                CASE WHEN s.status = 'cancelled' THEN 1 ELSE 0 END AS now_is_cancelled
            FROM activities_time_before b LEFT JOIN activities_session s ON s.activity_id = b.activity_id AND s.id = b.session_id
            WHERE b.activity_id IN (\(list: activities))
            """
        ) { row in
            let place = PlacementTimes(activity: try row.id("activity_id"), campaign: try row.id("campaign_id"))
            let change = TimeChange(session: try row.id("session_id"), before: try HeldTime(row, ""), after: try HeldTime(row, "now_"))
            return (place: place, change: change)
        }
        return Dictionary(grouping: found.filter { $0.change.before != $0.change.after }, by: \.place).mapValues { all in
            all.map(\.change).sorted { ($0.begin, $0.session) < ($1.begin, $1.session) }
        }
    }
}

extension HeldTime {
    fileprivate init?(_ row: Row, _ prefix: String) throws {
        guard let begin = try row.instantOrNil(prefix + "begin_at"), let end = try row.instantOrNil(prefix + "end_at") else { return nil }
        self.init(
            begin: begin, end: end, zone: try row.zone(prefix + "zone"), hoursAnnounced: try row.bool(prefix + "hours_announced"),
            isCancelled: try row.bool(prefix + "is_cancelled"))
    }
}
