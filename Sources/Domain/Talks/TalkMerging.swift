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
            guard let begin = detail["begin"], let end = detail["end"] else { return }
            try tx.requireSpeakersFree(
                in: detail["activity"] ?? 0, subject, TalkWish(begin: Instant(microseconds: begin), end: Instant(microseconds: end)))
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
    /// Refuses times at which an expert of the session's talks gives another talk; no confirmation helps. One expert's engagements change one
    /// after the other, so that two sessions are not moved onto each other at once.
    fileprivate func requireSpeakersFree(in activity: Int64, _ session: Int64, _ times: TalkWish) throws {
        let talks = try rows(
            """
            SELECT * FROM talks_request WHERE activity_id = \(activity) AND session_id = \(session) AND state = \(TalkState.scheduled) AND expert_id IS NOT NULL
            ORDER BY expert_id, id
            """, TalkRequest.init)
        for expert in Set(talks.compactMap(\.expertID)).sorted(by: { $0.number < $1.number }) { try lockSpeaker(expert) }
        for talk in talks {
            guard let expert = talk.expertID else { continue }
            // The travel between two places is the unit's and the expert's to settle; two places at once is not.
            let clash = try conflicts(of: expert, times, region: talk.region, besides: talk.id).first { if case .overlap = $0 { true } else { false } }
            guard let clash else { continue }
            throw Refusal(
                .conflict, "session-move-overlap", "这个场次请了专家作报告，新的时间不行：专家\(clash.says.zh)。请另选时间。",
                "An expert comes to talk in this session, and the new time is not possible: it \(clash.says.en). Choose another time.", field: "begin")
        }
    }

    /// Talks that are to be held in a session.
    fileprivate func talkNumber(in activity: Int64, _ session: Int64) throws -> Int64 {
        try number(
            "SELECT COUNT(*) FROM talks_request WHERE activity_id = \(activity) AND session_id = \(session) AND state = \(TalkState.scheduled)") ?? 0
    }
}
