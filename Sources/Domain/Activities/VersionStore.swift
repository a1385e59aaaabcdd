import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// Sets `first_at` and `last_at` from the sessions that are not cancelled, else from the period of the newest version.
    func refreshTimes(of activity: ID<Activity>) throws {
        let span = try row(
            """
            SELECT MIN(begin_at) AS first_at, MAX(end_at) AS last_at FROM activities_session
            WHERE activity_id = \(activity) AND status <> 'cancelled'
            """
        ) { row in (try row.instantOrNil("first_at"), try row.instantOrNil("last_at")) }
        var (first, last) = span ?? (nil, nil)
        if first == nil, let content = try latestVersion(of: activity)?.content {
            (first, last) = (content.period?.firstAt(in: content.zone), content.period?.lastAt(in: content.zone))
        }
        try execute("UPDATE activities_activity SET first_at = \(first), last_at = \(last) WHERE id = \(activity)")
        try touch(activity)
        if try number("SELECT shown_number FROM activities_activity WHERE id = \(activity)") != nil { try refreshListed(activity) }
    }
}
