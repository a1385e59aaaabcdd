package import Kernel
import Language
package import Storage

/// A day, a month or a year: as exact as the source is. Written `2023-09-16`, `2023-09` or `2023`, and kept as written.
package struct RoughDay: Hashable, Sendable, SQLConvertible, CustomStringConvertible {
    package let text: String
    /// The first and the last day that it can mean.
    package let first: Day
    package let last: Day

    package init?(_ text: String) {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false).count
        switch pieces {
        case 1:
            guard let first = Day(iso: text + "-01-01"), let last = Day(iso: text + "-12-31") else { return nil }
            (self.first, self.last) = (first, last)
        case 2:
            guard let first = Day(iso: text + "-01") else { return nil }
            self.first = first
            last = Self.end(ofMonthFrom: first)
        default:
            guard let day = Day(iso: text) else { return nil }
            (first, last) = (day, day)
        }
        self.text = text
    }

    package var description: String { text }
    package var sqlValue: SQLValue { .text(text) }

    /// `2023年9月`, `September 2023`
    package func words(_ tongue: Tongue) -> String { Dates.span(first, last, tongue) }

    private static func end(ofMonthFrom first: Day) -> Day {
        let next = first.month == 12 ? Day(year: first.year + 1, month: 1, day: 1) : Day(year: first.year, month: first.month + 1, day: 1)
        return next?.adding(days: -1) ?? first.adding(days: 30)
    }
}

extension Row {
    /// A rough day kept as text, or nil.
    package func roughDayOrNil(_ name: String) throws -> RoughDay? {
        guard let text = try textOrNil(name) else { return nil }
        guard let day = RoughDay(text) else { throw StorageError.other(code: "rough-day", message: "column \(name): wanted a day, month or year, found \(text)") }
        return day
    }
}
