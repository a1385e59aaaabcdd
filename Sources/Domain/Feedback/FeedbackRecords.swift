import Activities
import Jobs
import Kernel
import Rooms
import Storage

/// What happens by itself, what the record of changes says, what must always be true.
enum FeedbackRecords {
    static let forgetting = JobKind(name: "feedback-forget", schedule: .every(seconds: 3600)) { context in
        while try await context.database.write({ try $0.forgetUsedInvitations() }) > 0 {}
    }

    static let words = [
        LedgerWord("feedback.opened", "开始收集观众反馈", "asks visitors of"), LedgerWord("feedback.closed", "停止收集观众反馈", "no longer asks visitors of"),
    ]

    static let check = RecordCheck(Phrase("观众反馈的份数与各题一致", "Answers of visitors agree with their questions")) { tx in
        try tx.rows(
            """
            SELECT c.session_id, c.answered, t.question, SUM(t.answers) AS given FROM feedback_call c
                JOIN feedback_tally t ON t.activity_id = c.activity_id AND t.session_id = c.session_id
            GROUP BY c.activity_id, c.session_id, c.answered, t.question
            HAVING (t.question <> 'change' AND SUM(t.answers) <> c.answered) OR SUM(t.answers) < c.answered ORDER BY c.session_id, t.question LIMIT 20
            """
        ) { row in
            let (session, question) = (try row.id("session_id", ActivitySession.self), try row.text("question"))
            let (answered, given) = (try row.int64("answered"), try row.int64("given"))
            return Phrase(
                "场次 \(session.text) 收到 \(answered) 份反馈，“\(question)”一题却有 \(given) 个选择。",
                "Session \(session.text) has \(answered) answers, yet “\(question)” has \(given) choices.")
        }
    }

    static let guards = [
        Guard(on: Activities.sessionRemoval) { tx, subject, detail in
            guard let activity = detail["activity"], let call = try tx.feedbackCall(ID(activity), ID(subject)) else { return }
            guard call.answered == 0 else {
                throw Refusal(
                    .conflict, "session-has-feedback", "该场次已收到 \(call.answered) 份观众反馈，不能删除。请改为“取消”。",
                    "Visitors have answered about this session (\(call.answered)), so it cannot be removed. Cancel it instead.")
            }
            try tx.execute("DELETE FROM feedback_call WHERE activity_id = \(activity) AND session_id = \(subject)")
        }
    ]
}
