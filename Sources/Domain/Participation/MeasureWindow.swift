package import Activities
package import Kernel
import Storage

/// When a session may be measured: a measurement is of something that happened, so none is taken long before or long after it.
package enum MeasureWindow {
    /// Doors open, and counters are switched on, before a session begins: two hours are more than houses let people in early,
    /// and fewer than lie between a session and another one for which its tickets might be mistaken.
    package static let hoursBefore: Int64 = 2
    /// A scan bears the time at which the ticket was read. Latecomers of a session that lasts a day or is extended come within
    /// twelve hours of its end; what a device uploads may arrive days later, the scan itself may not.
    package static let hoursAfter: Int64 = 12

    /// The times that a scan of the session may bear.
    package static func times(of session: ActivitySession) -> ClosedRange<Instant> {
        session.begin.adding(hours: -hoursBefore)...session.end.adding(hours: hoursAfter)
    }

    /// Refuses scans and readings of a cancelled session, and those that arrive before its window opens.
    package static func check(_ session: ActivitySession, now: Instant) throws(Refusal) {
        guard session.status != .cancelled else {
            throw Refusal(
                .conflict, "measured-cancelled", "该场次（\(session.words(.zh))）已取消，不能检票或送交读数。如已照常举行，请先把场次改回“如期举行”。",
                "This session (\(session.words(.en))) is cancelled: nothing of it can be scanned or measured. If it took place, first set the session back to “As planned”.")
        }
        guard now >= times(of: session).lowerBound else {
            throw Refusal(
                .conflict, "measured-early", "该场次（\(session.words(.zh))）尚未开始：开始前 \(hoursBefore) 小时起才能检票或送交读数。请核对场次。",
                "This session (\(session.words(.en))) has not begun: scans and readings are taken from \(hoursBefore) hours before it begins. Check that it is the right session."
            )
        }
    }

    /// Refuses what speaks of the whole session before it has begun.
    package static func checkWhole(_ session: ActivitySession, now: Instant) throws(Refusal) {
        try check(session, now: now)
        guard now >= session.begin else {
            throw Refusal(
                .conflict, "whole-before-begin", "该场次（\(session.words(.zh))）尚未开始，还不能说明是否覆盖全程。请在开始之后再提交。",
                "This session (\(session.words(.en))) has not begun, so nothing can have covered the whole of it. Say so once it has begun.")
        }
    }

    /// What is wrong with the time that a scan bears; nil where all is well.
    package static func problem(of at: Instant, in session: ActivitySession) -> Phrase? {
        guard !times(of: session).contains(at) else { return nil }
        let read = at.local(in: session.zone).iso.prefix(16)
        return Phrase(
            "时间 \(read) 不在本场次可检票的时间内（开始前 \(hoursBefore) 小时至结束后 \(hoursAfter) 小时）。请写明扫描时的时间，或核对设备时钟和场次。",
            "The time \(read) is not within this session's (from \(hoursBefore) hours before it begins to \(hoursAfter) hours after it ends). Give the time at which the ticket was read, or check the device's clock and the session."
        )
    }
}

extension Transaction {
    /// The session that is to be measured, within its window.
    func measurable(_ activity: ID<Activity>, _ session: ID<ActivitySession>, isWhole: Bool) throws -> ActivitySession {
        guard let found = try self.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
        if isWhole { try MeasureWindow.checkWhole(found, now: now) } else { try MeasureWindow.check(found, now: now) }
        return found
    }
}
