import Kernel

/// What is known of a unit for one indicator.
enum ScoreAmount: Sendable, Hashable {
    /// A number; `missing`: sessions that are over and of which nobody has stated it.
    case known(Int64, missing: Int64)
    /// Sessions are over, and nobody has stated anything: unknown, not 0.
    case unknown(missing: Int64)
    /// Nothing that could be counted has been held: `-`.
    case notHeld
    /// What was handed in, as the office judged it, in hundredths of a point.
    case judged(Int)
    /// Handed in, not judged yet.
    case stated
    /// Nothing was handed in.
    case notStated
}

/// One line of a unit's score.
struct ScoreLine: Sendable, Hashable {
    let indicator: String
    let amount: ScoreAmount
    /// Hundredths of a point; nil where it is not known yet, which is not 0.
    let points: Int?
}

/// A unit's score: each line by itself, and what is known of it so far.
struct UnitScore: Sendable, Hashable {
    let lines: [ScoreLine]
    /// Hundredths of a point, of the lines that are known.
    let total: Int
    /// Hundredths that lines which are not known yet may still give.
    let open: Int

    init(_ amounts: [String: ScoreAmount], under rule: CommendationRule) {
        lines = rule.indicators.map { one in
            let fallback: ScoreAmount = if case .material = one.measure { .notStated } else { .notHeld }
            let amount = amounts[one.key] ?? fallback
            return ScoreLine(indicator: one.key, amount: amount, points: Self.points(amount, one))
        }
        total = lines.reduce(0) { $0 + ($1.points ?? 0) }
        open = zip(lines, rule.indicators).reduce(0) { $0 + ($1.0.points == nil ? $1.1.points : 0) }
    }

    /// What was counted before the deadline stays; `lines` are of the rule, in its order.
    init(lines: [ScoreLine], under rule: CommendationRule) {
        self.lines = lines
        total = lines.reduce(0) { $0 + ($1.points ?? 0) }
        open = zip(lines, rule.indicators).reduce(0) { $0 + ($1.0.points == nil ? $1.1.points : 0) }
    }

    private static func points(_ amount: ScoreAmount, _ indicator: ScoreIndicator) -> Int? {
        switch (amount, indicator.measure) {
        case (.known(let value, _), .figure(_, _, let scale)): scale.points(value, most: indicator.points)
        case (.judged(let points), .material): min(points, indicator.points)
        // What was not held or not handed in gives nothing, and that is known.
        case (.notHeld, _), (.notStated, _): 0
        default: nil
        }
    }

    func line(_ key: String) -> ScoreLine? { lines.first { $0.indicator == key } }

    /// By which equal scores are parted: the amount, or the points of what was judged; what is not known stands behind what is.
    func tie(_ key: String) -> Int64 {
        switch line(key)?.amount {
        case .known(let value, _): value
        case .judged(let points): Int64(points)
        default: -1
        }
    }
}

/// Who stands before whom, as a text: the smaller stands higher. The score, then the amounts named for ties, then a number drawn from the rule's key
/// and the unit's identity, which nobody chose and everybody can compute again.
enum ScoreOrder {
    static func key(_ score: UnitScore, of unit: Int64, in rule: String, under it: CommendationRule) -> String {
        let ties = it.ties.map { descending(score.tie($0)) }
        return ([descending(Int64(score.total))] + ties + [drawn(rule, unit)]).joined(separator: " ")
    }

    /// FNV-1a over `rule/unit`, the unit as 13 letters; 16 hexadecimal digits.
    static func drawn(_ rule: String, _ unit: Int64) -> String {
        let digits = String(Fingerprint.of("\(rule)/\(Crockford.text(unit))"), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Nineteen digits, so that the order of texts is that of numbers, the largest first; -1 comes last.
    private static func descending(_ number: Int64) -> String {
        let digits = String(UInt64(Int64.max) - UInt64(min(max(number, -1), .max - 1) + 1))
        return String(repeating: "0", count: 19 - digits.count) + digits
    }
}
