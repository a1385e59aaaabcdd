import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/zhongshan.yaml` (domain.md §3.10, R123).
@Suite struct ZhongshanTests {
    @Test(arguments: TestEngine.allCases) func releasedAtNineTwoDaysAhead(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "zhongshan")
        let session = try await world.session("2023-09-14")
        world.at("2023-09-12T08:59:59")
        #expect(try await world.book(session) == "bookings-early")
        world.at("2023-09-12T09:00:00")
        #expect(try await world.book(session) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aHundredAndFiftyAHundredOnHolidays(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "zhongshan")
        for (day, opens, places) in [("2023-09-14", "2023-09-12T09:00:00", 150), ("2023-10-02", "2023-09-30T09:00:00", 100)] {
            let session = try await world.session(day)
            world.at(opens)
            for number in 0..<(places / 5) { #expect(try await world.book(session, 5, phone: "1390013\(1000 + number)") == nil) }
            #expect(try await world.book(session, 1, phone: "13700137000") == "full")
        }
        await world.database.close()
    }

    /// Until half past nine on the day: the page says so; the session itself begins at ten.
    @Test(arguments: TestEngine.allCases) func cancelUntilHalfPastNine(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "zhongshan")
        let id = try await world.session("2023-09-14", "10:00")
        let until = try await world.database.read { tx in
            let session = try #require(try tx.session(world.activity, id))
            return try tx.rulesInForce(session)?.changeUntil(.individual)?.instant(for: session)
        }
        #expect(until == instant("2023-09-14T09:30:00+08:00"))
        world.at("2023-09-13T09:00:00")
        let early = try await world.booking(id), late = try await world.booking(id, phone: "13900139000"), pair = try await world.booking(id, 2, phone: "13900139001")
        world.at("2023-09-14T09:29:59")
        #expect(try await world.code { try $0.cancelBooking(early.code) } == nil)
        world.at("2023-09-14T09:30:00")
        #expect(try await world.code { try $0.cancelBooking(late.code) } == "too-late-to-return")
        #expect(try await world.code { try $0.reduceBooking(pair.code, to: 1) } == "too-late-to-return")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nobodyWithoutABooking(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "zhongshan")
        let id = try await world.session("2023-09-14")
        let says = try await world.database.read { tx in try tx.rulesInForce(try #require(try tx.session(world.activity, id)))?.sentences.map(\.says.en) ?? [] }
        #expect(says.contains("nobody is let in without a booking"))
        await world.database.close()
    }
}
