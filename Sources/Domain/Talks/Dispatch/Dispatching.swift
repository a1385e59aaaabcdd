import Access
import Calls
import Kernel
import Storage

/// Whom the office asks.
struct DispatchDraft: Sendable {
    var expert: ID<Expert>
    /// Asked by itself where the first cannot; nil: it comes back to the office.
    var fallback: ID<Expert>?
    /// Within so many days they answer.
    var days: Int
    /// The office has seen what speaks against it, and asks all the same.
    var isConfirmed = false

    static let days: ClosedRange<Int64> = 1...14
}

extension Transaction {
    /// Asks an expert, with a fallback and a day by which they answer. Names what speaks against either; an overlap nobody overrides.
    func dispatchTalk(_ id: ID<TalkRequest>, _ draft: DispatchDraft, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isOffice else { throw Refusal.notYours(Talks.dispatch) }
        guard draft.expert != draft.fallback else {
            throw Refusal(.invalid, "talk-fallback", "候补专家应是另一位。", "The fallback is somebody else.", field: "fallback")
        }
        try checkDispatch(talk, to: draft.expert, field: "expert", isConfirmed: draft.isConfirmed)
        if let fallback = draft.fallback { try checkDispatch(talk, to: fallback, field: "fallback", isConfirmed: draft.isConfirmed) }
        try ask(talk, draft.expert, on: .dispatch, fallback: draft.fallback, days: draft.days, by: identity.account.id.number)
    }

    /// At least one of the wished times has to be possible; what stands against all of them is named.
    private func checkDispatch(_ talk: TalkRequest, to expert: ID<Expert>, field: String, isConfirmed: Bool) throws {
        let coming = talk.wishes.filter { $0.begin > now }
        guard !coming.isEmpty else {
            throw Refusal(
                .conflict, "talk-over", "希望的时间都已过去。请写明原因取消，并请单位重新点单。", "All the wished times have passed. Cancel it with the reason, and ask the unit to order again.")
        }
        let found = try coming.map { try conflicts(of: expert, $0, region: talk.region, besides: talk.id) }
        if found.contains(where: \.isEmpty) { return }
        guard let hard = found.first(where: { !$0.contains(where: \.isHard) }) else {
            let says = found.flatMap(\.self).filter(\.isHard).first?.says ?? Phrase(same: "")
            throw Refusal(
                .conflict, "talk-impossible", "不能请这位专家：\(says.zh)。请另选一位。", "This expert cannot be asked: \(says.en). Choose another.", field: field)
        }
        guard !isConfirmed else { return }
        throw Refusal(
            .conflict, "talk-conflict", "这位专家有不便：\(hard.map(\.says.zh).joined(separator: "；"))。仍要请的，请勾选“已知不便，仍然派单”。",
            "Something speaks against it: \(hard.map(\.says.en).joined(separator: "; ")). To ask all the same, tick “Ask all the same”.", field: field)
    }

    /// Sends the question, and keeps that it was sent.
    private func ask(_ talk: TalkRequest, _ expert: ID<Expert>, on event: TalkEvent, fallback: ID<Expert>?, days: Int, by actor: Int64) throws {
        let until = now.adding(hours: Int64(days) * 24)
        let new = try move(talk, on: event, by: actor) { change in
            (change.expert, change.fallback, change.answerDays, change.answerBy) = (expert, fallback, days, until)
        }
        try execute(
            """
            INSERT INTO talks_dispatch (request_id, number, expert_id, asked_at, answer_by, answer, says, answered_at)
            SELECT CAST(\(talk.id) AS BIGINT), COALESCE(MAX(number), 0) + 1, CAST(\(expert) AS BIGINT), CAST(\(now) AS BIGINT), CAST(\(until) AS BIGINT), NULL, '', NULL
            FROM talks_dispatch WHERE request_id = \(talk.id)
            """)
        try tellSpeaker(of: new)
    }

    /// The office asks back before there is an answer.
    func recallTalk(_ id: ID<TalkRequest>, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isOffice else { throw Refusal.notYours(Talks.dispatch) }
        try answered(talk, "recalled", says: "")
        try move(talk, on: .recall, by: identity.account.id.number) { ($0.expert, $0.fallback, $0.answerBy) = (nil, nil, nil) }
    }

    /// The expert comes, at one of the wished times.
    func acceptTalk(_ id: ID<TalkRequest>, at begin: Instant, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isSpeaker, let expert = talk.expertID else { throw Refusal.notYours(Talks.answer) }
        guard let wish = talk.wishes.first(where: { $0.begin == begin }), wish.begin > now else {
            throw Refusal(.invalid, "talk-wish", "请选择单位希望的一个时间（不能是已过去的）。", "Choose one of the unit's times that has not passed.", field: "wish")
        }
        try lockSpeaker(expert)
        if let hard = try conflicts(of: expert, wish, region: talk.region, besides: talk.id).first(where: \.isHard) {
            throw Refusal(.conflict, "talk-overlap", "这个时间不行：\(hard.says.zh)。", "This time is not possible: \(hard.says.en).", field: "wish")
        }
        try answered(talk, "accepted", says: "")
        let new = try move(talk, on: .accept, by: identity.account.id.number) { change in
            (change.begin, change.end, change.answerBy, change.fallback) = (wish.begin, wish.end, nil, nil)
        }
        try tellHost(of: new, TalkLetter.accepted, by: identity.account.id)
    }

    /// The expert does not come; the fallback is asked by itself, else the office has it again.
    func declineTalk(_ id: ID<TalkRequest>, says: String, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isSpeaker else { throw Refusal.notYours(Talks.answer) }
        try answered(talk, "declined", says: says)
        try passOn(try move(talk, on: .decline, by: identity.account.id.number, says: says) { ($0.expert, $0.answerBy) = (nil, nil) })
    }

    /// To the fallback; where there is none, or they cannot either by now, to the office.
    private func passOn(_ talk: TalkRequest) throws {
        if let fallback = talk.fallbackID, talk.wishes.contains(where: { $0.begin > now }),
            try talk.wishes.contains(where: { wish in try wish.begin > now && !conflicts(of: fallback, wish, region: talk.region, besides: talk.id).contains(where: \.isHard) })
        {
            try ask(talk, fallback, on: .passOn, fallback: nil, days: talk.answerDays, by: 0)
        } else {
            try tellOffice(of: talk, TalkLetter.declined, by: nil)
        }
    }

    private func answered(_ talk: TalkRequest, _ answer: String, says: String) throws {
        try execute(
            """
            UPDATE talks_dispatch SET answer = \(answer), says = \(says), answered_at = \(now) WHERE request_id = \(talk.id) AND answer IS NULL
            """)
    }

    /// Whoever has not answered in time is taken to decline; so many at a time. Gives how many.
    func lapseTalks(limit: Int = 100) throws -> Int {
        let due = try rows(
            "SELECT * FROM talks_request WHERE state = \(TalkState.dispatched) AND answer_by <= \(now) ORDER BY changed_at, id LIMIT \(limit)", TalkRequest.init)
        for talk in due {
            try answered(talk, "lapsed", says: "")
            try passOn(try move(talk, on: .lapse, by: 0) { ($0.expert, $0.answerBy) = (nil, nil) })
        }
        return due.count
    }
}
