import Access
import Activities
import Calls
import Kernel
import Storage
import Workflow

extension TalkRequest {
    /// What changes with a step beside the state.
    struct Change: Sendable {
        var expert: ID<Expert>?
        var fallback: ID<Expert>?
        var answerDays: Int
        var answerBy: Instant?
        var begin: Instant?
        var end: Instant?
        var activity: ID<Activity>?
        var session: ID<ActivitySession>?
        var isMade: Bool
        var reason: String
        var rating: Int?
        var remark: String
        var code: String?
    }

    /// As it is.
    var unchanged: Change {
        Change(
            expert: expertID, fallback: fallbackID, answerDays: answerDays, answerBy: answerBy, begin: begin, end: end, activity: activityID, session: sessionID,
            isMade: isMade, reason: reason, rating: rating, remark: remark, code: code)
    }
}

extension Transaction {
    /// Moves a request along its workflow; whoever calls it has asked who may. Refuses where somebody has moved it meanwhile.
    @discardableResult
    func move(_ talk: TalkRequest, on event: TalkEvent, by actor: Int64, says: String = "", _ change: (inout TalkRequest.Change) -> Void = { _ in }) throws -> TalkRequest {
        let line = try TalkRequest.workflow.transition(from: talk.state, on: event)
        var new = talk.unchanged
        if !says.isEmpty { new.reason = says }
        change(&new)
        let changed = try execute(
            """
            UPDATE talks_request SET state = \(line.to), expert_id = \(new.expert), fallback_id = \(new.fallback), answer_days = \(new.answerDays),
                answer_by = \(new.answerBy), begin_at = \(new.begin), end_at = \(new.end), activity_id = \(new.activity), session_id = \(new.session),
                is_made = \(new.isMade), reason = \(new.reason), rating = \(new.rating), remark = \(new.remark), code = \(new.code), changed_at = \(now)
            WHERE id = \(talk.id) AND state = \(talk.state) AND changed_at = \(talk.changedAt)
            """)
        guard changed == 1 else {
            throw Refusal(.conflict, "talk-moved", "这份点单刚被他人处理，请看过现状再办理。", "Somebody has just dealt with this request. Look at it as it is now.")
        }
        try record(LedgerEntry(line.records, "talk", talk.id, by: actor, reason: says, visibility: .unit))
        return try requireTalk(talk.id)
    }

    /// The host or the office calls it off, with the reason, which the other side and the expert are told.
    func cancelTalk(_ id: ID<TalkRequest>, says: String, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        let event: TalkEvent = hats.isHost && TalkRequest.workflow.events(in: talk.state).contains(.cancel) ? .cancel : .refuse
        guard event == .cancel ? hats.isHost : hats.isOffice else { throw Refusal.notYours(event == .cancel ? Talks.ask : Talks.dispatch) }
        try needReason(says)
        let old = talk
        let new = try move(talk, on: event, by: identity.account.id.number, says: says) { $0.answerBy = nil }
        try callOffActivity(of: old, says: says, by: identity)
        try tellCancelled(new, was: old, says: says, by: identity.account.id)
    }

    /// The expert who had accepted cannot come after all.
    func backOut(_ id: ID<TalkRequest>, says: String, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isSpeaker else { throw Refusal.notYours(Talks.answer) }
        try needReason(says)
        let new = try move(talk, on: .backOut, by: identity.account.id.number, says: says) { change in
            if talk.state == .accepted { (change.expert, change.begin, change.end) = (nil, nil, nil) }
        }
        try callOffActivity(of: talk, says: says, by: identity)
        try tellCancelled(new, was: talk, says: says, by: identity.account.id)
    }

    /// An activity that was made for the talk goes with it; one that was there before stays, and is the host's affair.
    private func callOffActivity(of talk: TalkRequest, says: String, by identity: Identity) throws {
        guard talk.isMade, let activity = talk.activityID, talk.state == .scheduled || talk.state == .delivered else { return }
        try setStatus(.cancelled, of: activity, reason: says, by: identity.account.id.number)
    }

    private func needReason(_ says: String) throws {
        guard !says.isEmpty else { throw Refusal(.invalid, "talk-reason", "请写明原因，对方会看到。", "Say why; the other side reads it.", field: "says") }
    }
}
