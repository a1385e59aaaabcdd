import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/cstm-individuals.yaml` (domain.md §3.10, R120), alone and beside the rules of groups at the same museum.
@Suite struct CSTMIndividualsTests {
    @Test(arguments: TestEngine.allCases) func onlineByRealNameSevenDaysAhead(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-individuals")
        let session = try await world.session("2023-09-16")
        world.at("2023-09-08T23:59:59")
        #expect(try await world.book(session, guests: MuseumWorld.people(1)) == "bookings-early")
        world.at("2023-09-09T00:00:00")
        #expect(try await world.book(session) == "names-missing")
        #expect(try await world.book(session, guests: MuseumWorld.people(1)) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nothingIsKeptForACounter(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-individuals")
        let id = try await world.session("2023-09-16", capacity: 500)
        let rules = try await world.database.read { tx in
            let session = try #require(try tx.session(world.activity, id))
            let rules = try #require(try tx.rulesInForce(session))
            return (try rules.bookable(session, .china), rules.walkIns, rules.aDay, rules.atOnce)
        }
        #expect(rules.0 == 500 && rules.1 == 0 && rules.2 == 30000 && rules.3 == 10000)
        await world.database.close()
    }

    /// Two sets at one museum: each kind follows its own.
    @Test(arguments: TestEngine.allCases) func groupsKeepTheirOwnRules(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-individuals", "cstm-groups")
        let saturday = try await world.session("2023-09-16")
        world.at("2023-09-16T08:00:00")
        let word = try await world.book(saturday, guests: MuseumWorld.people(1))
        #expect(word == nil)
        #expect(try await world.book(saturday, 2, .group, guests: MuseumWorld.people(2, from: 5)) == "bookings-late")
        world.at("2023-09-15T08:00:00")
        #expect(try await world.book(saturday, 2, .group, guests: MuseumWorld.people(2, from: 5)) == nil)
        #expect(try await world.book(saturday, 2, .school, guests: MuseumWorld.people(2, from: 8)) == "day-not-taken")
        await world.database.close()
    }
}
