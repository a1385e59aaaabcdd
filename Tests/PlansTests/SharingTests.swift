import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A task is shared out among units in one step.
struct SharingTests {
    @Test func linesAreReadAsTheyArePastedOrTyped() {
        let (lines, problems) = PartLine.read("市科技馆\t610113\t1,200\t3万\n\n第一中学 | | 5\n市天文学会，碑林区，，7\n", columns: 2)
        #expect(problems.isEmpty)
        #expect(
            lines == [
                PartLine(number: 1, unit: "市科技馆", region: "610113", values: [1_200, 30_000]), PartLine(number: 3, unit: "第一中学", region: "", values: [5, nil]),
                PartLine(number: 4, unit: "市天文学会", region: "碑林区", values: [nil, 7]),
            ])
        for text in ["|610113|5", "馆|610113|5|6|7", "馆|610113|-5", "馆|610113|五"] {
            let wrong = PartLine.read(text, columns: 2).problems
            #expect(wrong.count == 1, "\(text)")
        }
    }

    /// Of two places of one name that within the task's own is meant; one outside of it is told, and what the parts make stands below them.
    @Test(arguments: TestEngine.allCases) func placesLieWithinTheTasks(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("city-visits").id.text)/parts"
        try await world.museum.go(path)
        let seen = try await world.museum.submit(path, ["parts": "第一中学 | 新城区 | 150 | 400\n市天文学会 | 610502 | 250 | 600"])
        #expect(seen.status == 200 && seen.text.contains("Line 2: “Society of Astronomy” is for") && seen.text.contains("(610502), which does not lie in"), "\(seen.text)")
        #expect(!seen.text.contains("Line 1:") && seen.text.contains("400 / 400") && seen.text.contains("1,000 / 1,000"), "\(seen.text)")
        try await world.museum.go(path)
        let kept = try await world.museum.submit(path, ["parts": "第一中学 | 新城区 | 400 | 1000", "take": "1"])
        #expect(kept.status == 200, "\(kept.text)")
        #expect(try await world.task("city-visits-610102").region == "610102")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theLeadSharesItsTaskOut(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let task = try await world.task("city-visits"), path = "/desk/duties/\(task.id.text)"
        #expect(try await world.museum.go(path).html.contains(path + "/parts"))
        try await world.museum.go(path + "/parts")
        let table = "第一中学 | 610116 | 150 | 400\n市天文学会 | 雁塔区 | 200 | 600 | 20"
        let seen = try await world.museum.submit(path + "/parts", ["parts": table])
        // What does not add up is said before saving.
        #expect(seen.status == 200 && seen.text.contains("nothing is saved yet") && seen.text.contains("the target is 400, the parts make 350, 50 too few."), "\(seen.text)")
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM plans_task") } == 2)

        let kept = try await world.museum.submit(path + "/parts", ["parts": table.replacing("| 150 |", with: "| 200 |"), "take": "1"])
        #expect(kept.path == path && kept.text.contains("It is shared out in 2 parts."), "\(kept.text)")
        let parts = try await world.database.read { tx in try tx.wholes(where: "t.parent_id = \(task.id)") }
        #expect(parts.map(\.task.key) == ["city-visits-610116", "city-visits-610113"] && parts.allSatisfy { $0.task.authorityID == world.units[1] && $0.task.state == .assigned })
        #expect(parts.map { $0.goals.map(\.targets.count) } == [[2], [2, 1]] && parts.allSatisfy { $0.goals.allSatisfy { $0.source.region == nil } })
        let plan = try await world.database.read { tx in try #require(try tx.actionPlan(key: "plan-2026")) }
        let flaws = try await world.database.read { tx in try tx.flaws(in: plan) }
        #expect(flaws.isEmpty, "\(flaws)")

        let fits = try await world.visitor.go("/plans/plan-2026/city-visits?lang=en")
        #expect(fits.status == 200 && !fits.text.contains("do not make those of the whole"))
        // In lists of a light a part says of what it is one.
        let lit = try await world.visitor.go("/plans/plan-2026?lang=en&light=waiting").text + world.visitor.go("/plans/plan-2026?lang=en&light=red").text
            + world.visitor.go("/plans/plan-2026?lang=en&light=green").text + world.visitor.go("/plans/plan-2026?lang=en&light=amber").text
        #expect(lit.contains("Part of “Visits of the city”"), "\(lit)")
        // An issued plan is changed task by task: what does not add up any more is told where the task stands, to the public too.
        try await world.database.write { tx in
            let old = try #require(try tx.wholes(where: "t.key = 'city-visits-610116'").first)
            var new = old
            new.goals[0].targets[1] = Target(by: day("2026-12-31"), 350)
            try tx.enter(new, over: old, because: "少了", checksAbove: false, by: PlanHouse.program)
        }
        let short = try await world.visitor.go("/plans/plan-2026/city-visits?lang=en")
        #expect(short.text.contains("do not make those of the whole: “Visits of the city” is to reach 1,000 by 2026-12-31; its 2 parts make 950, 50 too few."), "\(short.text)")
        #expect(try await world.museum.go(path).text.contains("do not make those of the whole"))

        // The same unit and place again; a unit that nobody knows; and those whom it does not concern.
        try await world.museum.go(path + "/parts")
        let again = try await world.museum.submit(path + "/parts", ["parts": "第一中学 | 610116 | 1\n市科学馆 | 610113 | 1", "take": "1"])
        #expect(again.status == 422 && again.text.contains("Line 1: This unit has a part for this region already.") && again.text.contains("Line 2: No unit is called “市科学馆”. Is it “市科技馆”?"), "\(again.text)")
        // Who takes part looks on.
        #expect(try await world.society.go(path + "/parts").status == 403)
        await world.database.close()
    }
}
