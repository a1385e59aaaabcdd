package import Kernel

/// On which days a kind of party may come.
package enum VisitDays: String, Sendable, CaseIterable, Codable {
    case any
    /// Monday to Friday, holidays or not.
    case weekdays
    /// Neither weekends nor public holidays; weekends that are worked count as working days (the State Council's yearly notice).
    case workdays
    /// Weekends and public holidays.
    case daysOff = "days_off"

    /// Refuses a year whose holidays are not known: never guessed (domain.md §3.11).
    package func includes(_ day: Day, _ calendar: WorkdayCalendar) throws(Refusal) -> Bool {
        switch self {
        case .any: return true
        case .weekdays: return day.weekday <= 5
        case .workdays: return try Self.isWorkday(day, calendar)
        case .daysOff: return try !Self.isWorkday(day, calendar)
        }
    }

    static func isWorkday(_ day: Day, _ calendar: WorkdayCalendar) throws(Refusal) -> Bool {
        do { return try calendar.isWorkday(day) } catch { throw error.refusal }
    }

    package var title: Phrase {
        switch self {
        case .any: Phrase("每天", "every day")
        case .weekdays: Phrase("周一至周五", "Monday to Friday")
        case .workdays: Phrase("工作日（周末和节假日除外）", "working days, not at weekends or on public holidays")
        case .daysOff: Phrase("周末和节假日", "weekends and public holidays")
        }
    }
}

/// The most places of a session, where working days and days off differ.
package struct DayPlaces: Sendable, Hashable {
    package var workdays: Int
    package var daysOff: Int

    package init(workdays: Int, daysOff: Int) { (self.workdays, self.daysOff) = (workdays, daysOff) }

    package func places(on day: Day, _ calendar: WorkdayCalendar) throws(Refusal) -> Int {
        workdays == daysOff ? workdays : try VisitDays.isWorkday(day, calendar) ? workdays : daysOff
    }
}
