import Access
package import Activities
import Kernel
package import Storage

extension Transaction {
    package func onlineRoom(of session: ActivitySession) throws -> OnlineRoom? {
        try row("SELECT * FROM cloudhall_room WHERE activity_id = \(session.activity) AND session_id = \(session.id)", OnlineRoom.init)
    }

    /// Keeps how a session is attended online; what has been counted stays. A room without any link is taken away where nothing was counted.
    package func put(_ room: OnlineRoom, by actor: Int64) throws {
        for (field, link) in [("join_url", room.joinURL), ("recording_url", room.recordingURL)] {
            guard let link, !OnlineRoom.isAddress(link) else { continue }
            throw Refusal(
                .invalid, "hall-address", "请填写以 https:// 或 http:// 开头的完整网址，不含空格和账号。",
                "Give a full web address that begins with https:// or http://, without blanks and without an account in it.", field: field)
        }
        guard let session = try session(room.activity, room.session) else { throw Refusal.notFound(ActivitySession.noun) }
        let before = try onlineRoom(of: session)
        if before == nil, room.joinURL == nil, room.recordingURL == nil { return }
        if let before, (before.joinURL, before.recordingURL, before.opensMinutes, before.isOnlyWay) == (room.joinURL, room.recordingURL, room.opensMinutes, room.isOnlyWay) { return }
        // Made once, here, where it may be written.
        _ = try secret(ViewingToken.secret)
        let recorded: Instant? = room.recordingURL == nil ? nil : now
        try execute(
            """
            INSERT INTO cloudhall_room (activity_id, session_id, join_url, opens_minutes, is_only_way, recording_url, recorded_at)
            VALUES (\(room.activity), \(room.session), \(room.joinURL), \(room.opensMinutes), \(room.isOnlyWay), \(room.recordingURL), \(recorded))
            ON CONFLICT (activity_id, session_id) DO UPDATE SET join_url = excluded.join_url, opens_minutes = excluded.opens_minutes,
                is_only_way = excluded.is_only_way, recording_url = excluded.recording_url,
                recorded_at = CASE WHEN excluded.recording_url IS NULL THEN NULL ELSE COALESCE(cloudhall_room.recorded_at, excluded.recorded_at) END
            """)
        let payload = "{\"activity\":\"\(room.activity.text)\",\"recording\":\(room.recordingURL != nil)}"
        try record(LedgerEntry("cloudhall.room-set", "session", room.session, by: actor, payload: payload, visibility: .unit))
    }
}
