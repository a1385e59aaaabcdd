import Kernel
import Storage

extension Transaction {
    /// Notes that what the public may see of an activity has changed: its content, its status, its sessions.
    func touch(_ activity: ID<Activity>) throws {
        try execute("UPDATE activities_activity SET changed_at = \(now), revision = revision + 1 WHERE id = \(activity)")
    }

    /// Notes which version the public sees after a change; nil where it sees the activity no longer. `before`: what it saw.
    func touch(_ activity: ID<Activity>, shown: Int?, before: Int?) throws {
        let isGone = shown == nil && before != nil
        let (at, number) = (isGone ? now : nil, isGone ? before : nil)
        try execute(
            """
            UPDATE activities_activity SET changed_at = \(now), revision = revision + 1, gone_at = \(at), gone_number = \(number)
            WHERE id = \(activity)
            """)
    }
}
