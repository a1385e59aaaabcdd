import Kernel

/// How an application's score sheets become one score, exactly and the same for all: in whole thousandths of a point of 100.
///
/// Each sheet is first weighted: the sum of `score ÷ most × weight` over the criteria, divided by the sum of the weights, times 100. Then the
/// sheets are combined: without the highest and the lowest where the scheme says so, as a mean. `normalises` first moves each expert's
/// sheets so that their mean and spread are those of all (strict and mild experts weigh the same).
struct ScoreFormula: Sendable, Hashable {
    var dropsHighest = false
    var dropsLowest = false
    var normalises = false
    init() {}

    /// So many parts make a point.
    static let parts = 1000

    /// A sheet's weighted total in thousandths, 0 to 100,000, half up; nil where a criterion is missing or out of range.
    static func total(_ scores: [String: Int], _ criteria: [ReviewRule.Criterion]) -> Int? {
        // Σ score·weight/most over Σ weight, brought to one denominator so that nothing is rounded twice.
        let denominator = criteria.reduce(1) { leastMultiple($0, $1.most) }
        var (sum, weights) = (0, 0)
        for criterion in criteria {
            guard let score = scores[criterion.key], (0...criterion.most).contains(score) else { return nil }
            sum += score * criterion.weight * (denominator / criterion.most)
            weights += criterion.weight
        }
        guard weights > 0 else { return nil }
        return divided(sum * 100 * parts, by: weights * denominator)
    }

    /// One score out of an application's totals; nil where there is none. With fewer than three sheets nothing is dropped.
    func combined(_ totals: [Int]) -> Int? {
        guard !totals.isEmpty else { return nil }
        var kept = totals.sorted()
        if totals.count >= 3 {
            if dropsLowest { kept.removeFirst() }
            if dropsHighest, kept.count > 1 { kept.removeLast() }
        }
        return Self.divided(kept.reduce(0, +), by: kept.count)
    }

    /// All sheets of a call with each expert's brought to the mean and spread of all. One whose sheets are all alike, or who has fewer than
    /// two, is moved to the common mean only as far as their own mean differs.
    static func normalised<Expert: Hashable>(_ sheets: [(expert: Expert, total: Int)]) -> [Int] {
        guard !sheets.isEmpty else { return [] }
        let all = Spread(sheets.map(\.total))
        var own: [Expert: [Int]] = [:]
        for sheet in sheets { own[sheet.expert, default: []].append(sheet.total) }
        let spreads = own.mapValues { Spread($0) }
        return sheets.map { sheet in
            guard let mine = spreads[sheet.expert] else { return sheet.total }
            let stretch = mine.deviation > 0 && all.deviation > 0 ? all.deviation / mine.deviation : 1
            let moved = all.mean + (Double(sheet.total) - mine.mean) * stretch
            return min(100 * parts, max(0, Int(moved.rounded())))
        }
    }

    /// Half up.
    private static func divided(_ number: Int, by divisor: Int) -> Int { (2 * number + divisor) / (2 * divisor) }

    private static func leastMultiple(_ a: Int, _ b: Int) -> Int {
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        return a / x * b
    }
}

/// The mean and the spread of some totals.
struct Spread: Sendable, Hashable {
    let mean: Double
    /// The standard deviation of the whole, not of a sample; 0 for one value.
    let deviation: Double

    init(_ totals: [Int]) {
        let count = Double(max(1, totals.count))
        let mean = totals.reduce(0) { $0 + Double($1) } / count
        self.mean = mean
        deviation = (totals.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count).squareRoot()
    }
}
