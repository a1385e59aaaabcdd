package import Kernel

/// When a venue lets visitors in: hours for each day of the week, what public holidays change, and days that are different.
package struct OpeningHours: Sendable, Hashable {
    /// What a public holiday does. Chinese museums close on Mondays but not on a Monday that is a holiday.
    package enum HolidayRule: String, Sendable, CaseIterable {
        /// The day of the week decides.
        case usual
        /// Open also where the day of the week is closed, with the hours of the first open day of the week.
        case open
        case closed
    }

    /// Days on which other hours hold than the day of the week says.
    package struct Special: Sendable, Hashable {
        package var begin: Day
        package var end: Day
        /// Empty: closed.
        package var spans: OpeningSpans

        /// Nil where the last day lies before the first.
        package init?(begin: Day, end: Day, spans: OpeningSpans) {
            guard begin <= end else { return nil }
            (self.begin, self.end, self.spans) = (begin, end, spans)
        }

        package func covers(_ day: Day) -> Bool { begin <= day && day <= end }
    }

    /// Monday to Sunday; an empty one is closed.
    package private(set) var week: [OpeningSpans]
    package var holidays = HolidayRule.usual
    /// By their first day; no day stands in two.
    package private(set) var special: [Special] = []
    /// How many minutes before closing the last visitors are let in.
    package var lastEntry: Int?

    /// Nil unless there are seven days of which one is open, and no day is special twice.
    package init?(week: [OpeningSpans], holidays: HolidayRule = .usual, special: [Special] = [], lastEntry: Int? = nil) {
        guard week.count == 7, week.contains(where: { !$0.isEmpty }) else { return nil }
        let sorted = special.sorted { $0.begin < $1.begin }
        for (one, next) in zip(sorted, sorted.dropFirst()) where next.begin <= one.end { return nil }
        (self.week, self.holidays, self.special, self.lastEntry) = (week, holidays, sorted, lastEntry)
    }

    /// The hours of one day; empty: closed.
    package func spans(on day: Day, holidays calendar: WorkdayCalendar = .china) -> OpeningSpans {
        if let one = special.first(where: { $0.covers(day) }) { return one.spans }
        let usual = week[day.weekday - 1]
        guard holidays != .usual, calendar.name(of: day) != nil else { return usual }
        if holidays == .closed { return OpeningSpans() }
        return usual.isEmpty ? week.first { !$0.isEmpty } ?? usual : usual
    }

    /// The days of the week with the same hours, neighbours together: `Tue–Sun`, `Mon`.
    package var groups: [(days: ClosedRange<Int>, spans: OpeningSpans)] {
        var out: [(days: ClosedRange<Int>, spans: OpeningSpans)] = []
        for (place, spans) in week.enumerated() {
            if let last = out.last, last.spans == spans {
                out[out.count - 1].days = last.days.lowerBound...(place + 1)
            } else {
                out.append((days: (place + 1)...(place + 1), spans: spans))
            }
        }
        return out
    }
}
