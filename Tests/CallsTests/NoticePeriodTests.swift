import Kernel
import Testing

@testable import Calls

/// The four notices of domain.md M02, holidays and make-up days, and the years that are not known.
@Suite struct NoticePeriodTests {
    @Test(arguments: [
        ("2022-12-26", 5, true, "2022-12-30"), ("2022-12-16", 7, true, "2022-12-26"), ("2023-12-05", 5, true, "2023-12-11"), ("2024-05-24", 5, true, "2024-05-30"),
        // From the day after.
        ("2022-12-26", 5, false, "2023-01-03"),
        // Over the National Day holiday of 2023: 29 September to 6 October off, 7 and 8 October worked.
        ("2023-09-27", 5, true, "2023-10-09"),
        // Begun on a Saturday that is worked, and on one that is not.
        ("2023-10-07", 2, true, "2023-10-08"), ("2024-05-25", 1, true, "2024-05-27"),
    ]) func endsOn(_ begin: String, _ workdays: Int, _ first: Bool, _ end: String) throws {
        let day = try #require(Day(iso: begin))
        let period = try NoticePeriod(begin: day, workdays: workdays, countsFirstDay: first, calendar: .china)
        #expect(period.end.iso == end)
    }

    @Test func aYearWithoutDataIsRefused() throws {
        let day = try #require(Day(iso: "2099-01-05"))
        #expect(throws: WorkdayCalendar.Missing(year: 2099)) { try NoticePeriod(begin: day, workdays: 5, countsFirstDay: true, calendar: .china) }
    }

    @Test(arguments: [
        (Validity.months(36), "2024-02-29", "2027-02-27"), (.months(12), "2023-01-31", "2024-01-30"), (.months(1), "2023-01-31", "2023-02-27"), (.months(12), "2024-03-01", "2025-02-28"),
    ]) func aTermEndsTheDayBefore(_ validity: Validity, _ granted: String, _ last: String) throws {
        let day = try #require(Day(iso: granted))
        #expect(validity.lastDay(grantedOn: day)?.iso == last)
    }

    @Test func aBatchEndsForAllAtOnce() throws {
        let (end, early, late) = (try #require(Day(iso: "2025-12-31")), try #require(Day(iso: "2022-04-01")), try #require(Day(iso: "2024-12-01")))
        #expect(Validity.until(end).lastDay(grantedOn: early) == end && Validity.until(end).lastDay(grantedOn: late) == end && Validity.open.lastDay(grantedOn: early) == nil)
    }
}
