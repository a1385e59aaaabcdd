import Activities
import Kernel
import Rooms
import Storage

/// What this room asks of changes to an activity.
enum ParticipationGuards {
    static let all = [
        // What stands on bookings alone is named by the room of bookings.
        Guard(on: Activities.importUndo) { tx, subject, _ in
            let count = try tx.number("SELECT COUNT(*) FROM participation_claim WHERE activity_id = \(subject) AND method <> 'booked'") ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict, "activity-has-claims", "保留：已有 \(count) 条参与数据（上报、检票或读数）。",
                    count == 1 ? "Kept: it has 1 claim (a report, a scan or a reading)." : "Kept: it has \(count) claims (reports, scans or readings).")
            }
        }
    ]
}
