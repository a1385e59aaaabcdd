import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A lead says that it will not have a task; whoever gave it goes on from there.
struct DecliningTests {
    @Test(arguments: TestEngine.allCases) func aLeadDeclinesAndTheGiverGoesOn(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let talks = try await world.task("school-talks").id, path = "/desk/duties/\(talks.text)"
        try await world.society.go(path)
        let silent = try await world.society.post(path + "/steps", [("csrf", world.society.page.token), ("event", "decline"), ("remark", " ")])
        #expect(silent.status == 422 && silent.text.contains("Say why; the other side is told."), "\(silent.text)")
        let declined = try await world.society.post(path + "/steps", [("csrf", world.society.page.token), ("event", "decline"), ("remark", "没有人手")])
        #expect(declined.status == 200 && declined.text.contains("Declined"), "\(declined.text)")
        // It owes nothing any more; the other side is told, and finds it in its queue and its list.
        #expect(try await world.database.read { tx in try tx.duties(of: [try tx.requireTask(talks)]) }.isEmpty)
        #expect(try await world.letters("steerer@example.org") == ["已谢绝：校园讲座"])
        #expect(try await world.steerer.go("/desk").text.contains("Tasks that were declined"))
        let list = try await world.steerer.go("/desk/given?list=declined")
        #expect(list.status == 200 && list.text.contains("Talks at schools") && list.text.contains("没有人手"), "\(list.text)")
        // Changed and given again, with a word.
        try await world.steerer.go("/desk/plans/plan-2026/tasks/school-talks")
        let changed = try await world.steerer.submit("/desk/plans/plan-2026/tasks/school-talks", ["due": "2026-12-01", "reason": "延期"])
        #expect(changed.status == 200 && changed.text.contains("The task is kept."), "\(changed.text)")
        #expect(try await world.task("school-talks").state == .declined)
        let again = try await world.steerer.post(path + "/steps", [("csrf", world.steerer.page.token), ("event", "assign-again"), ("remark", "延到十二月")])
        #expect(again.status == 200 && again.text.contains("Done: Assign it again."), "\(again.text)")
        let given = try await world.task("school-talks")
        #expect(given.state == .assigned && given.leadID == world.units[2] && given.remark == "延到十二月")
        #expect(try await world.letters("society@example.org").contains("交办任务：校园讲座"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatWasDeclinedGoesToAnotherOrIsDropped(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), (school, program) = (world.units[3], PlanHouse.program)
        try await world.issue()
        let (talks, city) = (try await world.task("school-talks").id, try await world.task("city-visits").id)
        try await world.database.write { tx in
            for one in [talks, city] { try tx.step(one, .decline, remark: "不办", by: program) }
            try tx.handOver(talks, to: school, because: "换一家", by: program)
            try tx.step(city, .drop, remark: "不办了", by: program)
        }
        let moved = try await world.task("school-talks")
        #expect(moved.state == .assigned && moved.leadID == school)
        #expect(try await world.task("city-visits").state == .dropped)
        // What was accepted is not declined.
        try await world.database.write { tx in try tx.step(talks, .accept, remark: "", by: program) }
        await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.step(talks, .decline, remark: "晚了", by: program) } }
        await world.database.close()
    }
}
