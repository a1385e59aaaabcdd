import Access
import Activities
import FoundationEssentials
import Jobs
import Kernel
import Logging
import Storage
import TestKit
import Testing

@testable import Bookings

/// A session with more bookings than a page or a letter takes at once.
@Suite("A long list of bookings") struct LongListTests {
    private static func filled(_ engine: TestEngine, booked: Int, waiting: Int) async throws -> (World, ID<ActivitySession>) {
        let world = try await World.make(engine)
        let activity = world.activity
        let session = try await world.database.write { tx in
            let begin = instant("2023-09-20T01:00:00Z")
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: booked), to: activity)
            let all = (0..<booked + waiting).map { number in
                EnteredBooking(
                    party: 1, state: number < booked ? .booked : .waiting, madeAt: instant("2023-08-20T00:00:00Z"),
                    person: BookingPerson(name: "观众 \(number)", phone: "138\(10_000_000 + number)"))
            }
            _ = try tx.enterBookings(all, rule: BookingRule(), activity: activity, session: id)
            return id
        }
        return (world, session)
    }

    private static func messages(_ world: World, _ kind: String) async throws -> [Int64] {
        try await world.database.read { tx in
            [
                try tx.number("SELECT COUNT(*) FROM outbox_message WHERE kind = \(kind)") ?? 0,
                try tx.number("SELECT COUNT(DISTINCT address_mark) FROM outbox_message WHERE kind = \(kind)") ?? 0,
            ]
        }
    }

    private static func runJobs(_ world: World) async throws {
        while try await world.database.read({ try $0.number("SELECT COUNT(*) FROM job WHERE kind = \(SessionLetter.job.name.rawValue) AND dead = 0") ?? 0 }) > 0 {
            try await JobRunner(world.database, kinds: [SessionLetter.job], logger: Logger(label: "test")).runDue()
        }
    }

    @Test(arguments: TestEngine.allCases) func everybodyIsToldOnce(_ engine: TestEngine) async throws {
        let (world, session) = try await Self.filled(engine, booked: 1002, waiting: 20)
        let told = try await world.database.write { try $0.tellAll("门口改在南侧", states: [.booked], activity: world.activity, session: session, by: 1) }
        #expect(told == 1002)
        #expect(try await Self.messages(world, "bookings.from-host") == [500, 500])
        try await Self.runJobs(world)
        #expect(try await Self.messages(world, "bookings.from-host") == [1002, 1002])
        // A session that is called off is told the same way.
        try await world.database.write { try $0.setStatus(.cancelled, of: world.activity, reason: "台风", house: World.house, by: 1) }
        try await world.database.ledgerSettled()
        while try await world.database.write({ try $0.tellBooked(50) }) {}
        try await Self.runJobs(world)
        #expect(try await Self.messages(world, "bookings.changed") == [1022, 1022])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theHostReadsItPageByPage(_ engine: TestEngine) async throws {
        let (world, session) = try await Self.filled(engine, booked: 201, waiting: 3)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await world.site())
        let path = "/desk/activities/\(world.activity.text)/sessions/\(session.text)/bookings"
        func rows() -> Int { host.page.text.components(separatedBy: "138100").count - 1 }
        #expect(try await host.go(path).status == 200)
        #expect(rows() == 200)
        #expect(host.page.figures["booked"] == "201")
        #expect(try await host.go(path + "?page=2").status == 200)
        #expect(rows() == 4)
        #expect(try await host.go(path + "?state=waiting").status == 200)
        #expect(rows() == 3)
        #expect(try await host.go(path + "?state=declined").status == 200)
        #expect(rows() == 0)
        #expect(try await host.go(path + "?page=3").status == 400)
        #expect(try await host.go(path + "?state=lost").status == 400)
        await world.database.close()
    }
}
