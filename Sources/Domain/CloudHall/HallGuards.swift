import Activities
import Kernel
import Rooms
import Storage

/// What this room asks of changes to a session.
enum HallGuards {
    static let all = [
        Guard(on: Activities.sessionRemoval) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            let viewers = try tx.number("SELECT COUNT(*) FROM cloudhall_viewer WHERE activity_id = \(activity) AND session_id = \(subject)") ?? 0
            guard viewers == 0 else {
                throw Refusal(
                    .conflict, "session-has-viewers", "该场次已有 \(viewers) 位线上观众，不能删除。请改为“取消”。",
                    "This session has \(viewers) viewers online, so it cannot be removed. Cancel it instead.")
            }
            try tx.execute("DELETE FROM cloudhall_room WHERE activity_id = \(activity) AND session_id = \(subject)")
        }
    ]
}
