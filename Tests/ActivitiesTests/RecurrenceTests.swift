import Activities
import Kernel
import TestKit
import Testing

@Suite struct RecurrenceTests {
    private func rule(_ days: Set<Int>, _ from: String, _ until: String, holidays: Recurrence.Holidays = .keep, makeUp: Recurrence.MakeUpDays = .ignore) throws -> Recurrence {
        let begin = try #require(Recurrence.ClockTime("09:00")), end = try #require(Recurrence.ClockTime("11:00"))
        return Recurrence(days: days, from: day(from), until: day(until), begin: begin, end: end, holidays: holidays, makeUpDays: makeUp)
    }

    /// National Day 2023: holidays from 29 September to 6 October; Saturday 7 and Sunday 8 October are worked.
    @Test func nationalDay2023() throws {
        let workdays: Set<Int> = [1, 2, 3, 4, 5]
        #expect(try rule(workdays, "2023-09-28", "2023-10-09").days().map(\.iso) == [
            "2023-09-28", "2023-09-29", "2023-10-02", "2023-10-03", "2023-10-04", "2023-10-05", "2023-10-06", "2023-10-09",
        ])
        #expect(try rule(workdays, "2023-09-28", "2023-10-09", holidays: .skip).days().map(\.iso) == ["2023-09-28", "2023-10-09"])
        #expect(try rule(workdays, "2023-09-28", "2023-10-09", holidays: .skip, makeUp: .add).days().map(\.iso) == [
            "2023-09-28", "2023-10-07", "2023-10-08", "2023-10-09",
        ])
        #expect(try rule([6, 7], "2023-10-01", "2023-10-08", holidays: .skip, makeUp: .add).days().map(\.iso) == ["2023-10-07", "2023-10-08"])
    }

    @Test func aYearThatIsNotKnownIsRefused() throws {
        let rule = try rule([1], "2031-01-01", "2031-02-01", holidays: .skip)
        #expect(throws: Refusal.self) { try rule.days() }
        #expect(try self.rule([1], "2031-01-06", "2031-01-13").days().count == 2)
    }

    @Test func nonsenseIsRefusedBesideItsField() throws {
        #expect { try rule([], "2023-09-01", "2023-09-30").days() } throws: { ($0 as? Refusal)?.field == "days" }
        #expect { try rule([1], "2023-09-30", "2023-09-01").days() } throws: { ($0 as? Refusal)?.field == "until" }
        #expect { try rule([1], "2021-01-01", "2026-12-31").days() } throws: { ($0 as? Refusal)?.field == "until" }
        #expect(Recurrence.ClockTime("9:00") == nil && Recurrence.ClockTime("24:00") == nil && Recurrence.ClockTime("09:60") == nil)
    }

    /// In Paris the clocks go back on 29 October 2023: the session keeps its clock times, and gains an hour in UTC.
    @Test func clockTimesStayAcrossSummerTime() throws {
        let paris = try #require(Zone("Europe/Paris"))
        let sessions = try rule([6, 7], "2023-10-28", "2023-10-29").sessions(in: paris, capacity: 10)
        #expect(sessions.map(\.begin.iso) == ["2023-10-28T07:00:00Z", "2023-10-29T08:00:00Z"])
    }

    @Test func twentyFourHoursAreRealHours() throws {
        let paris = try #require(Zone("Europe/Paris"))
        let noon = try #require(LocalTime(iso: "2023-10-28T12:00")), next = try #require(LocalTime(iso: "2023-10-29T12:00"))
        #expect(throws: Refusal.self) { try SessionDraft(begin: noon, end: next, zone: paris).check() }
        #expect(throws: Never.self) { try SessionDraft(begin: noon, end: next, zone: .china).check() }
        #expect(throws: Refusal.self) { try SessionDraft(begin: next, end: noon, zone: .china).check() }
        let late = try #require(LocalTime(iso: "2023-10-29T12:01"))
        #expect(throws: Refusal.self) { try SessionDraft(begin: noon, end: late, zone: .china).check() }
    }
}
