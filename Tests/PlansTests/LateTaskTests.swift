import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A task owes reports from the quarter in which it was given, and its line begins then, whatever becomes of it afterwards.
struct LateTaskTests {
    private static func late(_ world: PlanHouse) async throws -> ID<KeyTask> {
        try await world.issue()
        world.clock.set("2026-08-10T02:00:00Z")
        let (lead, authority) = (world.units[2], world.units[0])
        return try await world.database.write { tx in
            let plan = try #require(try tx.actionPlan(key: "plan-2026"))
            let task = KeyTask(
                id: tx.newID(), key: "late", planID: plan.id, chapter: nil, position: 9, parentID: nil, campaignID: plan.campaignID, origin: .plan, originKey: "", name: Wording("补办"),
                leadID: lead, authorityID: authority, region: nil, due: day("2026-12-20"), budget: nil, budgetYuan: nil, state: .assigned, stateAt: tx.now, stateBy: 0)
            var source = GoalSource(indicator: "visits", campaign: plan.campaignID)
            source.region = "610100"
            let goal = GoalDraft(key: "visits", source: source, targets: [Target(by: day("2026-12-20"), 100)])
            try tx.enter(TaskWhole(task: task, goals: [goal]), over: nil, because: "", by: PlanHouse.program)
            return task.id
        }
    }

    private static func owed(_ world: PlanHouse, _ key: String) async throws -> [String] {
        try await world.database.read { tx in try tx.duties(of: [try #require(try tx.keyTask(key: key))]).map(\.about.key) }
    }

    @Test(arguments: TestEngine.allCases) func whatWasGivenLateOwesNoEarlierQuarters(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), id = try await Self.late(world)
        world.clock.set("2026-10-20T02:00:00Z")
        #expect(try await Self.owed(world, "late") == ["accept", "report:2026-Q3", "task"])
        #expect(try await Self.owed(world, "school-talks") == ["accept", "report:2026-Q1", "report:2026-Q2", "report:2026-Q3"])
        // There is no page for a quarter in which it did not exist.
        let path = "/desk/duties/\(id.text)/reports/"
        let society = try await world.later("society", of: 2)
        #expect(try await society.go(path + "2026-Q2").status == 404)
        #expect(try await society.go(path + "2026-Q3").status == 200)
        // Another lead owes what the first one owed.
        let school = world.units[3]
        try await world.database.write { tx in try tx.handOver(id, to: school, because: "换一家", by: PlanHouse.program) }
        let given = try await world.task("late")
        #expect(given.givenAt == instant("2026-08-10T02:00:00Z") && given.stateAt == instant("2026-10-20T02:00:00Z"))
        #expect(try await Self.owed(world, "late") == ["report:2026-Q3", "accept", "task"])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theLineBeginsOnceForAll(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), id = try await Self.late(world), (lead, authority) = (world.units[1], world.units[3])
        let free = try await world.database.write { tx in
            var draft = TaskDraft(Wording("约定"), lead: lead, authority: authority, from: .agreement, "none#a@b")
            draft.due = day("2026-12-01")
            return try tx.giveTask(draft, by: PlanHouse.program).id
        }
        for moment in ["2026-08-20T02:00:00Z", "2026-09-20T02:00:00Z"] {
            world.clock.set(moment)
            try await world.database.write { tx in
                for one in [id, free] { try tx.step(one, try tx.requireTask(one).state == .assigned ? .accept : .begin, remark: "", by: PlanHouse.program) }
            }
            let plan = try await world.database.read { tx in try #require(try tx.actionPlan(key: "plan-2026")) }
            let (late, other, early) = (try await world.task("late"), try await world.database.read { try $0.requireTask(free) }, try await world.task("city-visits"))
            #expect(late.begin(in: plan) == day("2026-08-10") && other.begin(in: nil) == day("2026-08-10") && early.begin(in: plan) == day("2026-01-01"))
            let progress = try await world.database.read { tx in try tx.progress(of: tx.contents(of: plan)).first { $0.task.key == "late" }?.goals.first }
            #expect(progress?.begin == day("2026-08-10"))
        }
        await world.database.close()
    }

    /// What the migration puts into rows that were there: the first that is known of a task, and the day by which it is answered.
    @Test(arguments: TestEngine.allCases) func oldRowsAreFilled(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let moments = ["1999-12-25T15:59:59Z", "2024-02-22T02:00:00Z", "2023-02-21T16:00:00Z", "2026-12-31T23:00:00Z", "2100-02-23T00:00:00Z", "2026-03-02T02:00:00Z"].map { instant($0) }
        let (sent, told) = (instant("2026-02-20T02:00:00Z"), try await world.task("school-talks").id)
        for moment in moments {
            let (given, answer) = try await world.database.write { tx in
                try tx.execute("UPDATE plans_task SET given_at = NULL, answer_day = NULL, state_at = \(moment)")
                for statement in PlansSchema.given + [PlansSchema.answers] { try tx.execute(statement) }
                let task = try #require(try tx.keyTask(key: "city-visits"))
                return (task.givenAt, try tx.row("SELECT t.answer_day FROM plans_task t WHERE t.id = \(task.id)") { try $0.dayOrNil("answer_day") } ?? nil)
            }
            #expect(given == moment && answer == Duty.answerDay(of: moment), "\(moment.iso)")
        }
        let given = try await world.database.write { tx in
            try tx.execute("INSERT INTO plans_reminder (task_id, about, step, sent_at) VALUES (\(told), 'assigned', 0, \(sent))")
            for statement in PlansSchema.given { try tx.execute(statement) }
            return try tx.requireTask(told).givenAt
        }
        #expect(given == sent)
        await world.database.close()
    }
}
