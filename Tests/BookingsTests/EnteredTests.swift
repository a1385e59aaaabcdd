import Access
import Activities
import Bookings
import Kernel
import Participation
import Rooms
import Storage
import TestKit
import Testing

/// Bookings entered in one go, and what `kepu verify` finds.
@Suite struct EnteredTests {
    private func entered(_ party: Int, _ state: EnteredBooking.State = .booked, _ name: String? = nil) -> EnteredBooking {
        EnteredBooking(
            party: party, state: state, madeAt: instant("2023-08-20T00:00:00Z"), person: name.map { BookingPerson(name: $0, phone: "00012345678") })
    }

    private func fresh(_ world: World, capacity: Int) async throws -> ID<ActivitySession> {
        let begin = instant("2023-09-20T01:00:00Z"), activity = world.activity
        return try await world.database.write { tx in
            try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: capacity), to: activity)
        }
    }

    private func faults(_ world: World) async throws -> [[Phrase]] {
        try await world.database.read { tx in try Bookings.module.checks.map { try $0.run(tx) } }
    }

    @Test(arguments: TestEngine.allCases) func areAsGoodAsSingleOnes(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let session = try await fresh(world, capacity: 10), activity = world.activity
        let many = [entered(4, .booked, "王女士（示例）"), entered(3), entered(2, .cancelled), entered(3), entered(2, .waiting, "李先生（示例）")]
        let tickets = try await world.database.write { try $0.enterBookings(many, rule: BookingRule(), activity: activity, session: session) }
        #expect(tickets?.count == 10)
        let kept = try await world.database.read { try $0.bookings(activity: activity, session: session) }
        #expect(kept.map(\.party) == [4, 3, 2, 3, 2])
        #expect(kept.map(\.state) == [.booked, .booked, .cancelled, .booked, .waiting])
        let names = try await world.database.read { tx in try kept.map { try tx.bookingPerson($0.person)?.name } }
        #expect(names == ["王女士（示例）", nil, nil, nil, "李先生（示例）"])
        #expect(try await world.database.read { try $0.session(activity, session)?.taken } == 10)
        #expect(try await faults(world) == Array(repeating: [], count: Bookings.module.checks.count))

        // One who gives back lets the next one in, as ever.
        try await world.database.write { _ = try $0.cancelBooking(kept[1].code) }
        #expect(try await world.state(kept[4]) == .offered)
        #expect(try await faults(world) == Array(repeating: [], count: Bookings.module.checks.count))

        // Again: nothing. More than there are places: refused.
        #expect(try await world.database.write { try $0.enterBookings(many, rule: BookingRule(), activity: activity, session: session) } == nil)
        let small = try await fresh(world, capacity: 5)
        let code = try await world.code {
            _ = try await world.database.write { try $0.enterBookings(many, rule: BookingRule(), activity: activity, session: small) }
        }
        #expect(code == "full")
    }

    @Test(arguments: TestEngine.allCases) func placesWithoutBookingsAreFound(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let activity = world.activity, session = world.session, other = world.other
        _ = try await world.book(3)
        #expect(try await faults(world) == Array(repeating: [], count: Bookings.module.checks.count))
        try await world.database.write { tx in
            _ = try tx.takePlaces(2, activity: activity, session: other)
            try tx.keepBooked(activity: activity, session: session, value: 4)
        }
        let found = try await faults(world)
        #expect(found.map(\.count) == [1, 1, 0, 0, 0, 0])
        #expect(found[0].first?.en.contains("2 places are taken, valid bookings hold 0") == true)
        #expect(found[1].first?.en.contains("the claim says 4, accepted bookings are 3") == true)
    }

    @Test(arguments: TestEngine.allCases) func theFormThatAddsASessionOpensItsBookings(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: world.site())
        let desk = "/desk/activities/\(world.activity.text)"
        try await host.go(desk)
        #expect(host.page.form(to: "\(desk)/sessions")?["waiting_list"] == "1")
        let times = ["begin": "2023-09-23T09:00", "end": "2023-09-23T10:00", "capacity": "20", "bookings": "1"]

        // Wrong in the part of the later room: nothing is added.
        try await host.submit("\(desk)/sessions", times.merging(["most_per_booking": "900"]) { $1 })
        #expect(host.page.status == 422)
        #expect(try await world.database.read { try $0.sessions(of: world.activity).count } == 2)

        try await host.submit("\(desk)/sessions", times.merging(["most_per_booking": "7"]) { $1 })
        #expect(host.page.status == 200)
        let rule = try await world.database.read { tx in
            try tx.sessions(of: world.activity).last.flatMap { try tx.bookingRule(activity: $0.activity, session: $0.id) }
        }
        #expect(rule == BookingRule(mostPerBooking: 7))

        // The same for sessions made by a rule.
        try await host.submit(
            "\(desk)/recurrences",
            [
                "days": "6", "from": "2023-10-07", "until": "2023-10-21", "begin_clock": "09:00", "end_clock": "10:00", "holidays": "keep",
                "workdays": "ignore", "bookings": "1", "most_per_booking": "5",
            ])
        #expect(host.page.status == 200)
        let rules = try await world.database.read { tx in
            try tx.sessions(of: world.activity).filter { $0.recurrence != nil }.map { try tx.bookingRule(activity: $0.activity, session: $0.id) }
        }
        #expect(rules == Array(repeating: BookingRule(mostPerBooking: 5), count: 3))

        // The page of a session leads to its bookings and its door.
        let session = "\(desk)/sessions/\(world.session.text)"
        #expect(try await host.go(session).links.contains("\(session)/bookings"))
    }
}
