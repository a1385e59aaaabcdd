package import Activities
package import Kernel

/// One ticket read at the door.
package struct Scan: Sendable, Hashable {
    package let activity: ID<Activity>
    package let session: ID<ActivitySession>
    /// The ticket's number; it names no person.
    package let ticket: Int64
    package let at: Instant
    /// The name of the device that read it.
    package let device: String

    package init(activity: ID<Activity>, session: ID<ActivitySession>, ticket: Int64, at: Instant, device: String) {
        (self.activity, self.session, self.ticket, self.at, self.device) = (activity, session, ticket, at, device)
    }
}

package enum ScanOutcome: Sendable, Hashable {
    /// The ticket's first scan: one visit.
    case counted
    /// The ticket was read before: kept and named, no visit.
    case repeated(first: Instant, device: String)
    /// The very same scan, delivered again: nothing is kept twice.
    case same
}
