package import Activities
package import Kernel

/// By when results are expected. Late ones count as others do; that they are late stays to be seen.
package enum ReportDeadline {
    /// Days after the session's last day, as the joint actions give (domain.md §3.9).
    package static let days = 10
    /// After so many days, those who have said nothing are reminded.
    package static let reminders = [3, 10]

    /// By how many days a statement made then is late; 0 where it is in time.
    package static func lateness(of made: Instant, about session: ActivitySession) -> Int {
        max(0, session.end.day(in: session.zone).adding(days: days).days(until: made.day(in: session.zone)))
    }
}

extension Claim {
    /// By how many days it came late; 0 in time, and for what a door, a counter or an office says.
    package func lateness(in session: ActivitySession?) -> Int {
        guard let session, !isCorrection, method == .reported || method == .estimated else { return 0 }
        return ReportDeadline.lateness(of: madeAt, about: session)
    }
}
