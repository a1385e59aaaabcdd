import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Plans

/// A plan of another year reads campaigns of that year.
struct NextYearTests {
    /// A week of its own for the goal of the museum, and the campaigns of the year after where `next`.
    private static func file(next: Bool) -> String {
        func campaign(_ key: String, _ year: Int) -> String {
            """
            \n  - {key: \(key)-\(year), name: {zh: "\(key)\(year)", en: "\(key) of \(year)"}, kind: week, year: \(year), begin: "\(year)-01-01", end: "\(year)-12-31", accent: jade, summary: {zh: "周", en: "Week"}}
            """
        }
        let more = campaign("week", 2026) + (next ? campaign("week", 2027) + campaign("action", 2027) : "") + "\nplans:"
        return PlanHouse.file.replacing("\nplans:", with: more).replacing("name: {zh: \"活动数\", en: \"Events\"},", with: "name: {zh: \"活动数\", en: \"Events\"}, campaign: week-2026,")
    }

    private static func flaws(_ world: PlanHouse) async throws -> [String] {
        try await world.database.read { tx in try tx.flaws(in: try #require(try tx.actionPlan(key: "plan-2027"))).map(\.says.en) }
    }

    @Test(arguments: TestEngine.allCases) func campaignsOfTheNewYearTakeThePlaceOfOldOnes(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, Self.file(next: true)), browser = world.steerer
        try await world.issue()
        #expect(try await browser.go("/desk/plans/plan-2026/next").html.contains("value=\"action-2027\""))
        _ = try await browser.submit("/desk/plans/plan-2026/next")
        let read = try await world.database.read { tx in
            try tx.campaignKeys(Set(try tx.wholes(where: "t.key = 'city-visits-2027'").flatMap { [$0.task.campaignID].compactMap(\.self) + $0.goals.map(\.source.campaign) })).values.sorted()
        }
        #expect(read == ["action-2027", "week-2027"])
        let found = try await Self.flaws(world)
        #expect(found.isEmpty, "\(found)")
        await world.database.close()
    }

    /// Where there is none yet, the plan says which goals would never move, and is not issued with them.
    @Test(arguments: TestEngine.allCases) func whatReadsACampaignThatIsOverIsTold(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, Self.file(next: false)), browser = world.steerer
        try await world.issue()
        try await browser.go("/desk/plans/plan-2026/next")
        let page = try await browser.submit("/desk/plans/plan-2026/next")
        #expect(page.text.contains("“Visits” of “Visits of the city” reads “Joint action”, which was over on 2026-12-31, before the plan begins on 2027-01-01"), "\(page.text)")
        #expect(page.text.contains("“Events” of “Visits of the city” reads “week of 2026”"), "\(page.text)")
        let refused = try await browser.submit("/desk/plans/plan-2027/issue", ["understood": "1"])
        #expect(refused.status == 422 || refused.status == 409, "\(refused.status)")
        #expect(try await world.database.read { tx in try tx.actionPlan(key: "plan-2027")?.isIssued } == false)
        // The form of a task names another one, and refuses what does not exist.
        let path = "/desk/plans/plan-2027/tasks/city-visits-2027"
        #expect(try await browser.go(path).html.contains("value=\"week-2026\""))
        #expect(try await browser.submit(path, ["goal2_campaign": "week-2028"]).text.contains("There is no campaign with the key “week-2028”."))
        await world.database.close()
    }

    /// A plan of the year itself reads a campaign that is over before its own end, which is right.
    @Test(arguments: TestEngine.allCases) func aCampaignOfTheYearIsNone(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, Self.file(next: false).replacing("begin: \"2026-01-01\", end: \"2026-12-31\"", with: "begin: \"2026-01-01\", end: \"2026-01-01\""))
        let found = try await world.database.read { tx in try tx.flaws(in: try #require(try tx.actionPlan(key: "plan-2026"))) }
        #expect(found.isEmpty, "\(found)")
        await world.database.close()
    }
}
