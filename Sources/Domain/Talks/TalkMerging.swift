import Activities
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either asked for is the kept one's.
enum TalkMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute("UPDATE talks_request SET unit_id = \(kept) WHERE unit_id = \(old)")
    }
}

/// What hangs on a session in which an expert talks.
enum TalkGuards {
    static let all = [
        Guard(on: Activities.sessionRemoval) { tx, subject, detail in
            guard try tx.talkNumber(in: detail["activity"] ?? 0, subject) > 0 else { return }
            throw Refusal(
                .conflict, "session-has-talk", "这个场次已请了专家作报告，不能删除。请先在“报告点单”中取消，专家会收到通知。",
                "An expert comes to talk in this session, so it cannot be removed. Call the talk off first: the expert is told.")
        },
        Guard(on: Activities.sessionMove) { tx, subject, detail in
            guard detail["confirmed"] != 1, try tx.talkNumber(in: detail["activity"] ?? 0, subject) > 0 else { return }
            throw Refusal(
                .conflict, "session-move-talk", "这个场次请了专家作报告。请先与专家商定新的时间，再勾选确认。",
                "An expert comes to talk in this session. Agree on the new time with them first, then tick to confirm.", field: "confirmed")
        },
    ]
}

extension Transaction {
    /// Talks that are to be held in a session.
    fileprivate func talkNumber(in activity: Int64, _ session: Int64) throws -> Int64 {
        try number(
            "SELECT COUNT(*) FROM talks_request WHERE activity_id = \(activity) AND session_id = \(session) AND state = \(TalkState.scheduled)") ?? 0
    }
}
