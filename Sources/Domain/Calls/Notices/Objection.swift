import Kernel
import Language
import Storage

/// Somebody's objection to an item of a notice. Who objects lies sealed: only the office that handles it opens that, and each look is recorded.
struct Objection: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        /// A person, in their real name.
        case person
        /// A unit, with its seal or its legal person's signature.
        case unit

        var title: Phrase {
            switch self {
            case .person: Phrase("个人（实名）", "A person, in their real name")
            case .unit: Phrase("单位（盖章或法定代表人签字）", "A unit, sealed or signed by its legal representative")
            }
        }
    }

    let id: ID<Objection>
    let noticeID: ID<Notice>
    let position: Int
    let kind: Kind
    let state: ObjectionState
    /// By which the objector follows it: nobody else knows it.
    let code: String
    /// Why it was not admitted, upheld or dismissed.
    let ground: String
    let answer: String
    /// Upheld, dismissed or inadmissible: stays once it is answered; nil while it is open.
    let decided: ObjectionState?
    let receivedAt: Instant

    static let noun = Phrase("异议", "objection")

    init(_ row: Row) throws {
        (id, noticeID, position) = (try row.id("id"), try row.id("notice_id"), try row.int("position"))
        (kind, state, code) = (try row.choice("kind"), try row.choice("state"), try row.text("code"))
        (ground, answer, receivedAt) = (try row.text("ground"), try row.text("answer"), try row.instant("received_at"))
        decided = try row.textOrNil("decided").flatMap { ObjectionState(rawValue: $0) }
    }
}
