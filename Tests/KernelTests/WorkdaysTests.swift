import Foundation
import Kernel
import Testing

@Suite struct `Working days of China` {
    let china = WorkdayCalendar.china

    @Test(
        arguments: [
            ("2022-12-26", "2022-12-30", 5), ("2022-12-16", "2022-12-26", 7), ("2024-05-24", "2024-05-30", 5),
            ("2023-12-05", "2023-12-11", 5),
        ])
    func `A notice counts its first day`(first: String, last: String, workdays: Int) throws {
        #expect(try china.end(ofNoticeFrom: day(first), workdays: workdays) == day(last))
        #expect(try china.workdays(from: day(first), to: day(last)) == workdays)
    }

    @Test func `A notice from a weekend begins on the next working day`() throws {
        #expect(try china.end(ofNoticeFrom: day("2024-05-25"), workdays: 5) == day("2024-05-31"))
    }

    @Test func `A notice steps over a holiday and counts the days worked for it`() throws {
        // 27 and 28 September are worked, then eight days off; 7 and 8 October, a weekend, are worked again.
        #expect(try china.end(ofNoticeFrom: day("2023-09-27"), workdays: 5) == day("2023-10-09"))
    }

    @Test func `A notice of no working days ends before it begins`() throws {
        #expect(try china.end(ofNoticeFrom: day("2024-05-24"), workdays: 0) == day("2024-05-23"))
    }

    @Test func `Spring Festival 2023 lasts from Saturday to Friday`() throws {
        for date in Day.days(from: day("2023-01-21"), to: day("2023-01-27")) {
            #expect(try !china.isWorkday(date))
            #expect(china.name(of: date) == Phrase("春节", "Spring Festival"))
        }
        #expect(try china.isWorkday(day("2023-01-20")))
        #expect(china.name(of: day("2023-01-20")) == nil)
    }

    @Test(arguments: ["2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2024-02-04", "2022-10-08"])
    func `Some weekends are worked`(date: String) throws {
        #expect(day(date).weekday > 5)
        #expect(try china.isWorkday(day(date)))
        #expect(china.name(of: day(date)) == nil)
    }

    @Test func `An ordinary week has five working days`() throws {
        #expect(try china.workdays(from: day("2023-09-11"), to: day("2023-09-17")) == 5)
    }

    @Test func `A year that was not announced is refused`() throws {
        #expect(china.years == [2021, 2022, 2023, 2024, 2025, 2026])
        #expect(throws: WorkdayCalendar.Missing(year: 2027)) { try china.isWorkday(day("2027-01-01")) }
        #expect(throws: WorkdayCalendar.Missing(year: 2020)) { try china.isWorkday(day("2020-12-31")) }
        #expect(throws: WorkdayCalendar.Missing(year: 2027)) { try china.holidays(in: 2027) }
        #expect(throws: WorkdayCalendar.Missing(year: 2027)) {
            try china.end(ofNoticeFrom: day("2026-12-31"), workdays: 2)
        }
        #expect(china.name(of: day("2027-01-01")) == nil)
        #expect(WorkdayCalendar.Missing(year: 2027).refusal.phrase.en.contains("2027"))
    }

    @Test(arguments: 2021...2026)
    func `Every year has its seven festivals, in order`(year: Int) throws {
        let holidays = try china.holidays(in: year)
        #expect(Set(holidays.map(\.name.en)).count == 7)
        #expect(holidays.map(\.day) == holidays.map(\.day).sorted())
        #expect(try holidays.allSatisfy { try !china.isWorkday($0.day) && $0.day.year == year })
        #expect((245...252).contains(try china.workdays(from: day("\(year)-01-01"), to: day("\(year)-12-31"))))
    }

    @Test(
        arguments: [
            "date,kind,name_zh,name_en\n", "# years: 2023\n2023-01-01,holiday,元旦,New Year's Day\n", "",
            "# years: 2023\ndate,kind,name_zh,name_en\n2023-02-30,holiday,春节,Spring Festival\n",
            "# years: 2023\ndate,kind,name_zh,name_en\n2024-01-01,holiday,元旦,New Year's Day\n",
            "# years: 2023\ndate,kind,name_zh,name_en\n2023-01-01,rest,元旦,New Year's Day\n",
            "# years: 2023\ndate,kind,name_zh,name_en\n2023-01-01,holiday,元旦\n",
            "# years: 2023\ndate,kind,name_zh,name_en\n2023-01-01,holiday,元旦,X\n2023-01-01,workday,元旦,X\n",
        ])
    func `A table that is wrong is refused`(csv: String) {
        #expect(throws: EmbeddedTable.Malformed.self) { try WorkdayCalendar(csv: csv) }
    }

    @Test func `The text compiled in is the file's`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "Sources/Platform/Kernel/Data/workdays-cn.csv")
        let same = try String(contentsOf: file, encoding: .utf8) == WorkdayCalendar.chinaCSV
        #expect(same, "run scripts/embed-data.py")
    }

    private func day(_ iso: String) -> Day { Day(iso: iso)! }
}
