import Bookings
import Kernel
import Storage
import TestKit
import Testing
import Web

/// What a booking form may be sent by mistake or by malice: each is answered in a sentence, and counts nothing.
@Suite struct BadInputTests {
    private func action(_ world: World) -> String { "/activities/\(world.activity.text)/sessions/\(world.session.text)/bookings" }

    private static let good = ["party": "2", "name": "Wang", "phone": "13800138000"]

    @Test(arguments: TestEngine.allCases) func partiesThatCannotBe(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        for party in ["0", "-1", "10000", "2.5", "two", "99999999999999999999", ""] {
            try await visitor.go(action(world))
            try await visitor.submit(action(world), Self.good.merging(["party": party]) { $1 })
            #expect(visitor.page.status == 422, "\(party): \(visitor.page.status)")
            #expect(visitor.page.path == action(world))
            #expect(visitor.page.form(to: action(world))?["name"] == "Wang", "\(party)")
        }
        #expect(try await world.all().isEmpty)
        #expect(try await world.places() == [0, 0, -1])
        // The same form, mended, is taken.
        try await visitor.submit(action(world), Self.good)
        #expect(visitor.page.path.hasPrefix("/bookings/"), "\(visitor.page.text)")
        #expect(try await world.places() == [2, 2, 2])
        await world.database.close()
    }

    /// Sent again, by a double click or by going back: one booking, and the way to it.
    @Test(arguments: TestEngine.allCases) func aReplayedForm(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 2, waitingList: false)
        let visitor = Browser(try await world.site())
        let form = try await visitor.go(action(world))
        let once = try #require(form.form(to: action(world))?["once"])
        try await visitor.submit(action(world), Self.good.merging(["once": once]) { $1 })
        let first = visitor.page.path
        #expect(first.hasPrefix("/bookings/"))
        // The session is full by now; whoever sends the same again is led to what they have, not told that it is full.
        try await visitor.go(action(world))
        try await visitor.submit(action(world), Self.good.merging(["once": once]) { $1 })
        #expect(visitor.page.path == first && visitor.page.text.contains("sent already"), "\(visitor.page.text)")
        #expect(try await world.places() == [2, 2, 2])
        // Somebody else hears that nothing is left.
        let other = Browser(try await world.site())
        try await other.go(action(world))
        try await other.submit(action(world), Self.good)
        #expect(other.page.status == 409 && other.page.text.contains("fully booked"), "\(other.page.text)")
        #expect(other.page.form(to: action(world))?["phone"] == "13800138000")
        #expect(try await world.all().count == 1)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aSessionThatHasEnded(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        try await visitor.go(action(world))
        world.clock.set("2023-09-16T03:00:00Z")
        try await visitor.submit(action(world), Self.good)
        #expect(visitor.page.status == 409 && visitor.page.text.contains("over"), "\(visitor.page.status) \(visitor.page.text)")
        #expect(try await world.all().isEmpty)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func codesTypedWrongly(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let code = try await world.book(2).code.text
        let visitor = Browser(try await world.site())
        let last = code.last == "0" ? "1" : "0"
        for wrong in [String(code.dropLast()) + last, String(code.dropLast()), code + "0", "x", "%00", "../../desk"] {
            let page = try await visitor.go("/bookings/" + wrong)
            #expect(page.status == 404 && !page.text.contains("王小明"), "\(wrong): \(page.status) \(page.text.prefix(200))")
        }
        #expect(try await visitor.go("/bookings/" + code.lowercased()).status != 503)
        #expect(try await world.places() == [2, 2, 2])
        await world.database.close()
    }
}
