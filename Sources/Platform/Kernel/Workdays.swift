/// The working days of a country whose government moves them: named holidays, and weekends worked to make up for them.
///
/// Notices run for a number of working days, so a wrong count makes a decision void. A year whose days have not been
/// announced is refused, never guessed.
package struct WorkdayCalendar: Sendable {
    /// The days of this year are not known here. The State Council announces a year's days in the autumn before it.
    package struct Missing: Error, Hashable, Sendable {
        package let year: Int

        package init(year: Int) { self.year = year }
    }

    /// One day of a named holiday.
    package struct Holiday: Hashable, Sendable {
        package let day: Day
        package let name: Phrase
    }

    /// The years that can be counted in, in order.
    package let years: [Int]
    private let covered: Set<Int>
    private let holidays: [Day: Phrase]
    private let worked: Set<Day>

    /// China's mainland, from the State Council's yearly notices.
    package static let china: WorkdayCalendar = {
        do { return try WorkdayCalendar(csv: chinaCSV) } catch { fatalError("Data/workdays-cn.csv: \(error)") }
    }()

    /// Reads a table of the days that differ from Monday to Friday, `date,kind,name_zh,name_en` with the kinds `holiday`
    /// and `workday`; a comment `# years: 2021 2022` names the years that it covers.
    package init(csv: String) throws(EmbeddedTable.Malformed) {
        let table = try EmbeddedTable(csv: csv, columns: ["date", "kind", "name_zh", "name_en"])
        guard let list = table.comments.first(where: { $0.hasPrefix("years:") }) else {
            throw EmbeddedTable.Malformed(line: 1, reason: "no comment that lists the years")
        }
        years = list.split(separator: " ").compactMap { Int($0) }.sorted()
        covered = Set(years)
        var holidays: [Day: Phrase] = [:]
        var worked: Set<Day> = []
        for row in table.rows {
            guard let day = Day(iso: row[0]), covered.contains(day.year) else {
                throw row.malformed("\(row[0]) is no day of a year covered")
            }
            guard holidays[day] == nil, !worked.contains(day) else { throw row.malformed("\(row[0]) stands twice") }
            switch row[1] {
            case "holiday": holidays[day] = Phrase(row[2], row[3])
            case "workday": worked.insert(day)
            default: throw row.malformed("there is no kind \(row[1])")
            }
        }
        (self.holidays, self.worked) = (holidays, worked)
    }

    /// Whether offices work on that day.
    package func isWorkday(_ day: Day) throws(Missing) -> Bool {
        guard covered.contains(day.year) else { throw Missing(year: day.year) }
        return worked.contains(day) || (day.weekday <= 5 && holidays[day] == nil)
    }

    /// The holiday that the day belongs to, its weekends included; nil for any other day and outside the years covered.
    package func name(of day: Day) -> Phrase? { holidays[day] }

    /// The days of all named holidays of a year, in order.
    package func holidays(in year: Int) throws(Missing) -> [Holiday] {
        guard covered.contains(year) else { throw Missing(year: year) }
        return holidays.filter { $0.key.year == year }.map { Holiday(day: $0.key, name: $0.value) }.sorted { $0.day < $1.day }
    }

    /// How many working days there are from `first` to `last`, both included.
    package func workdays(from first: Day, to last: Day) throws(Missing) -> Int {
        var count = 0
        for day in Day.days(from: first, to: last) where try isWorkday(day) { count += 1 }
        return count
    }

    /// The last day of a notice that is published on `day` and stands for so many working days.
    ///
    /// The day of publication counts when it is a working day: five from Monday, 26 December 2022 end on Friday the 30th.
    /// A notice of no working days would end on the day before.
    package func end(ofNoticeFrom day: Day, workdays: Int) throws(Missing) -> Day {
        var last = day.adding(days: -1)
        var left = workdays
        while left > 0 {
            last = last.adding(days: 1)
            if try isWorkday(last) { left -= 1 }
        }
        return last
    }
}

extension WorkdayCalendar.Missing {
    /// What to tell the person whose request needs that year.
    package var refusal: Refusal {
        Refusal(
            .conflict, "workdays-missing", "\(year)年的节假日安排尚未公布或尚未载入，无法计算工作日。",
            "The working days of \(year) have not been announced or are not loaded yet, so they cannot be counted.")
    }
}
