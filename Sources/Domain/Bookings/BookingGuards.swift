import Activities
import Jobs
import Kernel
import Rooms
import Storage

/// What this room asks of changes to a session.
enum BookingGuards {
    static let all = [
        // Never refuses: a capacity below the places taken is refused by Activities. Places that are added go to the waiting list.
        Guard(on: Activities.sessionCapacity) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            try tx.enqueue(BookingJobs.offer, SessionReference(ID(activity), ID(subject)), key: ID<ActivitySession>(subject).text)
        },
        Guard(on: Activities.sessionRemoval) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            let count = try tx.number("SELECT COUNT(*) FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(subject)") ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict, "session-has-bookings", "该场次已有 \(count) 个预约记录（含候补和已取消的），不能删除。请改为“取消”，预约者会看到说明。",
                    "This session has \(count) bookings, those waiting or cancelled included, so it cannot be removed. Cancel it instead: those who booked will see why.")
            }
        },
        // Who has or waits for a place would stand before an activity that nobody sees any more.
        Guard(on: Activities.importUndo) { tx, subject, _ in
            let count =
                try tx.number(
                    "SELECT COUNT(*) FROM bookings_booking WHERE activity_id = \(subject) AND state IN ('booked', 'waiting', 'offered')") ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict, "activity-has-bookings", "保留：已有 \(count) 个预约（含候补）。",
                    count == 1 ? "Kept: it has 1 booking (or party that waits)." : "Kept: it has \(count) bookings (those waiting included).")
            }
        },
    ]
}
