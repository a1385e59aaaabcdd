import Activities
import Kernel
import Rooms
import Storage

/// What must be true of the hall's records.
enum HallCheck {
    static let check = RecordCheck(Phrase("线上观看人数与其记录一致", "Viewers online are what their records come to")) { tx in
        try tx.rows(
            """
            SELECT r.session_id, r.viewers, (SELECT COUNT(*) FROM cloudhall_viewer v WHERE v.activity_id = r.activity_id AND v.session_id = r.session_id) AS marks
            FROM cloudhall_room r
            WHERE r.viewers > 0 AND EXISTS (SELECT 1 FROM cloudhall_viewer v WHERE v.activity_id = r.activity_id AND v.session_id = r.session_id)
                AND r.viewers > (SELECT COUNT(*) FROM cloudhall_viewer v WHERE v.activity_id = r.activity_id AND v.session_id = r.session_id)
            ORDER BY r.session_id LIMIT 20
            """
        ) { row in
            let (session, viewers, marks) = (try row.id("session_id", ActivitySession.self), try row.int64("viewers"), try row.int64("marks"))
            return Phrase("场次 \(session.text) 记为 \(viewers) 位观众，记录只有 \(marks) 条。", "Session \(session.text) says \(viewers) viewers; there are \(marks) records.")
        }
    }
}
