package import Kernel

/// A value of one indicator. There is no `+`: two of them become one by `plus` alone, which refuses what the dictionary does not allow, so
/// that nobody adds visits to views by mistake.
package struct Quantity: Sendable, Hashable {
    package let edition: IndicatorEdition
    package let indicator: IndicatorEntry
    package let value: Int64

    private init(_ edition: IndicatorEdition, _ indicator: IndicatorEntry, _ value: Int64) {
        (self.edition, self.indicator, self.value) = (edition, indicator, value)
    }

    /// A value of the indicator of that key; nil where the edition has none, and below 0.
    package init?(_ value: Int64, of key: String, in edition: IndicatorEdition) {
        guard value >= 0, let indicator = edition[key] else { return nil }
        self.init(edition, indicator, value)
    }

    /// Both together: a value of the same indicator, or of the one that both are parts of. Refuses unlike things, what is counted each once,
    /// what is never added, and what meant something else in another edition.
    package func plus(_ other: Quantity) throws(Refusal) -> Quantity {
        let (sum, isTooMuch) = value.addingReportingOverflow(other.value)
        guard !isTooMuch else { throw Refusal(.invalid, "sum-too-large", "合计超出了能表示的范围。", "The sum is beyond what can be written.") }
        let (one, two) = (indicator, other.indicator)
        guard one.key == two.key else {
            guard one.with.contains(two.key), edition.key == other.edition.key, let made = one.makes.flatMap({ edition[$0] }) else { throw Self.unlike(one, two) }
            return Quantity(edition, made, sum)
        }
        guard one.isSameThing(as: two) else {
            throw Refusal(
                .invalid, "other-definition",
                "“\(one.name.zh)”在\(edition.name.zh)和\(other.edition.name.zh)中的定义不同，不能相加。请并列写出。",
                "“\(one.name.en)” meant something else in \(edition.name.en) than in \(other.edition.name.en); the two are not added. State them side by side.")
        }
        switch one.adds {
        case .sum: return Quantity(edition, one, sum)
        case .distinct:
            throw Refusal(
                .invalid, "counted-once", "“\(one.name.zh)”每个只计一次，两个合计不能相加：请对全部记录重新计数。",
                "Of “\(one.name.en)” each counts once, so two totals are not added: count anew over all records.")
        case .never: throw Refusal(.invalid, "never-added", "“\(one.name.zh)”从不相加。请并列写出。", "“\(one.name.en)” is never added. State the values side by side.")
        }
    }

    /// All of them together; nil where there is none.
    package static func sum(_ all: some Sequence<Quantity>) throws(Refusal) -> Quantity? {
        var total: Quantity?
        for one in all { total = if let before = total { try before.plus(one) } else { one } }
        return total
    }

    private static func unlike(_ one: IndicatorEntry, _ two: IndicatorEntry) -> Refusal {
        Refusal(
            .invalid, "unlike-things", "“\(one.name.zh)”（\(one.unit.zh)）和“\(two.name.zh)”（\(two.unit.zh)）不是同一种量，不能相加。请分开写出。",
            "“\(one.name.en)” (\(one.unit.en)) and “\(two.name.en)” (\(two.unit.en)) are unlike things and are not added. State them apart.")
    }
}
