import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A plan beside last year's.
struct ComparisonTests {
    @Test(arguments: TestEngine.allCases) func likeIsPutBesideLike(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, PlanHouse.withNextYear), browser = world.steerer
        try await world.issue()
        #expect(try await world.visitor.go("/plans/plan-2026/comparison").status == 404)
        try await browser.go("/desk/plans/plan-2026/next")
        _ = try await browser.submit("/desk/plans/plan-2026/next")
        // One goal counts something else now; one task went, another came.
        try await world.database.write { tx in
            var city = try #require(try tx.wholes(where: "t.key = 'city-visits-2027'").first)
            let old = city
            city.goals = city.goals.map { goal in
                var next = goal
                if goal.key == "events" { next.source = GoalSource(indicator: "sessions", campaign: goal.source.campaign) }
                return next
            }
            try tx.enter(city, over: old, because: "", by: PlanHouse.program)
            var talks = try #require(try tx.wholes(where: "t.key = 'school-talks-2027'").first)
            let before = talks
            talks.task.name = Wording("进社区", "Neighbourhoods")
            try tx.enter(talks, over: before, because: "", by: PlanHouse.program)
            try tx.execute("UPDATE plans_task SET key = 'neighbourhoods' WHERE key = 'school-talks-2027'")
        }
        #expect(try await world.visitor.go("/plans/plan-2027/comparison").status == 404)
        try await world.issue("plan-2027")
        let page = try await world.visitor.go("/plans/plan-2027/comparison?lang=en")
        #expect(page.status == 200 && page.text.contains("1 task of both years"), "\(page.text)")
        #expect(page.text.contains("Not the same number in both years, so not compared.") && page.text.contains("New tasks: 1") && page.text.contains("Tasks that went: 1"), "\(page.text)")
        #expect(page.html.contains("/plans/plan-2027/neighbourhoods") && page.html.contains("/plans/plan-2026/school-talks"))
        #expect(try await world.visitor.go("/plans/plan-2027").html.contains("/plans/plan-2027/comparison"))
        await world.database.close()
    }

    /// By key where the year stands in it or behind it; else by name, unless two bear it.
    @Test func tasksAreMatchedByKeyElseByName() {
        func task(_ id: Int64, _ key: String, _ name: String) -> TaskProgress {
            TaskProgress(
                KeyTask(
                    id: ID(id), key: key, planID: nil, chapter: nil, position: 0, parentID: nil, campaignID: nil, origin: .plan, originKey: "", name: Wording(name), leadID: ID(1),
                    authorityID: ID(1), region: nil, due: nil, budget: nil, budgetYuan: nil, state: .accepted, stateAt: Instant(microseconds: 0), stateBy: 0), [], [], today: day("2026-05-01"))
        }
        let old = [task(1, "a-2025", "甲"), task(2, "b", "2025年乙"), task(3, "c", "丙"), task(4, "d", "丙"), task(5, "e", "戊")]
        let new = [task(11, "a-2026", "另名"), task(12, "x", "2026年乙"), task(13, "y", "丙"), task(14, "e-2026", "己")]
        let found = PlanComparison(new, beside: old, years: (2025, 2026))
        #expect(found.pairs.map { [$0.new.task.key, $0.old.task.key] } == [["a-2026", "a-2025"], ["x", "b"], ["e-2026", "e"]])
        #expect(found.added.map(\.task.key) == ["y"] && found.gone.map(\.task.key) == ["c", "d"])
    }
}
