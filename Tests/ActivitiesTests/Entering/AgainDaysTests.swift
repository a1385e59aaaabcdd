import Kernel
import TestKit
import Testing

@testable import Activities

/// Where last year's days go.
@Suite struct AgainDaysTests {
    private let old = AgainDays.Edition(begin: day("2023-09-16"), end: day("2023-09-24"))
    private let new = AgainDays.Edition(begin: day("2024-09-07"), end: day("2024-09-17"))

    private func days(_ old: AgainDays.Edition?, _ new: AgainDays.Edition?, first: String = "2023-09-16", today: String = "2024-08-01") -> AgainDays {
        AgainDays(old: old, new: new, today: day(today), first: day(first))
    }

    @Test(arguments: [("2023-09-16", "2024-09-07"), ("2023-09-17", "2024-09-08"), ("2023-09-20", "2024-09-11")])
    func theSameWeekdayInTheSameWeekOfTheEdition(_ from: String, _ to: String) {
        let moved = days(old, new).moved(day(from))
        #expect(moved == AgainDay(day: day(to), notes: []))
        #expect(moved.day.weekday == day(from).weekday)
    }

    /// The new edition ends before the old one's second Sunday comes again: 52 weeks later, and it is said that it lies outside.
    @Test func aDayThatTheEditionDoesNotHave() {
        let short = AgainDays.Edition(begin: day("2024-09-07"), end: day("2024-09-10"))
        #expect(days(old, short).moved(day("2023-09-23")) == AgainDay(day: day("2024-09-21"), notes: [.outside]))
    }

    @Test func withoutAnEditionWholeYearsOfWeeks() {
        #expect(days(nil, nil).moved(day("2023-09-16")).day == day("2024-09-14"))
        // Two years old: it does not land in the past.
        #expect(days(nil, nil, first: "2023-04-08", today: "2025-03-01").moved(day("2023-04-08")).day == day("2025-04-05").adding(days: 7))
    }

    /// 2024-09-16 is the Mid-Autumn Festival; 2023-09-25, a Monday, was a common day.
    @Test func offAHolidayAndSaysSo() {
        let edition = AgainDays.Edition(begin: day("2024-09-07"), end: day("2024-09-30"))
        let moved = days(old, edition).moved(day("2023-09-25"))
        #expect(moved.day == day("2024-09-23"))
        #expect(moved.notes == [.movedOff(day("2024-09-16"), Phrase("中秋节", "Mid-Autumn Festival"))])
        // Where the edition has no other such day, it stays and is told.
        let stays = days(old, new).moved(day("2023-09-25"))
        #expect(stays.notes == [.movedOff(day("2024-09-16"), Phrase("中秋节", "Mid-Autumn Festival"))] && stays.day == day("2024-09-09"))
    }

    /// What was held on a holiday is meant for it.
    @Test func aHolidaysOwnActivityStaysOnTheHoliday() {
        #expect(days(nil, nil, first: "2023-10-03").moved(day("2023-10-03")) == AgainDay(day: day("2024-10-01"), notes: []))
    }

    /// 2024-09-14 is a Saturday that is worked.
    @Test func aWorkedWeekendDayIsTold() {
        #expect(days(nil, nil).moved(day("2023-09-16")).notes == [.worked])
    }
}
