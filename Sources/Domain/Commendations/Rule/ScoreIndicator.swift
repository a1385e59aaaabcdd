import Kernel
import Language

/// One published indicator: what is looked at, how much it gives, what shows it.
struct ScoreIndicator: Sendable, Hashable {
    let key: String
    let name: Wording
    /// Hundredths of a point that it gives at most.
    let points: Int
    let measure: ScoreMeasure
    /// What a unit hands in, or where the number comes from.
    let evidence: Wording?
}

/// From what an indicator's points follow.
enum ScoreMeasure: Sendable, Hashable {
    /// A number of the dictionary, of what the unit organised or of what took place in its region; by the scale.
    case figure(ScoreSource, code: String, PointScale)
    /// What the unit states, judged by the office.
    case material
}

/// Whose activities are looked at, and where.
struct ScoreSource: Sendable, Hashable {
    enum Slice: String, Sendable, CaseIterable {
        /// What the unit organises itself.
        case own
        /// What takes place in the unit's region, whoever organises it.
        case region
    }

    let slice: Slice
    /// The key of a campaign below the rule's, where only that counts: a joint action.
    let within: String?
}

/// How an amount becomes points. Whole numbers throughout, rounded down once: everybody who computes them gets the same.
enum PointScale: Sendable, Hashable {
    struct Step: Sendable, Hashable {
        let atLeast: Int64
        /// Hundredths of a point.
        let points: Int
    }

    /// Nothing at `from`, the full mark at `to`, in proportion between.
    case linear(from: Int64, to: Int64)
    /// The points of the highest step that the amount reaches; steps ascend.
    case steps([Step])
    /// So many hundredths for each full lot.
    case each(of: Int64, points: Int)

    /// Never more than `most`, hundredths of a point all of them.
    func points(_ amount: Int64, most: Int) -> Int {
        switch self {
        case .linear(let from, let to):
            guard amount > from else { return 0 }
            guard amount < to else { return most }
            // 64 bits are enough for the amount, not for the product.
            let product = UInt64(amount - from).multipliedFullWidth(by: UInt64(most))
            return Int(UInt64(to - from).dividingFullWidth(product).quotient)
        case .steps(let steps): return min(most, steps.last { amount >= $0.atLeast }?.points ?? 0)
        case .each(let lot, let points):
            let lots = amount / max(1, lot)
            return lots >= Int64(most / max(1, points) + 1) ? most : min(most, Int(lots) * points)
        }
    }
}

/// Points for people: `17.5`, from hundredths; no zeros at the end.
enum ScorePoints {
    static func text(_ hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        guard rest != 0 else { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The hundredths of what somebody typed; nil for more than two decimals, a sign, or anything else.
    static func read(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = parts.first, (1...6).contains(first.utf8.count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(first)
        else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].utf8.count), let rest = Int(parts[1]) else { return nil }
        return whole * 100 + (parts[1].utf8.count == 1 ? rest * 10 : rest)
    }
}
