import Access
import Activities
import Jobs
import Kernel
import Logging
import Rooms
import Storage
import TestKit
import Testing

@testable import Bookings

/// Who booked: sealed, found by the whole number alone, and gone in time, while every count stays.
@Suite struct PersonTests {
    private func keys(_ world: World) async throws -> [[UInt8]?] {
        try await world.database.read { tx in try tx.rows("SELECT person_key FROM bookings_person ORDER BY id") { try $0.blobOrNil("person_key") } }
    }

    private func run(_ world: World) async throws {
        try await JobRunner(world.database, kinds: World.house.jobs, logger: Logger(label: "test")).runDue()
    }

    @Test(arguments: TestEngine.allCases) func theKeyOfAPersonLiesSealedItself(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(1)
        #expect(try await keys(world).map { $0?.count } == [60])
        // Exchanged, a key opens nothing.
        let other = try await world.book(1)
        try await world.database.write { tx in
            try tx.execute(
                """
                UPDATE bookings_person SET person_key = (SELECT person_key FROM bookings_person WHERE id = \(booking.person)) WHERE id = \(other.person)
                """)
        }
        #expect(try await world.database.read { try $0.bookingPerson(booking.person)?.name } == "王小明")
        await #expect(throws: (any Error).self) { _ = try await world.database.read { try $0.bookingPerson(other.person) } }
        await world.database.close()
    }

    /// What was kept before keys were sealed is read, and sealed by the job.
    @Test(arguments: TestEngine.allCases) func oldKeysAreSealed(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(1)
        let person = BookingPerson(name: "旧", phone: "139 0013 9000")
        try await world.database.write { tx in
            let key = Sealing.newKey()
            let sealed = try person.sealed(with: key)
            try tx.execute("UPDATE bookings_person SET person_key = \(key), sealed = \(sealed), phone_mark = NULL WHERE id = \(booking.person)")
        }
        #expect(try await world.database.read { try $0.bookingPerson(booking.person) } == person)
        #expect(try await world.database.write { try $0.sealOpenPersons(limit: 10) } == 1)
        #expect(try await world.database.write { try $0.sealOpenPersons(limit: 10) } == 0)
        #expect(try await keys(world).map { $0?.count } == [60])
        #expect(try await world.database.read { try $0.bookingPerson(booking.person) } == person)
        #expect(try await world.database.read { try $0.bookings(phone: "13900139000") }.map(\.id) == [booking.id])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aNumberIsFoundHoweverItIsWrittenAndOnlyWhole(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (one, two) = (try await world.book(1), try await world.book(2))
        for phone in ["13800138000", "+86 138-0013-8000", "138 0013 8000", "0086 13800138000"] {
            #expect(try await world.database.read { try $0.bookings(phone: phone) }.map(\.id) == [two.id, one.id], "\(phone)")
        }
        for phone in ["1380013800", "3800138000", "138", "13800138001", ""] {
            #expect(try await world.database.read { try $0.bookings(phone: phone) }.isEmpty, "\(phone)")
        }
        let emptied = try await world.database.write { tx in
            try ["13800138001", "138 0013 8000", "13800138000"].map { phone in try tx.forgetBookingPerson(phone, by: 1) }
        }
        #expect(emptied == [0, 2, 0])
        #expect(try await world.database.read { try $0.bookings(phone: "13800138000") }.isEmpty)
        #expect(try await world.places() == [3, 3, 3])
        await world.database.close()
    }

    /// Thirty days after a session its persons are gone; places, claims, states, tickets and the ledger's old lines stay as they were.
    @Test(arguments: TestEngine.allCases) func personsGoInTimeAndNothingElse(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await run(world)
        let booking = try await world.book(3)
        _ = try await world.book(1)
        let later = try await world.database.write { tx in
            let begin = instant("2023-10-20T01:00:00Z")
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: 9), to: world.activity)
            try tx.openBookings(activity: world.activity, session: id, mostPerBooking: 4, waitingList: true)
            return id
        }
        let kept = try await world.book(1, in: later)
        func standing() async throws -> [String] {
            try await world.database.read { tx in
                let tickets = try tx.number("SELECT COUNT(*) FROM bookings_ticket") ?? 0
                let states = try tx.rows("SELECT state, party FROM bookings_booking ORDER BY id") { "\(try $0.text("state")) \(try $0.int("party"))" }
                let faults = try World.house.checks.map { try $0.run(tx).count }
                return ["\(tickets)", "\(states)", "\(faults)"]
            }
        }
        let (before, places, ledger) = (try await standing(), try await world.places(), try await world.database.read { try $0.latestLedger(500) })
        // Nothing on the last day that it is needed, everything on the next.
        world.clock.set("2023-10-16T00:00:00Z")
        try await run(world)
        #expect(try await world.database.read { try $0.bookingPerson(booking.person)?.name } == "王小明")
        world.clock.set("2023-10-17T00:00:00Z")
        try await run(world)
        #expect(try await keys(world).map { $0 == nil } == [true, true, false])
        #expect(try await world.database.read { try $0.bookingPerson(kept.person)?.name } == "王小明")
        #expect(try await standing() == before)
        #expect(try await world.places() == places)
        let after = try await world.database.read { try $0.latestLedger(500) }
        #expect(after.dropFirst().map(\.seq) == ledger.map(\.seq))
        #expect(after.first?.entry.kind == "bookings.persons-erased" && after.first?.entry.payload == "{\"activity\":\"\(world.activity.text)\",\"persons\":2}")
        #expect(after.first?.entry.subject == world.session.number)
        await world.database.close()
    }

    /// Whoever signs in with the number finds what they booked with it among their data.
    @Test(arguments: TestEngine.allCases) func oneFindsWhatOneBooked(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let booking = try await world.book(2)
        let (mine, other) = try await world.database.write { tx in
            let mine = try tx.addAccount(login: "13800138000", name: "王", passwordHash: "-")
            let other = try tx.addAccount(login: "13800138001", name: "李", passwordHash: "-")
            return (try #require(try tx.account(mine)), try #require(try tx.account(other)))
        }
        func held(_ account: Account) async throws -> [[String]] {
            try await world.database.read { tx in
                try BookingPersonalData.all.flatMap { try $0.records(tx, account) }.map { $0.facts.map(\.value) }
            }
        }
        #expect(try await held(mine) == [[booking.code.text, "王小明", "13800138000", "2"]])
        #expect(try await held(other) == [])
        await world.database.close()
    }
}
