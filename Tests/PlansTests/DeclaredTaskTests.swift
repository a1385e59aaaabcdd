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

/// Tasks as campaign files change them once they are assigned.
struct DeclaredTaskTests {
    @Test(arguments: TestEngine.allCases) func anotherLeadIsAHandOver(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), program = PlanHouse.program
        try await world.issue()
        let talks = try await world.task("school-talks").id
        #expect(try await world.database.write { try $0.tellOfAssigned() } == 2)
        try await world.database.write { tx in for event in [TaskEvent.accept, .begin] { try tx.step(talks, event, remark: "", by: program) } }
        world.clock.set("2026-05-04T02:00:00Z")
        let changed = PlanHouse.file.replacing("chapter: schools\n    lead: society", with: "chapter: schools\n    lead: museum")
        #expect(changed != PlanHouse.file)
        _ = try await PlanHouse.house.apply(changed, to: world.database)
        let moved = try await world.task("school-talks")
        #expect(moved.leadID == world.units[1] && moved.state == .assigned && moved.givenAt == instant("2026-03-02T02:00:00Z") && moved.stateAt == instant("2026-05-04T02:00:00Z"))
        let before = try await world.letters("museum@example.org").count
        #expect(try await world.database.write { try $0.tellOfAssigned() } == 1)
        #expect(try await world.letters("museum@example.org").count == before + 1)
        #expect(try await world.database.write { try $0.tellOfAssigned() } == 0)
        // What is over keeps its lead.
        try await world.database.write { tx in try tx.step(talks, .drop, remark: "不办了", by: program) }
        await #expect { _ = try await PlanHouse.house.apply(PlanHouse.file, to: world.database) } throws: { error in
            (error as? DeclarationProblems)?.problems.contains { $0.field.hasSuffix(".lead") && $0.found.en.contains("keeps its lead") } == true
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aReachedMilestoneIsNotLeftOut(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let city = try await world.task("city-visits").id
        try await world.database.write { tx in try tx.setMilestone("launch", of: city, done: tx.now.day(in: .china), says: "已办", by: PlanHouse.program) }
        let line = "      - {key: launch, name: {zh: \"启动 / 仪式\", en: \"Launch\"}, due: \"2026-05-20\"}\n"
        let without = PlanHouse.file.replacing(line, with: "")
        #expect(without != PlanHouse.file)
        await #expect { _ = try await PlanHouse.house.apply(without, to: world.database) } throws: { error in
            (error as? DeclarationProblems)?.problems.contains { $0.field.hasSuffix(".milestones") && $0.found.en.contains("“Launch” (launch) is reached and stays") } == true
        }
        #expect(try await world.whole("city-visits").milestones.map(\.key) == ["launch", "close"])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aTaskAboveIsOfTheSamePlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let other = """
            kepu: 1
            plans:
              - {key: plan-b, name: {zh: "乙计划", en: "Plan B"}, campaign: action-2026, authority: association, year: 2026, from: "2026-01-01", to: "2026-12-31"}
            tasks:
              - {key: part-b, name: {zh: "一部分", en: "A part"}, campaign: action-2026, plan: plan-b, lead: society, parent: city-visits}
            """
        await #expect { _ = try await PlanHouse.house.apply(other, as: "other", to: world.database) } throws: { error in
            guard let one = (error as? DeclarationProblems)?.problems.first else { return false }
            return one.field == "tasks[0].parent" && one.line == 5 && one.found.en.contains("the task above, city-visits, is of the plan plan-2026, this one of the plan plan-b")
        }
        await world.database.close()
    }

    /// A task of an agreement that a file declares is told to its lead, as one that somebody gave is told: once.
    @Test(arguments: TestEngine.allCases) func tasksOfAgreementsAreTold(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let file = """
            kepu: 1
            agreements:
              - {key: pact, name: {zh: "协议", en: "Pact"}, parties: [museum, society], signed: "2026-01-10", text: {zh: "共建。", en: "To build."}, commitments: [{key: base, text: {zh: "共建基地", en: "Build a base"}}]}
            tasks:
              - {key: pact-base, name: {zh: "共建基地", en: "Build a base"}, campaign: action-2026, agreement: pact, commitment: base, lead: society}
            """
        _ = try await PlanHouse.house.apply(file, as: "pact", to: world.database)
        let (lead, authority) = (world.units[1], world.units[2])
        _ = try await world.database.write { tx in try tx.giveTask(TaskDraft(Wording("另一项"), lead: lead, authority: authority, from: .agreement, "pact#base@\(lead.text)"), by: PlanHouse.program) }
        #expect(try await world.letters("museum@example.org").count == 1)
        #expect(try await world.database.write { try $0.tellOfAssigned() } == 1)
        #expect(try await world.letters("society@example.org") == ["交办任务 1 项"])
        #expect(try await world.letters("museum@example.org").count == 1)
        await world.database.close()
    }
}
