import Kernel

/// When everything in the demonstration's calls happened, counted from the day on which it is loaded: nothing lies ahead but what is to come.
struct DemoCallDays: Sendable {
    let today: Day
    /// The last day that is wholly over.
    var yesterday: Day { today.adding(days: -1) }
    /// The year in which assessments wait.
    var year: Int { yesterday.year }

    /// So many days ago.
    func ago(_ days: Int) -> Day { today.adding(days: -days) }

    /// That day of a year so many back, and never later than yesterday.
    func back(_ years: Int, _ month: Int, _ day: Int) -> Day { min(Day(year: year - years, month: month, day: day) ?? yesterday, yesterday) }

    /// So many days ago, but after this year's assessments have opened.
    func thisYear(_ days: Int) -> Day { max(ago(days), back(0, 1, 2)) }

    /// The last working day that is over: offices publish on one.
    var lastWorkday: Day {
        let calendar = calendar(for: ago(20))
        return (1...20).map { ago($0) }.first { (try? calendar.isWorkday($0)) ?? ($0.weekday <= 5) } ?? yesterday
    }

    static func moment(_ day: Day, _ hour: Int) -> Instant {
        LocalTime(day: day, hour: hour, minute: 0)?.instant(in: Notice.zone) ?? Instant(microseconds: 0)
    }

    /// The working days of the years that are known; where the demonstration is loaded in a year that is not, Monday to Friday.
    func calendar(for day: Day) -> WorkdayCalendar {
        if [day.year, day.adding(days: 20).year].allSatisfy({ WorkdayCalendar.china.years.contains($0) }) { return .china }
        let years = (day.year...day.year + 1).map { String($0) }.joined(separator: " ")
        return (try? WorkdayCalendar(csv: "# years: \(years)\ndate,kind,name_zh,name_en\n")) ?? .china
    }
}
