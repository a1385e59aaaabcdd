import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A reminder is sent once for each step, and anew where the day is another one or a report came back.
struct ReminderTests {
    private static func remind(_ world: PlanHouse) async throws -> [String] {
        let before = try await steps(world)
        try await world.database.write { tx in _ = try tx.remindOfDuties(after: 0) }
        return try await steps(world).filter { !before.contains($0) }
    }

    private static func steps(_ world: PlanHouse) async throws -> [String] {
        try await world.database.read { tx in
            try tx.rows("SELECT t.key, r.about, r.step FROM plans_reminder r JOIN plans_task t ON t.id = r.task_id ORDER BY t.key, r.about, r.step") {
                "\(try $0.text("key")) \(try $0.text("about")) \(try $0.int("step"))"
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func anotherDayIsRemindedOfAnew(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), program = PlanHouse.program, milestone = "city-visits milestone:launch 1"
        try await world.issue()
        let city = try await world.task("city-visits").id
        try await world.database.write { tx in for event in [TaskEvent.accept, .begin] { try tx.step(city, event, remark: "", by: program) } }
        world.clock.set("2026-05-14T02:00:00Z")
        #expect(try await Self.remind(world).contains(milestone))
        #expect(try await Self.remind(world) == [])
        // Moved by a form or a table.
        let whole = try await world.whole("city-visits")
        try await world.database.write { tx in
            var new = whole
            new.milestones[0].due = day("2026-05-18")
            new.task.due = day("2026-05-19")
            try tx.enter(new, over: whole, because: "提前", by: program)
        }
        #expect(try await Self.remind(world) == [milestone, "city-visits task 1"])
        // Moved by a file; the task's own day stays.
        _ = try await PlanHouse.house.apply(PlanHouse.file.replacing("due: \"2026-05-20\"", with: "due: \"2026-05-16\""), to: world.database, overwrite: true)
        #expect(try await Self.remind(world) == [milestone])
        #expect(try await world.task("city-visits").due == day("2026-12-20"))
        // Not reached after all.
        try await world.database.write { tx in
            try tx.setMilestone("launch", of: city, done: tx.now.day(in: .china), says: "办了", by: program)
            try tx.setMilestone("launch", of: city, done: nil, says: "没办成", by: program)
        }
        #expect(try await Self.remind(world) == [milestone])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aReportThatCameBackIsRemindedOfAnew(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), program = PlanHouse.program, quarter = ReportPeriod(year: 2026, quarter: 1)
        try await world.issue()
        let city = try await world.task("city-visits").id
        world.clock.set("2026-04-05T02:00:00Z")
        #expect(try await Self.remind(world).contains("city-visits report:2026-Q1 1"))
        try await world.database.write { tx in try tx.handIn([.done: "办了"], for: quarter, of: city, by: program) }
        let seen = try await world.database.read { tx in try #require(try tx.report(quarter, of: city)).handedInAt }
        try await world.database.write { tx in try tx.decide(.return, remarks: [.done: "写人数"], on: quarter, of: city, seen: seen, by: program) }
        #expect(try await Self.remind(world) == ["city-visits report:2026-Q1 1"])
        await world.database.close()
    }

    /// Nobody decides on a text that was handed in again meanwhile.
    @Test(arguments: TestEngine.allCases) func whoDecidesHasSeenTheNewestText(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), task = try await world.task("city-visits")
        try await world.issue()
        let path = "/desk/duties/\(task.id.text)/reports/2026-Q1"
        try await world.museum.go(path)
        #expect(try await world.museum.submit(path, ["done": "办了一场"]).text.contains("The report is handed in"))
        try await world.steerer.go(path)
        world.clock.advance(seconds: 600)
        try await world.museum.go(path)
        #expect(try await world.museum.submit(path, ["done": "办了两场"]).text.contains("The report is handed in"))
        let stale = try await world.steerer.submit(path + "/decision", ["event": "return", "done_remark": "请写人数"])
        #expect(stale.status == 422 && stale.text.contains("handed in anew since you opened") && stale.text.contains("办了两场") && stale.html.contains("请写人数"), "\(stale.text)")
        let blind = try await world.steerer.post(path + "/decision", [("csrf", stale.token), ("event", "accept")])
        #expect(blind.status == 422 && blind.text.contains("handed in anew since you opened"), "\(blind.text)")
        try await world.steerer.go(path)
        #expect(try await world.steerer.submit(path + "/decision", ["event": "return", "done_remark": "请写人数"]).text.contains("The report is returned"))
        await world.database.close()
    }
}
