import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Which years of a title are looked at, and when: at year ends, after an outage, in every cycle.
@Suite struct AssessmentCalendarTests {
    private static func calendar(_ granted: String, years: Int = 1, month: Int = 1, least: Int = 6) -> AssessmentCalendar {
        var rule = AssessmentRule()
        (rule.years, rule.opensInMonth, rule.leastMonths) = (years, month, least)
        return AssessmentCalendar(grantedOn: day(granted), rule)
    }

    @Test(arguments: [
        ("2022-12-31", 6, 2023), ("2022-07-01", 6, 2022), ("2022-07-02", 6, 2023), ("2022-12-31", 0, 2022), ("2022-01-01", 12, 2022), ("2022-01-02", 12, 2023),
        ("2024-02-29", 10, 2024), ("2024-03-02", 10, 2025),
    ]) func theFirstYear(_ granted: String, _ least: Int, _ first: Int) {
        #expect(Self.calendar(granted, least: least).first == first)
    }

    /// Every year whose day has come, the earliest first, also where it opens in December and the program stood still over New Year.
    @Test func noneIsLeftOut() {
        #expect(Self.calendar("2022-12-31").years(by: day("2026-11-22")) == [2023, 2024, 2025])
        #expect(Self.calendar("2022-01-01", month: 12).years(by: day("2024-01-02")) == [2022])
        #expect(Self.calendar("2022-01-01", month: 12).years(by: day("2023-11-30")) == [])
        #expect(Self.calendar("2022-01-01", years: 3).years(by: day("2028-01-01")) == [2024, 2027])
        #expect(Self.calendar("2030-01-01").years(by: day("2029-12-31")) == [])
    }

    @Test func theNextDay() {
        #expect(Self.calendar("2022-12-31").next(after: day("2023-01-01")) == day("2024-01-01"))
        #expect(Self.calendar("2022-12-31").next(after: day("2026-11-22")) == day("2027-01-01"))
        #expect(Self.calendar("2022-01-01", years: 10, month: 11).next(after: day("2022-01-01")) == day("2032-11-01"))
        #expect(Self.calendar("2022-01-01", years: 10, month: 11).next(after: day("2032-11-01")) == day("2042-11-01"))
        #expect(Self.calendar("2022-01-01").next(after: day("2050-06-01")) == day("2051-01-01"))
    }

    /// Who may file from today on has all the days that the measure gives.
    @Test func whatOpensLateLastsAsLong() {
        let calendar = Self.calendar("2022-01-01")
        #expect(calendar.window(of: 2022, on: day("2023-01-01")).due == day("2023-03-01"))
        let late = calendar.window(of: 2022, on: day("2023-05-10"))
        #expect(late.opens == day("2023-05-10") && late.due == day("2023-07-08"))
    }

    /// A month and a half in which nothing ran: the assessment is opened late, nobody has failed, and its holder has its time.
    @Test(arguments: TestEngine.allCases) func nobodyFailsWhoCouldNotFile(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, days: 31, late_is_failed: true, failing_revokes: true}")
        world.clock.set("2023-02-20T02:00:00Z")
        for _ in 0..<2 { try await world.turnAssessments() }
        let open = try #require(try await world.assessments(title).first)
        #expect(open.state == .open && open.opensOn == day("2023-02-20") && open.dueOn == day("2023-03-22"))
        world.clock.set("2023-03-23T02:00:00Z")
        try await world.turnAssessments()
        #expect(try await world.assessments(title).map(\.state) == [.failed])
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .revoked)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func yearsThatNobodyAskedForAreAskedForInTheirOrder(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        world.clock.set("2026-11-22T02:00:00Z")
        for _ in 0..<2 { try await world.turnAssessments() }
        let all = try await world.assessments(title)
        #expect(all.map(\.year) == [2022, 2023, 2024, 2025] && Set(all.map(\.dueOn)) == [day("2027-01-20")])
        #expect(try await world.count("calls.assessment-opened") == 4)
        // A title is looked at again when its next year opens, not before.
        let due = try await world.database.read { tx in try tx.row("SELECT assess_on FROM calls_title WHERE id = \(title)") { try $0.textOrNil("assess_on") } }
        #expect(due == "2027-01-01")
        await world.database.close()
    }

    /// Failed without being revoked: the title no longer says that something is being put right, and its history says how that ended.
    @Test(arguments: TestEngine.allCases) func aFailedRectificationIsOver(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, months_to_rectify: 1}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        let first = try #require(try await world.assessments(title).first?.id)
        try await world.database.write { tx in
            try tx.step(first, .file, says: "x", by: host)
            try tx.step(first, .rectify, says: "The stairs", by: office)
        }
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .rectifying)
        world.clock.set("2023-02-06T02:00:00Z")
        try await world.turnAssessments()
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .valid)
        #expect(try await Browser(world.site).go("/verify/code").text.contains("not put right"))
        await world.database.close()
    }

    /// As long as one year's findings are open, another year's good mark does not hide them.
    @Test(arguments: TestEngine.allCases) func oneYearDoesNotHideAnother(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, months_to_rectify: 24}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        world.clock.set("2024-01-05T02:00:00Z")
        try await world.turnAssessments()
        let ids = try await world.assessments(title).map(\.id)
        try await world.database.write { tx in
            for id in ids { try tx.step(id, .file, says: "x", by: host) }
            try tx.step(ids[0], .rectify, says: "The stairs", by: office)
            try tx.step(ids[1], .qualify, says: "", by: office)
        }
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .rectifying)
        try await world.database.write { tx in
            try tx.step(ids[0], .file, says: "A rail", by: host)
            try tx.step(ids[0], .qualify, says: "", by: office)
        }
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .valid)
        await world.database.close()
    }
}
