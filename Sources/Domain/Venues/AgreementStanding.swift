package import Kernel
import Language
package import Storage

/// Whether an agreement stands: each of its parties has agreed to it as it reads now, or a campaign file declares it.
package enum AgreementState: String, Sendable, CaseIterable, SQLConvertible {
    case waiting, agreed, declined

    package var title: Phrase {
        switch self {
        case .waiting: Phrase("待各方确认", "Waits for all parties")
        case .agreed: Phrase("各方已确认", "Agreed by all")
        case .declined: Phrase("已谢绝", "Declined")
        }
    }

    /// One that declines keeps it from standing, and so does one that has said nothing.
    init(_ words: [PartyWord]) {
        if words.contains(where: { $0.said == .declined }) { self = .declined } else { self = words.allSatisfy { $0.said == .agreed } ? .agreed : .waiting }
    }
}

/// What one party has said to an agreement as it reads now.
package struct PartyWord: Sendable, Hashable {
    package enum Said: String, Sendable, SQLConvertible { case agreed, declined }

    package let unit: ID<Organisation>
    /// Nil: it has not said anything yet; or a campaign file did.
    package var said: Said?
    package var at: Instant?
    /// Why it declined.
    package var reason = ""

    init(_ unit: ID<Organisation>, said: Said? = nil, at: Instant? = nil, reason: String = "") { (self.unit, self.said, self.at, self.reason) = (unit, said, at, reason) }

    /// Of two that became one: agreed where either had, else declined where either had.
    static func merged(_ kept: PartyWord, _ old: PartyWord) -> PartyWord {
        let either = [kept, old].first { $0.said == .agreed } ?? [kept, old].first { $0.said == .declined } ?? kept
        return PartyWord(kept.unit, said: either.said, at: either.at, reason: either.reason)
    }
}

/// How far an agreement has come.
package struct AgreementStanding: Sendable {
    package let state: AgreementState
    /// Another one after each change of what is agreed on.
    package let version: Int64
    /// In the order of the parties.
    package let words: [PartyWord]

    /// Whose word it waits for.
    package var asked: [ID<Organisation>] { state == .waiting ? words.filter { $0.said == nil }.map(\.unit) : [] }

    /// Whether a party can agree now: it has not, and nobody else declined.
    package func mayAgree(_ unit: ID<Organisation>) -> Bool {
        guard state != .agreed, let word = words.first(where: { $0.unit == unit }), word.said != .agreed else { return false }
        return !words.contains { $0.unit != unit && $0.said == .declined }
    }

    /// Whether a party can decline now; who agreed before may still, until all have.
    package func mayDecline(_ unit: ID<Organisation>) -> Bool { state == .waiting && words.contains { $0.unit == unit } }
}
