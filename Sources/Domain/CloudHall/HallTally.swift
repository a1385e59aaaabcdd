package import Activities
package import Kernel
import Participation
import Rooms
package import Storage

extension Transaction {
    /// Sessions that somebody has watched since, in their order.
    package func sessionsWatched(since: Instant) throws -> [(activity: ID<Activity>, session: ID<ActivitySession>)] {
        try rows(
            """
            SELECT DISTINCT activity_id, session_id FROM cloudhall_minute WHERE minute >= \(Viewing.minute(since)) ORDER BY activity_id, session_id
            """
        ) { (activity: try $0.id("activity_id"), session: try $0.id("session_id")) }
    }

    /// What the rows of a session's viewers come to.
    func hallCount(_ room: OnlineRoom) throws -> HallCount {
        var count = HallCount()
        let found = try row(
            """
            SELECT COUNT(*) AS viewers, COALESCE(SUM(views), 0) AS views, COALESCE(SUM(CASE WHEN seconds >= \(Viewing.watchedSeconds) THEN 1 ELSE 0 END), 0) AS watched
            FROM cloudhall_viewer WHERE activity_id = \(room.activity) AND session_id = \(room.session)
            """
        ) { (viewers: try $0.int64("viewers"), views: try $0.int64("views"), watched: try $0.int64("watched")) }
        if let found { (count.viewers, count.views, count.watched) = found }
        count.peak =
            try number(
                """
                SELECT MAX(d.watching) FROM (SELECT SUM(watching) AS watching FROM cloudhall_minute
                    WHERE activity_id = \(room.activity) AND session_id = \(room.session) GROUP BY minute) d
                """) ?? 0
        return count
    }

    /// Brings a session's count, and its claims, to what its viewers come to. Claims of the hall's own; never added to visits.
    package func tallyHall(activity: ID<Activity>, session id: ID<ActivitySession>) throws {
        guard let session = try session(activity, id), session.status != .cancelled, let room = try onlineRoom(of: session) else { return }
        let count = try hallCount(room)
        // Rows that were erased in time take nothing away.
        guard count.viewers >= room.counted.viewers else { return }
        try execute(
            """
            UPDATE cloudhall_room SET viewers = \(count.viewers), views = \(count.views), peak = \(count.peak), watched = \(count.watched)
            WHERE activity_id = \(activity) AND session_id = \(id)
            """)
        let isWhole = room.isOnlyWay && session.isOver(at: now)
        func keep(_ indicator: Indicator, _ value: Int64, _ source: String = Claim.cloudHall, whole: Bool) throws {
            try keepMeasured(activity: activity, session: id, indicator: indicator.key, value: value, source: source, coversWhole: whole)
        }
        try keep(Indicators.viewers, count.viewers, whole: isWhole)
        try keep(Indicators.views, count.views, whole: isWhole)
        // Browsers without scripts do not say how long they stay: what is known of them is a part.
        try keep(Indicators.peak, count.peak, whole: false)
        if count.watched > 0 { try keep(Indicators.watched, count.watched, Reading.sourceWithSeconds(Claim.cloudHall, Viewing.watchedSeconds), whole: false) }
    }

    /// Takes the marks of viewers away whose session ended before `day`; what they came to stays. Gives the number of rows.
    package func eraseViewers(before day: Day, limit: Int) throws -> Int {
        let ended = try rows(
            """
            SELECT s.activity_id, s.session_id FROM view_activities_session_day s
            WHERE s.local_day < \(day) AND s.local_day >= \(day.adding(days: -60))
                AND EXISTS (SELECT 1 FROM cloudhall_viewer v WHERE v.activity_id = s.activity_id AND v.session_id = s.session_id)
            LIMIT \(limit)
            """
        ) { (activity: try $0.id("activity_id", Activity.self), session: try $0.id("session_id", ActivitySession.self)) }
        for one in ended {
            try tallyHall(activity: one.activity, session: one.session)
            try execute("DELETE FROM cloudhall_viewer WHERE activity_id = \(one.activity) AND session_id = \(one.session)")
            try execute("DELETE FROM cloudhall_minute WHERE activity_id = \(one.activity) AND session_id = \(one.session)")
        }
        return ended.count
    }
}
