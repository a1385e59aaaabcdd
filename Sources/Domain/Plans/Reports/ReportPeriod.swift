import Kernel

/// A quarter of a plan for which each task owes a report.
struct ReportPeriod: Sendable, Hashable {
    let year: Int
    /// 1 to 4.
    let quarter: Int

    /// `2023-Q2`, as it stands in the database and in addresses.
    var key: String { "\(year)-Q\(quarter)" }
    var title: Phrase { Phrase("\(year)年第\(["一", "二", "三", "四"][quarter - 1])季度", "Quarter \(quarter) of \(year)") }
    var begin: Day { Day(year: year, month: quarter * 3 - 2, day: 1) ?? Day(daysSince1970: 0) }
    var end: Day { Day(year: year, month: quarter * 3, day: quarter == 1 || quarter == 4 ? 31 : 30) ?? Day(daysSince1970: 0) }

    init(year: Int, quarter: Int) { (self.year, self.quarter) = (year, min(4, max(1, quarter))) }

    init?(_ key: String) {
        let parts = key.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), Day.plannedYears.contains(year), parts[1].utf8.count == 2, parts[1].first == "Q",
            let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter)
        else { return nil }
        self.init(year: year, quarter: quarter)
    }

    /// The quarter in which a day lies.
    init(of day: Day) { self.init(year: day.year, quarter: (day.month + 2) / 3) }

    var next: ReportPeriod { quarter == 4 ? ReportPeriod(year: year + 1, quarter: 1) : ReportPeriod(year: year, quarter: quarter + 1) }

    /// The quarters of a term in which a task was given that was given on `since`, the oldest first.
    static func all(of term: ClosedRange<Day>, since: Day) -> [ReportPeriod] {
        var out: [ReportPeriod] = [], next = ReportPeriod(of: max(term.lowerBound, min(since, term.upperBound)))
        while next.begin <= term.upperBound, out.count < 80 {
            if next.end >= since { out.append(next) }
            next = next.next
        }
        return out
    }
}
