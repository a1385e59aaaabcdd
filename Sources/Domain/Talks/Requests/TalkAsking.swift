import Access
import Kernel
import Resources
import Storage
import Venues

/// What a unit asks for.
struct TalkDraft: Sendable {
    var unit: ID<Organisation>
    var resource: ID<Resource>?
    var topic: String
    var purpose: String
    var audience: String
    var people: Int?
    var region: String
    var place: String
    var begins: [Instant]
    var minutes: Int
    var contact: TalkContact

    /// Between 10 minutes and a day.
    static let lengths: ClosedRange<Int64> = 10...480
}

extension Transaction {
    /// Takes a unit's wish; the office is told.
    func askForTalk(_ draft: TalkDraft, by identity: Identity) throws -> ID<TalkRequest> {
        try identity.require(Talks.ask, within: try organisationScopes(draft.unit))
        let begins = Array(Set(draft.begins)).sorted()
        guard begins.count >= 2 else {
            throw Refusal(.invalid, "talk-wishes", "请至少填写两个不同的时间，便于为您找到专家。", "Give at least two different times, so that an expert can be found.", field: "wish_2")
        }
        guard let first = begins.first, first > now else {
            throw Refusal(.invalid, "talk-past", "希望的时间应在现在之后。", "The wished times lie in the future.", field: "wish_1")
        }
        guard let last = begins.last, now.day(in: .china).days(until: last.day(in: .china)) <= 400 else {
            throw Refusal(.invalid, "talk-far", "希望的时间应在 400 天以内，请检查年份。", "The wished times lie within 400 days. Check the year.", field: "wish_1")
        }
        if let resource = draft.resource {
            guard let offer = try talkOffer(resource), offer.isListed else {
                throw Refusal(.invalid, "talk-offer", "这项报告已不接受点单，请另选，或只写想听的内容。", "This talk can no longer be asked for. Choose another, or write what you would like to hear.", field: "topic")
            }
        } else if draft.topic.isEmpty {
            throw Refusal(.invalid, "talk-topic", "请写明想听什么内容。", "Say what you would like to hear about.", field: "topic")
        }
        let id: ID<TalkRequest> = newID()
        try execute(
            """
            INSERT INTO talks_request (id, unit_id, resource_id, state, topic, purpose, audience, people, region, place, wishes, minutes, expert_id, fallback_id,
                answer_days, answer_by, begin_at, end_at, activity_id, session_id, is_made, reason, rating, remark, code, contact, made_by, made_at, changed_at)
            VALUES (\(id), \(draft.unit), \(draft.resource), \(TalkState.requested), \(draft.topic), \(draft.purpose), \(draft.audience), \(draft.people),
                \(draft.region), \(draft.place), \(TalkWish.stored(begins)), \(draft.minutes), NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0, '', NULL, '', NULL,
                \(try sealed(draft.contact, of: id)), \(identity.account.id), \(now), \(now))
            """)
        try record(LedgerEntry("talks.requested", "talk", id, by: identity.account.id.number, visibility: .unit))
        try tellOffice(of: try requireTalk(id), TalkLetter.asked, by: identity.account.id)
        return id
    }
}
