import Access
import Activities
import Kernel
import Participation
import Storage
import Venues
import Workflow

/// What the host says once the talk was held.
struct TalkConfirmation: Sendable {
    /// Who came, as a claim about the session; nil where one is there already.
    var people: Int64?
    var method = ClaimMethod.reported
    /// One to five.
    var rating: Int
    var remark: String
}

extension Transaction {
    /// Claims about visits of the session, whatever became of them.
    func visitClaims(of talk: TalkRequest) throws -> [Claim] {
        guard let activity = talk.activityID, let session = talk.sessionID else { return [] }
        return try claims(activity: activity, session: session).filter { $0.indicator == "visits" && $0.method != .booked }
    }

    /// The receiving unit says that it took place, never the speaker. How many came is a claim about the session, by which it is counted once
    /// like any other.
    func confirmTalk(_ id: ID<TalkRequest>, _ confirmation: TalkConfirmation, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isHost else { throw Refusal.notYours(Talks.ask) }
        // Whoever gave the talk does not confirm it, whatever other hats they have.
        guard !hats.isSpeaker else {
            throw Refusal(.forbidden, "talk-own", "您是这场报告的主讲人，请由接待单位的其他同事确认。", "You gave this talk. Let a colleague of the receiving unit confirm it.")
        }
        _ = try TalkRequest.workflow.transition(from: talk.state, on: .confirm)
        guard let activity = talk.activityID, let session = talk.sessionID else { throw Refusal.notFound(TalkRequest.noun) }
        if let people = confirmation.people {
            try identity.require(Participation.report, within: try reportScopes(activity))
            let remark = "接待单位确认报告已举行 / confirmed by the receiving unit"
            try makeClaim(
                ClaimDraft(activity: activity, session: session, value: people, method: confirmation.method, reason: remark), by: identity.account.id.number)
        } else if try visitClaims(of: talk).isEmpty {
            throw Refusal(.invalid, "talk-people", "请填写到场人数；没有人来也请填 0。", "Say how many came; where nobody did, 0.", field: "people")
        }
        if confirmation.rating <= 2, confirmation.remark.isEmpty {
            throw Refusal(.invalid, "talk-remark", "评价较低时请说明原因，便于改进。", "Say why where the rating is low, so that it can be better.", field: "remark")
        }
        let new = try move(talk, on: .confirm, by: identity.account.id.number) { change in
            (change.rating, change.remark) = (confirmation.rating, confirmation.remark)
        }
        try tellOffice(of: new, TalkLetter.confirmed, by: identity.account.id)
    }

    /// The office files it; from then on the expert has a certificate of service.
    func recordTalk(_ id: ID<TalkRequest>, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isOffice else { throw Refusal.notYours(Talks.dispatch) }
        guard !hats.isSpeaker else {
            throw Refusal(.forbidden, "talk-own-record", "您是这场报告的主讲人，请由他人归档。", "You gave this talk. Let somebody else record it.")
        }
        let new = try move(talk, on: .record, by: identity.account.id.number) { $0.code = ServiceCertificate.newCode() }
        try tellSpeakerOfStep(new, TalkLetter.recorded)
    }
}
