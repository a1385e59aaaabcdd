import Access
package import Activities
package import Kernel
package import Storage

extension Transaction {
    package func feedbackCall(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> FeedbackCall? {
        try row("SELECT * FROM feedback_call WHERE activity_id = \(activity) AND session_id = \(session)", FeedbackCall.init)
    }

    /// Asks the visitors of a session, each n-th of them, or stops asking; what was answered stays.
    package func askForFeedback(_ activity: ID<Activity>, _ session: ID<ActivitySession>, oneIn: Int, isOpen: Bool, isByTicket: Bool = false, by actor: Int64) throws {
        guard let found = try self.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
        guard (1...FeedbackCall.mostOneIn).contains(oneIn) else {
            throw Refusal(
                .invalid, "feedback-one-in", "请填写 1 至 \(FeedbackCall.mostOneIn)：每几位问一位。", "Give 1 to \(FeedbackCall.mostOneIn): each how manieth is asked.", field: "one_in")
        }
        guard !isOpen || found.status != .cancelled else {
            throw Refusal(.conflict, "feedback-cancelled", "该场次已取消，没有观众可问。", "This session is cancelled; there are no visitors to ask.")
        }
        let before = try feedbackCall(activity, session)
        // Pages that only read draw by it.
        if isByTicket { _ = try secret(FeedbackToken.secret) }
        guard before?.oneIn != oneIn || before?.isOpen != isOpen || before?.isByTicket != isByTicket else { return }
        try execute(
            """
            INSERT INTO feedback_call (activity_id, session_id, one_in, is_open, by_ticket) VALUES (\(activity), \(session), \(oneIn), \(isOpen), \(isByTicket))
            ON CONFLICT (activity_id, session_id) DO UPDATE SET one_in = excluded.one_in, is_open = excluded.is_open, by_ticket = excluded.by_ticket
            """)
        let payload = "{\"activity\":\"\(activity.text)\",\"one_in\":\(oneIn)}"
        try record(LedgerEntry(isOpen ? "feedback.opened" : "feedback.closed", "session", session, by: actor, payload: payload))
    }

    /// Somebody begins: gives an invitation to each n-th, nil to the others. Refuses where nobody is asked now, and whoever has begun before.
    ///
    /// - browser: the random word of the browser's cookie; kept as a mark that leads back to none, until the answers are closed.
    package func beginFeedback(_ session: ActivitySession, browser: String? = nil) throws -> String? {
        guard let call = try feedbackCall(session.activity, session.id), call.isAsking(session, at: now) else { throw FeedbackWords.closed }
        guard !call.isByTicket else { throw FeedbackWords.byTicket }
        if let browser {
            let mark = FeedbackDraw.mark(browser: browser, session, key: try secret(FeedbackToken.secret))
            guard try noteDrawn(Array(mark.prefix(12)).hexadecimal, session) else { throw FeedbackWords.begunBefore }
        }
        let turn = try number(
            "UPDATE feedback_call SET turns = turns + 1 WHERE activity_id = \(session.activity) AND session_id = \(session.id) RETURNING turns")
        guard let turn, FeedbackCall.isAsked(turn: turn, oneIn: call.oneIn) else { return nil }
        try execute("UPDATE feedback_call SET asked = asked + 1 WHERE activity_id = \(session.activity) AND session_id = \(session.id)")
        return FeedbackToken.make(session.id, until: now.adding(minutes: FeedbackToken.minutes), key: try secret(FeedbackToken.secret))
    }

    /// Takes one answer by an invitation, once: counters go up, and nothing else is kept. Refuses a word that is none, has ended or was used.
    package func takeFeedback(_ answer: FeedbackAnswer, by token: String, about session: ActivitySession) throws {
        guard let call = try feedbackCall(session.activity, session.id), call.isAsking(session, at: now) else { throw FeedbackWords.closed }
        guard let invitation = FeedbackToken.read(token, session.id, now: now, key: try secret(FeedbackToken.secret)) else { throw FeedbackWords.ended }
        let isNew = try execute(
            """
            INSERT INTO feedback_used (activity_id, session_id, nonce, until) VALUES (\(session.activity), \(session.id), \(invitation.nonce), \(invitation.until))
            ON CONFLICT (activity_id, session_id, nonce) DO NOTHING
            """) == 1
        guard isNew else {
            throw Refusal(.conflict, "feedback-used", "这份反馈已经提交过，谢谢！", "This feedback was given already. Thank you!")
        }
        try execute("UPDATE feedback_call SET answered = answered + 1 WHERE activity_id = \(session.activity) AND session_id = \(session.id)")
        for question in FeedbackQuestion.all {
            for choice in (answer.choices[question.key] ?? []).sorted() {
                try execute(
                    """
                    INSERT INTO feedback_tally (activity_id, session_id, question, choice, answers)
                    VALUES (\(session.activity), \(session.id), \(question.key), \(choice), 1)
                    ON CONFLICT (activity_id, session_id, question, choice) DO UPDATE SET answers = feedback_tally.answers + 1
                    """)
            }
        }
    }

    /// What the visitors of a session said; nil where nobody was ever to be asked.
    package func feedback(of activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> FeedbackSummary? {
        guard let call = try feedbackCall(activity, session) else { return nil }
        return FeedbackSummary(asked: call.asked, answered: call.answered, tally: try tally("activity_id = \(activity) AND session_id = \(session)"))
    }

    /// Of all sessions of an activity together, save those that `FeedbackTotal` leaves out; nil where nobody was ever asked.
    package func feedback(of activity: ID<Activity>) throws -> FeedbackSummary? {
        let all = try rows("SELECT session_id, asked, answered FROM feedback_call WHERE activity_id = \(activity) AND asked > 0") {
            (session: try $0.int64("session_id"), asked: try $0.int64("asked"), answered: try $0.int64("answered"))
        }
        guard !all.isEmpty else { return nil }
        let hidden = FeedbackTotal.leftOut(Dictionary(all.map { ($0.session, $0.answered) }, uniquingKeysWith: +))
        let shown = all.filter { !hidden.contains($0.session) }
        return FeedbackSummary(
            asked: shown.reduce(0) { $0 + $1.asked }, answered: shown.reduce(0) { $0 + $1.answered },
            tally: try tally("activity_id = \(activity) AND session_id IN (\(list: shown.map(\.session)))"),
            leftOut: all.filter { hidden.contains($0.session) }.reduce(0) { $0 + $1.answered })
    }

    private func tally(_ condition: SQL) throws -> [String: [String: Int64]] {
        var tally: [String: [String: Int64]] = [:]
        try each("SELECT question, choice, SUM(answers) AS answers FROM feedback_tally WHERE \(sql: condition) GROUP BY question, choice") { row in
            tally[try row.text("question"), default: [:]][try row.text("choice")] = try row.int64("answers")
            return true
        }
        return tally
    }

    /// Forgets the random parts of invitations that have ended, and the marks of tickets once answers are closed; gives of how many.
    package func forgetUsedInvitations(limit: Int = 5_000) throws -> Int {
        try execute(
            """
            DELETE FROM feedback_used WHERE (activity_id, session_id, nonce) IN (
                SELECT activity_id, session_id, nonce FROM feedback_used WHERE until <= \(now) ORDER BY until LIMIT \(limit))
            """)
            + execute(
                """
                DELETE FROM feedback_drawn WHERE (activity_id, session_id, mark) IN (
                    SELECT activity_id, session_id, mark FROM feedback_drawn WHERE until <= \(now) ORDER BY until LIMIT \(limit))
                """)
    }
}
