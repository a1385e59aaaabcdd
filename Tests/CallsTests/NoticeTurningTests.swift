import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Notices after an outage, and what has changed before they were read.
@Suite struct NoticeTurningTests {
    /// A notice of everything that is proposed, from that day on.
    private static func schedule(_ world: CallWorld, _ ids: [ID<Application>], begin: String, supersedes: ID<Notice>? = nil) async throws -> ID<Notice> {
        let office = try await world.office, call = try await world.call()
        var draft = NoticeDraft(title: Wording("名单", "List"), contact: "1", supervision: "2", begin: day(begin))
        (draft.items, draft.supersedes) = (ids.map { .init(applicationID: $0) }, supersedes)
        let made = draft
        return try await world.database.write { tx in
            let id = try tx.schedule(made, of: call, by: office)
            try tx.turnNotices()
            return id
        }
    }

    private static func notice(_ id: ID<Notice>, _ world: CallWorld) async throws -> Notice { try await world.database.read { tx in try tx.requireNotice(id) } }

    @Test func theDaysOfWhatOpensLate() throws {
        let plan = try NoticePeriod(begin: day("2022-12-26"), workdays: 5, countsFirstDay: true, calendar: .china)
        #expect(plan.end == day("2022-12-30"))
        // Spring Festival of 2023: 21 to 27 January off, 28 and 29 worked.
        let late = try NoticePeriod(begin: day("2023-01-20"), workdays: 5, countsFirstDay: true, calendar: .china)
        #expect(late.end == day("2023-01-31"))
    }

    /// Nobody could read it while the program stood still, so it runs its five working days from the day on which it is there.
    @Test(arguments: TestEngine.allCases) func afterAnOutageANoticeRunsItsWholeLength(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(1), office = try await world.office
        let id = try await Self.schedule(world, ids, begin: "2022-12-26")
        world.clock.set("2023-01-20T02:00:00Z")
        try await world.turn()
        let open = try await Self.notice(id, world)
        #expect(open.state == .open && open.begin == day("2023-01-20") && open.end == day("2023-01-31") && open.workdays == 5)
        #expect(open.publishedAt == world.clock.now)
        let early = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.grant(ids[0], by: office) } }
        #expect(early?.code == "notice-open")
        world.clock.set("2023-02-01T02:00:00Z")
        try await world.turn()
        let closed = try await Self.notice(id, world)
        #expect(closed.state == .closedClean && closed.publishedAt == open.publishedAt)
        await world.database.close()
    }

    /// Without the working days of the year no end can be computed, so it does not begin, and the office reads why.
    @Test(arguments: TestEngine.allCases) func withoutTheYearsCalendarItWaits(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(1)
        let id = try await Self.schedule(world, ids, begin: "2022-12-26")
        world.clock.set("2040-01-05T02:00:00Z")
        try await world.turn()
        #expect(try await Self.notice(id, world).state == .scheduled)
        let office = try await world.browser("desk", .organiser, over: .organisation(world.bureau.number))
        #expect(try await office.go("/desk/notices/\(id)").text.contains("the working days of the year are not known"))
        await world.database.close()
    }

    /// Once another notice waits, the old one is not carried out behind its back; when it opens, the old one gives way.
    @Test(arguments: TestEngine.allCases) func theOldOneWaitsForItsSuccessor(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(2), office = try await world.office
        world.clock.set("2022-12-26T02:00:00Z")
        let old = try await Self.schedule(world, ids, begin: "2022-12-26")
        world.clock.set("2023-01-03T02:00:00Z")
        try await world.turn()
        let next = try await Self.schedule(world, ids, begin: "2023-01-05", supersedes: old)
        #expect(try await world.database.write { tx in try tx.carryOut(old, by: office) } == CarriedOut(waiting: 2))
        let single = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.grant(ids[0], by: office) } }
        #expect(single?.kind == .conflict)
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turn()
        #expect(try await Self.notice(old, world).state == .superseded)
        world.clock.set("2023-01-12T02:00:00Z")
        try await world.turn()
        #expect(try await world.database.write { tx in try tx.carryOut(next, by: office) } == CarriedOut(done: [.granted: 2]))
        #expect(try await Self.notice(next, world).state == .resolved)
        await world.database.close()
    }

    /// One of a list that has moved holds up none of the others, and its own line says so.
    @Test(arguments: TestEngine.allCases) func oneThatMovedHoldsUpNoOther(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(2), office = try await world.office
        world.clock.set("2022-12-26T02:00:00Z")
        let id = try await Self.schedule(world, ids, begin: "2022-12-26")
        world.clock.set("2023-01-03T02:00:00Z")
        try await world.turn()
        try await world.database.write { tx in try tx.execute("UPDATE calls_application SET state = 'struck' WHERE id = \(ids[0])") }
        #expect(try await world.database.write { tx in try tx.carryOut(id, by: office) } == CarriedOut(done: [.granted: 1, .overtaken: 1]))
        #expect(try await Browser(world.site).go("/notices/\(id)").text.contains("Not carried out: it has changed since"))
        #expect(try await Self.notice(id, world).state == .resolved)
        await world.database.close()
    }

    /// The last item recognised on its own page settles the notice, as carrying out the list does.
    @Test(arguments: TestEngine.allCases) func theLastItemSettlesTheNotice(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(2), office = try await world.office
        world.clock.set("2022-12-26T02:00:00Z")
        let id = try await Self.schedule(world, ids, begin: "2022-12-26")
        world.clock.set("2023-01-03T02:00:00Z")
        try await world.turn()
        for (place, application) in ids.enumerated() {
            try await world.database.write { tx in _ = try tx.grant(application, by: office) }
            #expect(try await Self.notice(id, world).state == (place == 0 ? .closedClean : .resolved))
        }
        await world.database.close()
    }
}
