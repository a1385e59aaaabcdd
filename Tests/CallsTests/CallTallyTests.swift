import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// What a call counts beside its records is what the records say, whatever became of them, on both engines.
@Suite struct CallTallyTests {
    private static func faults(_ world: CallWorld) async throws -> Int {
        try await world.database.read { tx in try CallTallyCheck.check.run(tx).count }
    }

    @Test(arguments: TestEngine.allCases) func everyStepIsCounted(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let call = try await world.call(), office = try await world.office
        let empty = try await world.database.read { tx in try tx.tally(of: call.id) }
        #expect(empty == CallTally())
        let ids = try await world.proposed(2)
        let host = try await world.identity("host2", .host, over: .organisation(world.museums[2].number)), museum = world.museums[2]
        try await world.database.write { tx in _ = try tx.startApplication(to: call, organisation: museum, venue: nil, category: nil, by: host) }
        let first = try await world.database.read { tx in try tx.tally(of: call.id) }
        #expect(first[ApplicationState.proposed] == 2 && first[ApplicationState.draft] == 1 && first[ApplicationState.passed] == 0)
        #expect(first[Sheet.State.signed] == 4 && first[Sheet.State.assigned] == 0 && first.seats == 4)
        #expect(try await Self.faults(world) == 0)
        // Carried out, all at once.
        try await world.database.write { tx in
            var draft = NoticeDraft(title: Wording("A list"), contact: "1", supervision: "2", begin: tx.now.day(in: .china))
            draft.items = ids.map { NoticeDraft.Item(applicationID: $0) }
            _ = try tx.schedule(draft, of: call, by: office)
            try tx.turnNotices()
        }
        world.clock.advance(seconds: 20 * 86_400)
        try await world.database.write { tx in
            try tx.turnNotices()
            _ = try tx.carryOutNotices(of: call.id, by: office)
        }
        let last = try await world.database.read { tx in try tx.tally(of: call.id) }
        #expect(last[ApplicationState.recognised] == 2 && last[ApplicationState.proposed] == 0)
        #expect(try await Self.faults(world) == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoStepsAsideIsCounted(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.passed(2), call = try await world.call(), office = try await world.office
        let judge = try await world.identity("e1", .expert, over: .all)
        _ = try await world.identity("e2", .expert, over: .all)
        try await world.expert("e1")
        try await world.expert("e2")
        try await world.database.write { tx in _ = try tx.assignExperts(in: call, by: office) }
        try await world.database.write { tx in try tx.declineSheet(ids[0], says: "A friend", by: judge) }
        let tally = try await world.database.read { tx in try tx.tally(of: call.id) }
        #expect(tally[Sheet.State.declined] == 1 && tally[Sheet.State.assigned] == 3 && tally.seats == 3)
        #expect(try await Self.faults(world) == 0)
        // A count that is wrong is found, and said of which call.
        try await world.database.write { tx in try tx.execute("UPDATE calls_tally SET amount = amount + 1 WHERE what = 'passed'") }
        let said = try await world.database.read { tx in try CallTallyCheck.check.run(tx) }
        #expect(said.map(\.en) == ["The call “base-2022” counts passed with a difference of 1 from its records."])
        await world.database.close()
    }

    /// Two units that are one: the application that is withdrawn for it is counted.
    @Test(arguments: TestEngine.allCases) func mergedUnitsAreCounted(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        _ = try await world.passed(2)
        let call = try await world.call(), museums = world.museums
        let admin = try await world.identity("admin", .administrator, over: .all)
        try await world.database.write { tx in try tx.merge(museums[0], into: museums[1], house: CallWorld.house.house, by: admin) }
        let tally = try await world.database.read { tx in try tx.tally(of: call.id) }
        #expect(tally[ApplicationState.withdrawn] == 1 && tally[ApplicationState.passed] == 1)
        #expect(try await Self.faults(world) == 0)
        await world.database.close()
    }
}
