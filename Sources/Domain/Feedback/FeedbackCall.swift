package import Activities
package import Kernel
import Storage

/// A session whose visitors are asked.
package struct FeedbackCall: Sendable, Hashable {
    package static let noun = Phrase("这份反馈", "feedback")

    package let activity: ID<Activity>
    package let session: ID<ActivitySession>
    /// Each n-th of those who begin is asked; 1 is everybody.
    package let oneIn: Int
    package let isOpen: Bool
    /// Whether those with tickets are drawn by their tickets, instead of whoever scans the poster by turn.
    package let isByTicket: Bool
    /// How often somebody has begun, how many of them were asked, how many answered.
    package let turns: Int64
    package let asked: Int64
    package let answered: Int64

    package static let mostOneIn = 100
    /// So many answers to one session; what is beyond is no visitors' voice any more.
    package static let most: Int64 = 20_000
    /// Days after the session's end in which one can answer.
    package static let days = 14

    /// The times between which visitors are asked.
    package static func window(of session: ActivitySession) -> ClosedRange<Instant> { session.begin...session.end.adding(hours: Int64(24 * days)) }

    /// Whether somebody who begins now may be asked.
    package func isAsking(_ session: ActivitySession, at now: Instant) -> Bool {
        isOpen && session.status != .cancelled && Self.window(of: session).contains(now) && answered < Self.most
    }

    /// Whether the turn of that number, from 1, is one that is asked.
    package static func isAsked(turn: Int64, oneIn: Int) -> Bool { (turn - 1) % Int64(max(1, oneIn)) == 0 }
}

extension FeedbackCall {
    init(_ row: Row) throws {
        (activity, session) = (try row.id("activity_id"), try row.id("session_id"))
        (oneIn, isOpen, isByTicket) = (try row.int("one_in"), try row.bool("is_open"), try row.bool("by_ticket"))
        (turns, asked, answered) = (try row.int64("turns"), try row.int64("asked"), try row.int64("answered"))
    }
}
