import Access
import Activities
import Bookings
import Jobs
import Kernel
import Logging
import Rooms
import Storage
import TestKit
import Testing

/// What becomes of bookings when the activity or its session changes.
@Suite struct StandingTests {
    private func host(_ world: World) async throws -> Browser {
        try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await world.site())
    }

    @Test(arguments: TestEngine.allCases) func aRestoredActivityHasItsSessionsAndBookings(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 3)
        let booking = try await world.book(2), waits = try await world.book(2, waits: true)
        let host = try await host(world), visitor = Browser(try await world.site())
        let desk = "/desk/activities/\(world.activity.text)"
        // The other session is called off by itself: it does not come back.
        try await host.go("\(desk)/sessions/\(world.other.text)")
        try await host.submit("\(desk)/sessions/\(world.other.text)", ["status": "cancelled"])
        #expect(host.page.status == 200)
        try await host.go(desk)
        try await host.submit("\(desk)/status", ["status": "cancelled", "reason": "The hall is closed"])
        #expect(host.page.text.contains("1 session is cancelled with it. 2 of their places were booked"))
        try await visitor.go("/bookings/\(booking.code.text)")
        #expect(visitor.page.text.contains("The tickets open no door now") && !visitor.page.html.contains("id=\"tickets\""))
        try await visitor.go("/activities/\(world.activity.text)")
        #expect(visitor.page.text.contains("All sessions are cancelled") && !visitor.page.text.contains("Dates not announced"))
        #expect(visitor.page.figures["places-left"] == nil && visitor.page.figures["booked"] == nil)

        try await host.go(desk)
        try await host.submit("\(desk)/status", ["status": "scheduled", "reason": ""])
        #expect(host.page.text.contains("1 session is restored. Bookings of 2 places are valid as before"))
        #expect(host.page.text.contains("1 stay cancelled"))
        let states = try await world.database.read { tx in try tx.sessions(of: world.activity).map(\.status) }
        #expect(states == [.scheduled, .cancelled])
        #expect(try await world.places() == [2, 2, 2])
        try await visitor.go("/bookings/\(booking.code.text)")
        #expect(visitor.page.html.contains("id=\"tickets\""))
        // What came free meanwhile goes to the party that waits.
        try await world.database.write { tx in
            _ = try tx.setStatus(.cancelled, of: world.activity, reason: "again", by: 1)
            _ = try tx.cancelBooking(booking.code)
        }
        #expect(try await world.state(waits) == .waiting)
        try await world.database.write { _ = try $0.setStatus(.scheduled, of: world.activity, reason: "", house: World.house, by: 1) }
        try await JobRunner(world.database, kinds: World.house.jobs, logger: Logger(label: "test")).runDue()
        #expect(try await world.state(waits) == .offered)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func movingASessionNamesItsBookings(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 3)
        _ = try await world.book(3)
        _ = try await world.book(1, waits: true)
        let host = try await host(world)
        let page = "/desk/activities/\(world.activity.text)/sessions/\(world.session.text)"
        func begin() async throws -> Instant? { try await world.database.read { try $0.session(anywhere: world.session)?.begin } }
        let old = try await begin()
        try await host.go(page)
        #expect(!host.page.html.contains("name=\"confirmed\""))
        try await host.submit(page, ["begin": "2023-09-17T09:00", "end": "2023-09-17T11:00"])
        #expect(host.page.status == 422 && host.page.text.contains("This session has 1 booking (3 places) and 1 waiting party"))
        #expect(try await begin() == old)
        try await host.submit(page, ["confirmed": "1"])
        #expect(host.page.status == 200)
        #expect(try await begin() == instant("2023-09-17T01:00:00Z"))
        // Into the past: not even so.
        try await host.go(page)
        try await host.submit(page, ["begin": "2020-09-17T09:00", "end": "2020-09-17T11:00", "confirmed": "1"])
        #expect(host.page.status == 422 && host.page.text.contains("cannot be moved into the past"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoReturnsAnActivityHearsOfItsBookings(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 3)
        _ = try await world.book(3)
        _ = try await world.book(1, waits: true)
        let moderator = try await Browser.signedIn("mod@example.org", Grant(.moderator, over: .region(["610000"])), at: try await world.site())
        let item = "/desk/moderation/\(world.activity.text)/city-series"
        func isPublic() async throws -> Bool? { try await world.database.read { try $0.activity(world.activity)?.isPublic } }
        try await moderator.go(item)
        #expect(moderator.page.text.contains("1 booking (3 places) and 1 waiting party"))
        try await moderator.submit(item, ["decision": "return", "reason": "Say for whom"])
        #expect(moderator.page.status == 422)
        #expect(try await isPublic() == true)
        try await moderator.submit(item, ["decision": "return", "reason": "Say for whom", "confirmed": "1"])
        #expect(moderator.page.status == 200)
        #expect(try await isPublic() == false)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoWithdrawsOneIsAskedToo(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.book(2)
        let host = try await host(world)
        let desk = "/desk/activities/\(world.activity.text)", step = "\(desk)/placements/city-series/withdrawal"
        try await host.go(desk)
        try await host.submit(step)
        #expect(host.page.status == 422 && host.page.text.contains("1 booking (2 places)"))
        try await host.submit(step)
        #expect(host.page.status == 200)
        #expect(try await world.database.read { try $0.activity(world.activity)?.isPublic } == false)
        await world.database.close()
    }

    /// The store offers what the pure rule offers, without reading the list.
    @Test(arguments: TestEngine.allCases) func theListIsServedByTheRule(_ engine: TestEngine) async throws {
        for (free, sizes) in [(5, [4, 3, 2, 1, 1]), (4, [3, 3, 2, 1]), (7, [2, 2, 4, 1, 1, 1]), (3, [2, 3, 3, 2, 1, 1])] {
            let world = try await World.make(engine, capacity: free)
            var first: [Booking] = []
            for _ in 0..<free { first.append(try await world.book(1)) }
            var waiting: [Booking] = []
            for size in sizes { waiting.append(try await world.book(size, waits: true)) }
            let wanted = WaitingList.offers(free: free, to: waiting.map { WaitingList.Party($0.id, size: $0.party) }).map(\.booking)
            // All at once: the session comes back with every place free.
            try await world.database.write { [first] tx in
                _ = try tx.setStatus(.cancelled, of: world.activity, reason: "停电", by: 1)
                for one in first { _ = try tx.cancelBooking(one.code) }
                _ = try tx.setStatus(.scheduled, of: world.activity, reason: "", house: World.house, by: 1)
            }
            try await JobRunner(world.database, kinds: World.house.jobs, logger: Logger(label: "test")).runDue()
            let offered = try await world.all().filter { $0.state == .offered }.map(\.id)
            #expect(offered == wanted, "\(free) \(sizes)")
            await world.database.close()
        }
    }
}
