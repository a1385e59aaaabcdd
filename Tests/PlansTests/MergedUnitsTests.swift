import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Two units become one, of which the one led a task and the other was to verify it.
struct MergedUnitsTests {
    private static func merge(_ old: Int, into kept: Int, _ world: PlanHouse) async throws {
        let (old, kept) = (world.units[old], world.units[kept])
        try await world.database.write { tx in try tx.merge(old, into: kept, house: PlanHouse.house.house, by: PlanHouse.program) }
    }

    private static func may(_ task: KeyTask, _ role: Role, of unit: ID<Organisation>, _ world: PlanHouse) async throws -> Bool {
        let identity = Identity(account: Account(id: ID(91), login: "", name: ""), grants: [Grant(role, over: .organisation(unit.number))])
        return try await world.database.read { tx in try tx.maySteer(task, identity) }
    }

    /// A part that its own lead would verify is verified by whoever verifies the task above it.
    @Test(arguments: TestEngine.allCases) func aPartGoesToWhoeverVerifiesTheWhole(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), path = "/desk/duties/\(try await world.task("city-visits").id.text)"
        let (association, museum) = (world.units[0], world.units[1])
        try await world.issue()
        try await world.museum.go(path + "/parts")
        #expect(try await world.museum.submit(path + "/parts", ["parts": "市天文学会 | 610113 | 400 | 1000", "take": "1"]).path == path)
        #expect(try await world.task("city-visits-610113").authorityID == museum)
        try await Self.merge(2, into: 1, world)
        let part = try await world.task("city-visits-610113")
        #expect(part.leadID == museum && part.authorityID == association)
        #expect(try await world.letters("steerer@example.org").contains { $0.hasPrefix("改由贵单位核验：全市参观") })
        let steers = try await Self.may(part, .organiser, of: association, world), own = try await Self.may(part, .organiser, of: museum, world)
        #expect(steers && !own)
        // What is over keeps who verified it, and nothing of this is told as a flaw.
        let notes = try await world.database.read { tx in try tx.notes(in: try tx.contents(of: try #require(try tx.actionPlan(key: "plan-2026")))) }
        #expect(!notes.contains { $0.says.en.contains("verifies itself") }, "\(notes)")
        await world.database.close()
    }

    /// A task that another body than the plan's was to verify is verified by the one that steers the plan.
    @Test(arguments: TestEngine.allCases) func aTaskGoesToWhoeverSteersThePlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, PlanHouse.file.replacing("chapter: schools\n    lead: society", with: "chapter: schools\n    lead: society\n    authority: school"))
        try await world.issue()
        #expect(try await world.task("school-talks").authorityID == world.units[3])
        try await Self.merge(2, into: 3, world)
        let talks = try await world.task("school-talks")
        #expect(talks.leadID == world.units[3] && talks.authorityID == world.units[0])
        await world.database.close()
    }

    /// Where nobody else steers it stays, is told, and hinders nothing; what was drawn up so is not told.
    @Test(arguments: TestEngine.allCases) func whereNobodyElseIsThereItIsTold(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), association = world.units[0], society = world.units[2]
        let (talks, city) = (try await world.task("school-talks").id, try await world.task("city-visits").id)
        try await world.database.write { tx in try tx.handOver(talks, to: association, because: "自己办", by: PlanHouse.program) }
        try await Self.merge(1, into: 0, world)
        let merged = try await world.task("city-visits")
        #expect(merged.leadID == association && merged.authorityID == association)
        func told() async throws -> [String] {
            try await world.database.read { tx in try tx.notes(in: try tx.contents(of: try #require(try tx.actionPlan(key: "plan-2026")))).map(\.says.en).filter { $0.contains("verifies itself") } }
        }
        let says = try await told()
        #expect(says.count == 1 && says.first?.contains("“Visits of the city”") == true, "\(says)")
        let page = try await world.steerer.go("/desk/plans/plan-2026")
        #expect(page.text.contains("The lead of “Visits of the city” and the body that was to verify it became one"), "\(page.text)")
        try await world.issue()
        #expect(try await world.steerer.go("/desk/duties/\(city.text)").text.contains("no other body can verify it"))
        try await world.database.write { tx in try tx.handOver(city, to: society, because: "换一家", by: PlanHouse.program) }
        #expect(try await told().isEmpty)
        await world.database.close()
    }
}
