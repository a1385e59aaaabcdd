import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Days that make no sense are refused where they are entered, the field named.
struct PlanDaysTests {
    private static let plan = ["key": "plan-b", "name_zh": "乙计划", "authority": "市科协", "campaign": "action-2026", "year": "2026", "begin": "2026-03-01", "end": "2026-12-31"]

    @Test(arguments: TestEngine.allCases) func aPlanIsOfItsYear(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        for (changed, says) in [
            (["begin": "1800-03-01"], "The year of 1800-03-01 is to be from 1900 to 2200."), (["end": "2900-03-01"], "The year of 2900-03-01"), (["year": "2030"], "The year 2030 is to be that in which the plan begins or ends"),
        ] {
            try await world.steerer.go("/desk/plans/new")
            let wrong = try await world.steerer.submit("/desk/plans/new", Self.plan.merging(changed) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(changed): \(wrong.text)")
        }
        try await world.steerer.go("/desk/plans/new")
        #expect(try await world.steerer.submit("/desk/plans/new", Self.plan.merging(["year": "2027", "end": "2027-02-28"]) { $1 }).path == "/desk/plans/plan-b")
        await #expect { _ = try await PlanHouse.house.apply(PlanHouse.file.replacing("year: 2026\n    from", with: "year: 2031\n    from"), to: world.database) } throws: { error in
            (error as? DeclarationProblems)?.problems.contains { $0.field.hasSuffix(".year") } == true
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatATaskNamesLiesWithinItsPlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), path = "/desk/plans/plan-2026/tasks/city-visits", old = try await world.whole("city-visits")
        for (field, value, says) in [
            ("due", "2027-01-01", "after the plan ends on 2026-12-31"), ("goal1_targets", "2027-06-30：400", "The target by 2027-06-30 lies outside of the plan"), ("goal2_targets", "2025-12-31：4", "The target by 2025-12-31"),
            ("milestones", "launch 2026-05-20 启动 / 仪式 / Launch\nclose 2027-01-10 总结 / Close", "The milestone “Close” of 2027-01-10 lies outside of the plan"),
        ] {
            try await world.steerer.go(path)
            let wrong = try await world.steerer.submit(path, [field: value])
            #expect(wrong.status == 422 && wrong.text.contains(says) && wrong.html.contains("remark-\(field)"), "\(field): \(wrong.text)")
        }
        for (from, to, field) in [
            ("due: \"2026-12-20\"", "due: \"2027-12-20\"", ".due"), ("{by: \"2026-12-31\", value: 1000}", "{by: \"2027-12-31\", value: 1000}", ".goals"),
            ("due: \"2026-12-10\"", "due: \"2025-12-10\"", ".milestones"),
        ] {
            let file = PlanHouse.file.replacing(from, with: to)
            #expect(file != PlanHouse.file)
            await #expect("\(to)") { _ = try await PlanHouse.house.apply(file, to: world.database) } throws: { error in
                (error as? DeclarationProblems)?.problems.contains { $0.field.hasSuffix(field) } == true
            }
        }
        #expect(try await world.whole("city-visits") == old)
        // A plan that is given another term says what lies outside of it now, and is not issued with it.
        try await world.steerer.go("/desk/plans/plan-2026/facts")
        #expect(try await world.steerer.submit("/desk/plans/plan-2026/facts", ["end": "2026-11-30"]).path == "/desk/plans/plan-2026")
        let page = try await world.steerer.go("/desk/plans/plan-2026")
        #expect(page.text.contains("“Visits of the city” has a day, 2026-12-10, outside of the plan"), "\(page.text)")
        #expect(try await world.steerer.submit("/desk/plans/plan-2026/issue", ["understood": "1"]).status == 422)
        // What stood there before is no hindrance to other changes.
        try await world.steerer.go(path)
        #expect(try await world.steerer.submit(path, ["name_zh": "全市参观人次"]).status == 200)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aMilestoneIsReachedWithinItsPlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("city-visits").id.text)"
        for (done, says) in [("1985-05-20", "before 1990"), ("2025-12-31", "before the plan began on 2026-01-01"), ("2026-03-03", "after today")] {
            try await world.museum.go(path)
            let wrong = try await world.museum.submit(path + "/milestones/launch", ["done": done, "says": "办了"])
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(done): \(wrong.text)")
        }
        try await world.museum.go(path)
        #expect(try await world.museum.submit(path + "/milestones/launch", ["done": "2026-01-05", "says": "办了"]).status == 200)
        await world.database.close()
    }
}
