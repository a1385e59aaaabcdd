import Activities
import Bookings
import Jobs
import Kernel
import Logging
import Rooms
import Storage
import TestKit
import Testing

@Suite struct BookingTests {
    @Test(arguments: TestEngine.allCases) func refusalsSayWhy(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 5, most: 4, waitingList: false)
        #expect(try await world.code { _ = try await world.book(5) } == "party-too-big")
        #expect(try await world.code { _ = try await world.book(4) } == nil)
        #expect(try await world.code { _ = try await world.book(2, waits: true) } == "full")
        #expect(try await world.code { _ = try await world.book(1) } == nil)
        #expect(try await world.code { _ = try await world.book(1) } == "full")
        #expect(try await world.places() == [5, 5, 5])
        world.clock.set("2023-09-16T03:00:00Z")
        #expect(try await world.code { _ = try await world.book(1) } == "session-over")
        try await world.database.write { tx in
            try tx.setStatus(.cancelled, of: world.activity, reason: "下雨", by: 1)
        }
        #expect(try await world.code { _ = try await world.book(1, in: world.other) } == "session-cancelled")
        await world.database.close()
    }

    /// An offer that nobody takes lapses by its job and goes to the next party.
    @Test(arguments: TestEngine.allCases) func anOfferLapses(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 4)
        let first = try await world.book(4)
        let big = try await world.book(3, waits: true), small = try await world.book(2, waits: true), one = try await world.book(1, waits: true)
        try await world.database.write { try $0.cancelBooking(first.code) }
        // 3 fits; 2 does not; 1 does.
        #expect(try await [world.state(big), world.state(small), world.state(one)] == [.offered, .waiting, .offered])
        #expect(try await world.places() == [4, 0, 0])
        #expect(try await world.code { try await world.database.write { _ = try $0.acceptOffer(small.code) } } == "no-offer")
        try await world.database.write { try $0.acceptOffer(one.code) }
        world.clock.set("2023-09-02T00:00:00Z")
        #expect(try await world.code { try await world.database.write { _ = try $0.acceptOffer(big.code) } } == "offer-over")
        let runner = JobRunner(world.database, kinds: World.house.jobs, logger: Logger(label: "test"))
        try await runner.runDue()
        #expect(try await [world.state(big), world.state(small), world.state(one)] == [.lapsed, .offered, .booked])
        try await world.database.write { try $0.cancelBooking(small.code) }
        #expect(try await world.places() == [1, 1, 1])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func morePlacesWakeTheList(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 1)
        _ = try await world.book(1)
        let next = try await world.book(1, waits: true)
        try await world.database.write { tx in
            let session = try #require(try tx.session(world.activity, world.session))
            try tx.changeCapacity(3, of: session, house: World.house, by: 1)
        }
        try await JobRunner(world.database, kinds: World.house.jobs, logger: Logger(label: "test")).runDue()
        #expect(try await world.state(next) == .offered)
        let removal = try await world.code {
            try await world.database.write { tx in
                let session = try #require(try tx.session(world.activity, world.session))
                try tx.removeSession(session, house: World.house, by: 1)
            }
        }
        #expect(removal == "session-has-bookings")
        await world.database.close()
    }

    /// Forgetting empties the person and nothing else, and no text of theirs lies readable in the table.
    @Test(arguments: TestEngine.allCases) func aPersonIsForgotten(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(2)
        let (person, sealed) = try await world.database.read { tx in
            (
                try tx.bookingPerson(booking.person),
                try tx.row("SELECT sealed FROM bookings_person WHERE id = \(booking.person)") { try $0.blob("sealed") } ?? []
            )
        }
        #expect(person == BookingPerson(name: "王小明", phone: "13800138000"))
        #expect(!String(decoding: sealed, as: UTF8.self).contains("138"))
        let emptied = try await world.database.write { tx in
            try ["nothing", booking.code.text, booking.code.text].map { reference in
                try World.house.personalData.reduce(0) { $0 + (try $1.forget(tx, reference, 1)) }
            }
        }
        #expect(emptied == [0, 1, 0])
        let left = try await world.database.read { tx in
            (try tx.bookingPerson(booking.person), try tx.number("SELECT COUNT(*) FROM bookings_person WHERE person_key IS NULL AND sealed IS NULL"))
        }
        #expect(left.0 == nil && left.1 == 1)
        #expect(try await world.places() == [2, 2, 2])
        await world.database.close()
    }

    @Test func codesAreReadAsTheyAreTyped() {
        let activity = ID<Activity>(123_456_789)
        let code = PublicCode(for: activity)
        #expect(PublicCode(code.text) == code && PublicCode(code.text.lowercased()) == code)
        #expect(PublicCode(for: activity) != code)
        #expect(PublicCode("\(activity.text)-OIL0000000")?.letters == "0110000000")
        for wrong in ["", "-", activity.text, code.text + "X", code.text + "-", "\(activity.text)-ABCDEFGHIU", "é" + code.text] {
            #expect(PublicCode(wrong) == nil)
        }
    }
}
