import Activities
import Bookings
import Jobs
import Kernel
import Logging
import Rooms
import Storage
import TestKit
import Testing

/// A day's total over several sessions, and those who wait for it.
@Suite struct DayTotalTests {
    /// Four persons a day over two sessions: what is given back in the morning reaches the party that waits for the afternoon, once.
    @Test(arguments: TestEngine.allCases) func whatIsGivenBackReachesTheOtherSessionsOfTheDay(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let rules = """
            kepu: 1
            booking_rules:
              - key: xixia-visits
                name: {zh: 每天四人, en: Four a day}
                venue: xixia-science-museum
                kinds:
                  - {kind: individual, from: 1, to: 4}
                a_day: 4
                waiting_list: true
            """
        _ = try await MuseumWorld.house.apply(rules, as: "xixia", to: world.database)
        let morning = try await world.session("2023-09-16", capacity: 10), afternoon = try await world.session("2023-09-16", "14:00", capacity: 10)
        let nextDay = try await world.session("2023-09-17", capacity: 10)
        let sessions = [morning, afternoon, nextDay], place = world.activity
        try await world.database.write { tx in for session in sessions { try tx.openBookings(activity: place, session: session, waitingList: true) } }
        world.at("2023-09-10T09:00:00")
        let first = try await world.booking(morning, 4)
        let (activity, database) = (world.activity, world.database)
        func wait(_ session: ID<ActivitySession>, _ phone: String) async throws -> Booking {
            let wish = BookingWish(.individual, party: 3, person: BookingPerson(name: "李女士", phone: phone), waits: true)
            return try await database.write { try $0.book(wish, activity: activity, session: session) }
        }
        let waits = try await wait(afternoon, "13900139000"), behind = try await wait(afternoon, "13900139001")
        try await world.booking(nextDay, 4, phone: "13900139002")
        let elsewhere = try await wait(nextDay, "13900139003")
        #expect([waits.state, behind.state, elsewhere.state] == [.waiting, .waiting, .waiting])

        try await world.database.write { _ = try $0.cancelBooking(first.code) }
        let runner = JobRunner(world.database, kinds: MuseumWorld.house.house.jobs, logger: Logger(label: "test"))
        try await runner.runDue()
        try await runner.runDue()
        let states = try await world.database.read { tx in try [waits, behind, elsewhere].map { try tx.requireBooking($0.code).state } }
        #expect(states == [.offered, .waiting, .waiting])
        let used = try await world.database.read { try $0.number("SELECT used FROM bookings_allowance WHERE subject = 'day/2023-09-16'") }
        #expect(used == 3)
        await world.database.close()
    }
}
