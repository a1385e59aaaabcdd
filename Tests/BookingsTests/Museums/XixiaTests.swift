import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/xixia.yaml` (domain.md §3.10, R118).
@Suite struct XixiaTests {
    @Test(arguments: TestEngine.allCases) func fromTheNextDayToAWeekAhead(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let session = try await world.session("2023-09-16")
        let one = MuseumWorld.people(1)
        world.at("2023-09-08T23:59:59")
        #expect(try await world.book(session, guests: one) == "bookings-early")
        world.at("2023-09-09T00:00:00")
        #expect(try await world.book(session, guests: one) == nil)
        world.at("2023-09-15T23:59:59")
        #expect(try await world.book(session, phone: "13900139000", guests: MuseumWorld.people(1, from: 7)) == nil)
        world.at("2023-09-16T00:00:00")
        #expect(try await world.book(session, phone: "13900139001", guests: MuseumWorld.people(1, from: 8)) == "bookings-late")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func realNamesForEveryPerson(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let session = try await world.session("2023-09-16")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(session, 2, guests: MuseumWorld.people(1)) == "names-missing")
        #expect(try await world.book(session, 1, guests: "王小明") == "identity-missing")
        #expect(try await world.book(session, 1, guests: "王小明 110105198001010009") == "identity-wrong")
        #expect(try await world.book(session, 2, guests: MuseumWorld.people(1) + "\n" + MuseumWorld.people(1)) == "identity-twice")
        #expect(try await world.book(session, 4, guests: MuseumWorld.people(4)) == "party-too-big")
        let booking = try await world.booking(session, 3, guests: MuseumWorld.people(3))
        #expect(try await world.database.read { try $0.guests(of: booking).count } == 3)
        // Nobody has two places in one session.
        #expect(try await world.book(session, 1, phone: "13900139000", guests: MuseumWorld.people(1, from: 2)) == "identity-booked")
        // Three for each account and day.
        let later = try await world.session("2023-09-16", "14:00")
        #expect(try await world.book(later, 1, guests: MuseumWorld.people(1, from: 9)) == "person-limit")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func sevenHundredADayOverAllSessions(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let morning = try await world.session("2023-09-16"), afternoon = try await world.session("2023-09-16", "14:00")
        world.at("2023-09-10T09:00:00")
        // 699 persons of others, as the counter of the day has them.
        try await world.database.write { tx in
            _ = try tx.execute(
                """
                INSERT INTO bookings_allowance (rules_key, subject, holder, used, last_day) VALUES ('xixia-visits', 'day/2023-09-16', '', 697, '2023-09-16')
                """)
        }
        let first = try await world.booking(morning, 2, guests: MuseumWorld.people(2))
        #expect(try await world.book(afternoon, 2, phone: "13900139000", guests: MuseumWorld.people(2, from: 5)) == "day-full")
        #expect(try await world.book(afternoon, 1, phone: "13900139000", guests: MuseumWorld.people(1, from: 5)) == nil)
        #expect(try await world.book(afternoon, 1, phone: "13900139001", guests: MuseumWorld.people(1, from: 6)) == "day-full")
        try await world.database.write { try $0.cancelBooking(first.code) }
        #expect(try await world.book(afternoon, 2, phone: "13900139001", guests: MuseumWorld.people(2, from: 6)) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func threeNotUsedBarForTheYear(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        for (place, day) in ["2023-09-12", "2023-09-13", "2023-09-14"].enumerated() {
            let session = try await world.session(day)
            world.at("2023-09-10T09:00:00")
            try await world.booking(session, guests: MuseumWorld.people(1, from: place))
        }
        for session in try await world.database.read({ try $0.sessions(of: world.activity) }) { try await world.nobodyCame(session.id) }
        let december = try await world.session("2023-12-31"), january = try await world.session("2024-01-06")
        world.at("2023-12-30T23:59:00")
        #expect(try await world.book(december, guests: MuseumWorld.people(1)) == "barred")
        world.at("2024-01-01T00:00:00")
        #expect(try await world.book(january, guests: MuseumWorld.people(1)) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func fourHundredAtOnce(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let id = try await world.session("2023-09-16")
        let most = try await world.database.read { tx in try tx.rulesInForce(try #require(try tx.session(world.activity, id)))?.atOnce }
        #expect(most == 400)
        await world.database.close()
    }
}
