import Kernel
import Language

/// The value of one measure for one unit, and who says so.
struct Fact: Sendable, Hashable {
    enum Origin: String, Sendable { case known, computed, declared, missing, corrected }

    let value: Int?
    let origin: Origin

    static let missing = Fact(value: nil, origin: .missing)
    static func known(_ value: Int) -> Fact { Fact(value: value, origin: .known) }
    static func known(_ isSo: Bool) -> Fact { Fact(value: isSo ? 1 : 0, origin: .known) }
    static func declared(_ value: Int?) -> Fact { value.map { Fact(value: $0, origin: .declared) } ?? .missing }
}

/// How much a unit needs it, by every criterion.
struct NeedScore: Sendable, Hashable {
    struct Part: Sendable, Hashable {
        let criterion: String
        let fact: Fact
        /// Thousandths of the full mark.
        let points: Int
    }

    let parts: [Part]
    /// The weighted sum, which alone decides: nothing is lost by rounding.
    let total: Int
    /// Thousandths of a point of a hundred, rounded once; for people.
    let score: Int

    init(_ facts: [String: Fact], under rule: RoundRule) {
        parts = rule.criteria.map { one in
            let fact = facts[one.key] ?? .missing
            return Part(criterion: one.key, fact: fact, points: one.scale.points(fact.value))
        }
        total = zip(parts, rule.criteria).reduce(0) { $0 + $1.0.points * $1.1.weight }
        let weight = max(1, rule.weight)
        score = (total * 200 + weight) / (2 * weight)
    }

    func points(of criterion: String) -> Int { parts.first { $0.criterion == criterion }?.points ?? 0 }
}

/// Scores for people: `68.2` out of a hundred.
enum Points {
    /// From thousandths of a point; no zeros at the end.
    static func text(_ thousandths: Int) -> String {
        let (whole, rest) = (thousandths / 1000, thousandths % 1000)
        guard rest != 0 else { return "\(whole)" }
        var digits = String(1000 + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
