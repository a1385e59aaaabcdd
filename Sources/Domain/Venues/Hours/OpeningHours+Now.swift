package import Kernel

extension OpeningHours {
    /// How things stand at a moment.
    package enum Standing: Hashable, Sendable {
        /// Open until so many minutes after midnight.
        case open(until: Int)
        /// Opens later today; `again` after a break.
        case later(at: Int, again: Bool)
        /// Closed for the rest of the day; `allDay` where it was not open at all. When it opens next, within the coming two months.
        case closed(allDay: Bool, next: Next?)
    }

    package struct Next: Hashable, Sendable {
        package let day: Day
        package let opens: Int
    }

    private static let horizon = 62

    /// - now: the venue's own clock.
    package func standing(at now: LocalTime, holidays calendar: WorkdayCalendar = .china) -> Standing {
        let minute = now.hour * 60 + now.minute
        let spans = spans(on: now.day, holidays: calendar).all
        for (place, span) in spans.enumerated() where minute < span.closes {
            return minute >= span.opens ? .open(until: span.closes) : .later(at: span.opens, again: place > 0)
        }
        for step in 1...Self.horizon {
            let day = now.day.adding(days: step)
            if let first = self.spans(on: day, holidays: calendar).all.first {
                return .closed(allDay: spans.isEmpty, next: Next(day: day, opens: first.opens))
            }
        }
        return .closed(allDay: spans.isEmpty, next: nil)
    }
}
