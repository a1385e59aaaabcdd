package import Kernel
import Storage

/// A rule that makes sessions: which days of the week, from when until when, and what holidays do to it.
package struct Recurrence: Sendable, Hashable {
    package enum Holidays: String, Sendable, CaseIterable, SQLConvertible { case keep, skip }
    package enum MakeUpDays: String, Sendable, CaseIterable, SQLConvertible { case ignore, add }

    /// Minutes after midnight, on the clocks of the place.
    package struct ClockTime: Sendable, Hashable, Comparable {
        package let minutes: Int
        /// Exactly `09:00`; nil for anything else.
        package init?(_ text: String) {
            let halves = text.split(separator: ":", omittingEmptySubsequences: false)
            let isPlain = text.utf8.count == 5 && text.utf8.allSatisfy { (48...58).contains($0) }
            guard isPlain, halves.count == 2, halves[0].count == 2, let hour = Int(halves[0]), let minute = Int(halves[1]), hour < 24, minute < 60
            else { return nil }
            minutes = hour * 60 + minute
        }
        package var text: String { LocalTime(day: Day(daysSince1970: 0), hour: minutes / 60, minute: minutes % 60)?.clock ?? "00:00" }
        package static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }
    }

    /// 1 = Monday … 7 = Sunday.
    package var days: Set<Int>
    /// Both included.
    package var from: Day
    package var until: Day
    package var begin: ClockTime
    /// Not after `begin`: on the day after.
    package var end: ClockTime
    package var except: Set<Day>
    package var holidays: Holidays
    /// What happens on weekend days that are worked to make up for a holiday.
    package var makeUpDays: MakeUpDays

    package init(
        days: Set<Int>, from: Day, until: Day, begin: ClockTime, end: ClockTime, except: Set<Day> = [], holidays: Holidays = .keep,
        makeUpDays: MakeUpDays = .ignore
    ) {
        (self.days, self.from, self.until, self.begin, self.end) = (days, from, until, begin, end)
        (self.except, self.holidays, self.makeUpDays) = (except, holidays, makeUpDays)
    }
}
