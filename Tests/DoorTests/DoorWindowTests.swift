import Access
import Activities
import Bookings
import Kernel
import Participation
import Rooms
import Storage
import TestKit
import Testing

/// What the door takes, and when: the session of 16 September, 01:00 to 03:00 UTC.
@Suite struct DoorWindowTests {
    private func scan(_ world: DoorWorld, _ lines: [String]) async throws -> [String] {
        try await world.database.write { tx in
            let read = lines.map { DoorLine($0, now: tx.now, device: "gate-1") }
            return try tx.takeScans(read, activity: world.activity, session: world.session, by: 1).map(\.result.word)
        }
    }

    private func tickets(_ world: DoorWorld, _ booking: Booking) async throws -> [String] {
        try await world.database.read { try $0.tickets(of: booking).map(\.code.text) }
    }

    private func close(_ world: DoorWorld, covered: Bool = true, nobody: Bool = false) async throws -> String? {
        try await world.code {
            try await world.database.write { tx in
                try tx.closeDoor(activity: world.activity, session: world.session, coveredWhole: covered, nobodyCame: nobody, by: 1)
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func opensTwoHoursBeforeTheSession(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        let codes = try await tickets(world, try await world.book(3))
        world.clock.set("2023-09-15T22:59:59Z")
        #expect(try await world.code { _ = try await scan(world, codes) } == "measured-early")
        world.clock.set("2023-09-15T23:00:00Z")
        #expect(try await scan(world, [codes[0]]) == ["counted"])
        #expect(try await close(world) == "whole-before-begin")
        world.clock.set("2023-09-16T01:00:00Z")
        #expect(try await close(world) == nil)
        await world.database.close()
    }

    /// A scan bears a time of its session; its upload may come days later. The line that does not is named.
    @Test(arguments: TestEngine.allCases) func takesOnlyTimesOfTheSession(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        let codes = try await tickets(world, try await world.book(4))
        world.clock.set("2023-09-20T00:00:00Z")
        let words = try await scan(
            world,
            [
                "\(codes[0]) 0001-01-01T00:00:00Z d9", "\(codes[0]) 2023-09-15T22:59:59Z d9", "\(codes[0]) 2023-09-16T15:00:01Z d9", codes[0],
                "\(codes[1]) 2023-09-15T23:00:00Z d9", "\(codes[2]) 2023-09-16T15:00:00Z d9",
            ])
        #expect(words == ["wrong", "early", "wrong", "wrong", "counted", "counted"])
        #expect(try await world.database.read { try $0.scannedPlaces(activity: world.activity, session: world.session) } == 2)
        let site = try await world.site()
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        try await door.go(path)
        try await door.submit(path + "/scans", ["tickets": "\(codes[3]) 0001-01-01T00:00:00Z d9"])
        #expect(door.page.text.contains("is not within this session's") && door.page.text.contains(codes[3]))
        #expect(door.page.figures["measured"] == "2")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func takesNothingForACancelledSession(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        let codes = try await tickets(world, try await world.book(1))
        world.clock.set("2023-09-16T01:30:00Z")
        try await world.database.write { _ = try $0.setStatus(.cancelled, of: world.activity, reason: "停电", by: 1) }
        #expect(try await world.code { _ = try await scan(world, codes) } == "measured-cancelled")
        #expect(try await close(world) == "measured-cancelled")
        await world.database.close()
    }

    /// A measured 0 outranks the host's report: nobody makes one by a tick.
    @Test(arguments: TestEngine.allCases) func aDoorThatSawNobodyIsAsked(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine)
        world.clock.set("2023-09-16T00:00:00Z")
        let site = try await world.site()
        let door = try await Browser.signedIn("door@example.org", Grant(.door, over: .organisation(world.museum.number)), at: site)
        let path = "/door/\(world.activity.text)/\(world.session.text)"
        try await door.go(path)
        world.clock.set("2023-09-16T03:00:00Z")
        try await door.submit(path + "/closing", ["covered": "1"])
        #expect(door.page.status == 422 && door.page.text.contains("No place of this session was booked"))
        world.clock.set("2023-09-16T00:00:00Z")
        _ = try await world.book(2)
        world.clock.set("2023-09-16T03:00:00Z")
        #expect(try await close(world) == "nobody-came")
        try await door.go(path)
        try await door.submit(path + "/closing", ["covered": "1"])
        #expect(door.page.status == 422 && door.page.text.contains("2 places of this session were booked"))
        let counted = { @Sendable () async throws -> Int64? in
            try await world.database.read { tx in
                try tx.number("SELECT value FROM view_participation_counted WHERE activity_id = \(world.activity) AND session_id = \(world.session)")
            }
        }
        #expect(try await counted() == nil)
        try await door.submit(path + "/closing", ["covered": "1", "nobody": "1"])
        #expect(door.page.status == 200)
        #expect(try await counted() == 0)
        await world.database.close()
    }

    /// Places taken never fall below the tickets scanned.
    @Test(arguments: TestEngine.allCases) func whoHasComeKeepsThePlace(_ engine: TestEngine) async throws {
        let world = try await DoorWorld.make(engine, capacity: 3)
        let booking = try await world.book(3)
        let codes = try await tickets(world, booking)
        let waits = try await world.book(1, waits: true)
        world.clock.set("2023-09-16T00:30:00Z")
        #expect(try await scan(world, Array(codes.prefix(2))) == ["counted", "counted"])
        let visitor = Browser(try await world.site())
        try await visitor.go("/bookings/\(booking.code.text)")
        try await visitor.submit("/bookings/\(booking.code.text)/cancellation")
        #expect(visitor.page.text.contains("The 2 who have entered keep their places"))
        // The third place is free, and offered to the party that waits.
        #expect(try await world.state(waits) == .offered)
        #expect(try await world.places() == [3, 2, 2])
        #expect(try await scan(world, [codes[2]]) == ["cancelled"])
        #expect(try await world.code { try await world.database.write { _ = try $0.cancelBooking(booking.code) } } == "all-have-come")
        let faults = try await world.database.read { tx in try DoorWorld.house.checks.flatMap { try $0.run(tx) } }
        #expect(faults.isEmpty)
        await world.database.close()
    }
}
