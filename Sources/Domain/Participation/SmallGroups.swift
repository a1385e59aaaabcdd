package import Kernel
import Language

/// What the public is told of a number.
package enum ToldNumber: Sendable, Hashable {
    case number(Int64)
    /// A small group of minors: from 1 to 4.
    case few
    /// Not told, because a small group beside it could be computed from it.
    case withheld

    /// The number itself, where it is told.
    package var value: Int64? { if case .number(let value) = self { value } else { nil } }

    /// What stands in its place; nil where it is told.
    package var words: Phrase? {
        switch self {
        case .number: nil
        case .few: Phrase("不足 \(SmallGroups.least)", "fewer than \(SmallGroups.least)")
        case .withheld: Phrase("不公布", "not shown")
        }
    }

    package func text(_ language: Tongue) -> String { words.map { $0(language) } ?? value.map { Numerals.count($0, language) } ?? "" }
}

/// Small groups of minors are not told to the public, nor what they could be computed from: the one place that decides which numbers those are.
///
/// A number speaks of minors where it counts school groups, or people at something that is for the young alone. 0 is told: it is nobody.
package enum SmallGroups {
    /// The smallest group that is told.
    package static let least: Int64 = 5
    /// Those that count minors wherever they stand.
    package static let indicators: Set = ["school-visits"]
    /// Those that count people; of other things a small number harms nobody.
    package static let people: Set = ["visits", "viewers", "watched", "booked", "school-visits"]

    /// Why some numbers are not told.
    package static let note = Phrase(
        "为保护未成年人，人数不足 \(least) 的未成年人小组不公布确切数字；能由此推算出它的数字也不公布。",
        "To protect minors, groups of fewer than \(least) are not told, nor numbers from which they could be computed.")

    /// Whether something for those ages (in years, nil where nothing is stated) is for minors alone.
    package static func isForMinors(youngest: Int?, oldest: Int?) -> Bool { (oldest ?? 200) <= 18 && (youngest ?? 0) < 18 }

    /// Whether numbers of that indicator speak of minors alone, at something that is for minors alone or not.
    package static func isOfMinors(_ indicator: String, atMinors: Bool) -> Bool {
        indicators.contains(indicator) || atMinors && people.contains(indicator)
    }

    /// What is told of one number that stands alone.
    package static func told(_ value: Int64, ofMinors: Bool) -> ToldNumber { ofMinors && isSmall(value) ? .few : .number(value) }

    package static func isSmall(_ value: Int64) -> Bool { value > 0 && value < least }

    /// What is told of the lines of one table.
    package struct Table: Sendable, Hashable {
        package let lines: [ToldNumber]
        /// What may stand beside them as their sum.
        package let sum: ToldNumber

        package init(lines: [ToldNumber], sum: ToldNumber) { (self.lines, self.sum) = (lines, sum) }
    }

    /// What is told of the lines of a table whose sum is known, so that nobody can compute a small group as the sum less the others.
    ///
    /// Lines that could be told are withheld one after the other, in the order given, until every small group might be any number from 1 to 4. So
    /// the order must not follow from the values. Where all of them are not enough, no line is told; and where even then the sum says each, not
    /// the sum either.
    package static func table(_ lines: [(value: Int64, isOfMinors: Bool)]) -> Table {
        var told = lines.map { self.told($0.value, ofMinors: $0.isOfMinors) }
        let small = told.indices.filter { told[$0] == .few }
        let some = lines.indices.filter { lines[$0].value > 0 }
        let sum = lines.reduce(0) { $0 + $1.value }
        guard !small.isEmpty else { return Table(lines: told, sum: .number(sum)) }
        // Their sum is as small as they; of more lines it would say that each of them is one.
        if sum < least, some.count < least - 1, some.allSatisfy({ lines[$0].isOfMinors }) { return Table(lines: told, sum: .few) }
        let candidates = some.filter { told[$0] != .few }
        guard let count = companions(of: Int64(small.count), sum: small.reduce(0) { $0 + lines[$1].value }, among: candidates.map { lines[$0] }) else {
            // So does a sum of hardly more than there are lines.
            return Table(lines: told.indices.map { some.contains($0) ? .withheld : told[$0] }, sum: sum < 2 * Int64(some.count) ? .withheld : .number(sum))
        }
        for place in candidates.prefix(count) { told[place] = .withheld }
        return Table(lines: told, sum: .number(sum))
    }

    /// How many of the candidates, in their order, have to be withheld beside so many small groups with that sum; nil where all are not enough.
    ///
    /// - most: what everybody knows to be the largest that a candidate can be.
    package static func companions(
        of small: Int64, sum smallSum: Int64, among candidates: [(value: Int64, isOfMinors: Bool)], most: Int64 = .max
    ) -> Int? {
        // The largest small group beside others that are one each.
        var sum = smallSum, enough = small - 1 + Self.least - 1
        for (place, one) in candidates.enumerated() {
            sum += one.value
            // Of a line of minors everybody knows that it is no small group.
            enough += one.isOfMinors ? Self.least : 1
            guard sum >= enough else { continue }
            // The smallest small group beside others that are the largest.
            if most == .max || sum - (small - 1) * (Self.least - 1) - Int64(place + 1) * most <= 1 { return place + 1 }
        }
        return nil
    }
}
