import Kernel
import Language
import Testing
@testable import Venues

@Suite("Opening hours")
struct OpeningHoursTests {
    private func spans(_ text: String) throws -> OpeningSpans { try #require(OpeningSpans(reading: text)) }
    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
    private func clock(_ text: String) throws -> LocalTime { try #require(LocalTime(iso: text)) }

    /// Closed on Mondays but not on a Monday that is a holiday; a break at noon on Sundays; closed for repairs in December.
    private func museum() throws -> OpeningHours {
        let usual = try spans("9:00-17:00")
        let special = try #require(OpeningHours.Special(begin: try day("2026-12-01"), end: try day("2026-12-03"), spans: OpeningSpans()))
        return try #require(
            OpeningHours(
                week: [OpeningSpans()] + Array(repeating: usual, count: 5) + [try spans("9:00-12:00, 13:30-17:00")], holidays: .open, special: [special],
                lastEntry: 60))
    }

    @Test(arguments: [
        ("9:00-17:00", "09:00-17:00"), ("09:00—12:00，13:30～17:00", "09:00-12:00, 13:30-17:00"), ("9：00至17：00", "09:00-17:00"), ("closed", ""), ("闭馆", ""),
        ("", ""), ("00:00-24:00", "00:00-24:00"), (" 8.30 - 11.30 ; 14.00 - 17.00 ", "08:30-11:30, 14:00-17:00"),
    ])
    func spansAreReadAsPeopleWriteThem(_ written: String, _ kept: String) throws {
        #expect(try spans(written).description == kept)
    }

    @Test(arguments: ["17:00-09:00", "9-17", "9:00", "09:00-12:00, 11:00-13:00", "25:00-26:00", "09:60-10:00", "soon", "09:00-17:00,", "24:01-24:30", "９:00-10:00"])
    func nonsenseIsNoSpan(_ written: String) { #expect(OpeningSpans(reading: written) == nil) }

    @Test func filesKeepOneWayOfWriting() {
        #expect(OpeningSpans(exactly: "09:00-12:00, 13:30-17:00") != nil)
        for text in ["9:00-17:00", "09:00-12:00,13:30-17:00", "", "closed"] { #expect(OpeningSpans(exactly: text) == nil, "\(text)") }
    }

    /// 30 November 2026 is a Monday; 5 October 2026 is a Monday in the National Day holidays.
    @Test func theDayDecides() throws {
        let hours = try museum()
        let expected = [
            ("2026-11-30", ""), ("2026-12-02", ""), ("2026-12-04", "09:00-17:00"), ("2026-12-06", "09:00-12:00, 13:30-17:00"), ("2026-10-05", "09:00-17:00"),
        ]
        for (text, spans) in expected { #expect(hours.spans(on: try day(text)).description == spans, "\(text)") }
        var closed = hours
        closed.holidays = .closed
        #expect(closed.spans(on: try day("2026-10-06")).isEmpty)
        closed.holidays = .usual
        #expect(closed.spans(on: try day("2026-10-05")).isEmpty)
    }

    @Test func theMomentDecides() throws {
        let hours = try museum()
        let expected: [(String, String, String)] = [
            ("2026-11-24T08:59", "今天 09:00 开放", "Opens today at 09:00"), ("2026-11-24T09:00", "正在开放，今天到 17:00", "Open today until 17:00"),
            ("2026-11-24T17:00", "今天已闭馆，明天 09:00 开放", "Closed for today, opens tomorrow at 09:00"),
            ("2026-11-22T12:30", "午间休息，13:30 再开放", "Closed for a break, open again at 13:30"),
            ("2026-11-22T18:00", "今天已闭馆，周二 09:00 开放", "Closed for today, opens on Tuesday at 09:00"),
            ("2026-11-23T10:00", "今天闭馆，明天 09:00 开放", "Closed today, opens tomorrow at 09:00"),
            ("2026-11-30T10:00", "今天闭馆，周五 09:00 开放", "Closed today, opens on Friday at 09:00"),
        ]
        for (moment, zh, en) in expected {
            let now = try clock(moment)
            #expect(OpeningHoursWords.standing(hours.standing(at: now), today: now.day) == Phrase(zh, en), "\(moment)")
        }
    }

    @Test func aHouseThatStaysClosedSaysNoDay() throws {
        let usual = try spans("9:00-17:00")
        let special = try #require(OpeningHours.Special(begin: try day("2026-11-01"), end: try day("2027-06-30"), spans: OpeningSpans()))
        let hours = try #require(OpeningHours(week: Array(repeating: usual, count: 7), special: [special]))
        #expect(hours.standing(at: try clock("2026-11-24T10:00")) == .closed(allDay: true, next: nil))
    }

    @Test func neighboursWithTheSameHoursStandTogether() throws {
        let words = try museum().groups.map { OpeningHoursWords.days($0.days).en + " " + OpeningHoursWords.spans($0.spans).en }
        #expect(words == ["Monday Closed", "Tuesday to Saturday 09:00–17:00", "Sunday 09:00–12:00, 13:30–17:00"])
    }

    @Test func whatCannotBeIsNoHours() throws {
        let usual = try spans("9:00-17:00")
        #expect(OpeningHours(week: Array(repeating: OpeningSpans(), count: 7)) == nil)
        #expect(OpeningHours(week: [usual]) == nil)
        let first = try #require(OpeningHours.Special(begin: try day("2026-12-01"), end: try day("2026-12-03"), spans: usual))
        let second = try #require(OpeningHours.Special(begin: try day("2026-12-03"), end: try day("2026-12-04"), spans: usual))
        #expect(OpeningHours(week: Array(repeating: usual, count: 7), special: [first, second]) == nil)
        #expect(OpeningHours.Special(begin: try day("2026-12-04"), end: try day("2026-12-03"), spans: usual) == nil)
    }
}
