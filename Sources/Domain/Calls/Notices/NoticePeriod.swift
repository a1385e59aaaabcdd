import Kernel

/// The days of a public notice: so many working days of that year's calendar, the day of publication the first of them or not.
///
/// Source: domain.md M02. 26 to 30 December 2022 is five. A year without data is refused, never guessed.
struct NoticePeriod: Sendable, Hashable {
    let begin: Day
    /// The last day on which an objection is in time.
    let end: Day
    let workdays: Int

    init(begin: Day, end: Day, workdays: Int) { (self.begin, self.end, self.workdays) = (begin, end, workdays) }

    init(begin: Day, workdays: Int, countsFirstDay: Bool, calendar: WorkdayCalendar) throws(WorkdayCalendar.Missing) {
        self.begin = begin
        self.workdays = workdays
        end = try calendar.end(ofNoticeFrom: countsFirstDay ? begin : begin.adding(days: 1), workdays: workdays)
    }

    /// The first moment after the notice, in the zone of whoever publishes it.
    func closes(in zone: Zone) -> Instant? {
        LocalTime(day: end.adding(days: 1), hour: 0, minute: 0)?.instant(in: zone)
    }
}
