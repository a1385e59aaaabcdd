import Access
import Activities
import Calls
import Kernel
import Resources
import Storage
import Venues

/// A unit's wish for a talk, and what became of it.
package struct TalkRequest: Sendable, Hashable {
    static let noun = Phrase("这份报告点单", "request for a talk")

    let id: ID<TalkRequest>
    /// Where it is held: who asks, receives, confirms and rates.
    let unitID: ID<Organisation>
    /// The talk of the catalogue that was asked for; nil: whatever suits the topic.
    let resourceID: ID<Resource>?
    let state: TalkState
    let topic: String
    let purpose: String
    let audience: String
    /// How many are expected: never a number of participants.
    let people: Int?
    let region: String
    let place: String
    let wishes: [TalkWish]
    let minutes: Int
    /// Who was asked last; from `accepted` on, who comes.
    let expertID: ID<Expert>?
    /// Who is asked next, by itself, where that one cannot.
    let fallbackID: ID<Expert>?
    let answerDays: Int
    let answerBy: Instant?
    /// When it is held, once accepted; once scheduled the session's times hold.
    let begin: Instant?
    let end: Instant?
    let activityID: ID<Activity>?
    let sessionID: ID<ActivitySession>?
    /// The activity was made for it, so that it goes with it.
    let isMade: Bool
    /// Why it was declined or cancelled, as was said last.
    let reason: String
    /// One to five, by the host.
    let rating: Int?
    let remark: String
    /// By which anybody checks the expert's certificate of service.
    let code: String?
    let madeBy: ID<Account>
    let madeAt: Instant
    let changedAt: Instant

    init(_ row: Row) throws {
        (id, unitID, resourceID, state) = (try row.id("id"), try row.id("unit_id"), try row.idOrNil("resource_id"), try row.choice("state"))
        (topic, purpose, audience, people) = (try row.text("topic"), try row.text("purpose"), try row.text("audience"), try row.intOrNil("people"))
        (region, place, minutes) = (try row.text("region"), try row.text("place"), try row.int("minutes"))
        wishes = TalkWish.read(try row.text("wishes"), minutes: minutes)
        (expertID, fallbackID, answerDays) = (try row.idOrNil("expert_id"), try row.idOrNil("fallback_id"), try row.int("answer_days"))
        (answerBy, begin, end) = (try row.instantOrNil("answer_by"), try row.instantOrNil("begin_at"), try row.instantOrNil("end_at"))
        (activityID, sessionID, isMade) = (try row.idOrNil("activity_id"), try row.idOrNil("session_id"), try row.bool("is_made"))
        (reason, rating, remark, code) = (try row.text("reason"), try row.intOrNil("rating"), try row.text("remark"), try row.textOrNil("code"))
        (madeBy, madeAt, changedAt) = (try row.id("made_by"), try row.instant("made_at"), try row.instant("changed_at"))
    }
}

/// A time that a unit would like.
struct TalkWish: Sendable, Hashable {
    let begin: Instant
    let end: Instant

    /// So many a unit may name.
    static let most = 3

    static func read(_ text: String, minutes: Int) -> [TalkWish] {
        text.split(separator: " ").compactMap { Int64($0) }.map {
            let begin = Instant(microseconds: $0)
            return TalkWish(begin: begin, end: begin.adding(minutes: Int64(minutes)))
        }
    }

    static func stored(_ begins: [Instant]) -> String { begins.map { String($0.microseconds) }.joined(separator: " ") }
}
