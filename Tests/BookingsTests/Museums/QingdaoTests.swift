import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/qingdao.yaml` (domain.md §3.10, R117).
@Suite struct QingdaoTests {
    @Test(arguments: TestEngine.allCases) func aNewDayOpensAtNoonSevenDaysAhead(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "qingdao")
        let session = try await world.session("2023-09-16")
        world.at("2023-09-09T11:59:59")
        #expect(try await world.book(session) == "bookings-early")
        world.at("2023-09-09T12:00:00")
        #expect(try await world.book(session) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func fourPersonsOnceADay(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "qingdao")
        let morning = try await world.session("2023-09-15"), afternoon = try await world.session("2023-09-15", "13:00"), next = try await world.session("2023-09-16")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(morning, 5) == "party-too-big")
        let first = try await world.booking(morning, 4)
        #expect(try await world.book(afternoon, 1) == "person-limit")
        #expect(try await world.book(afternoon, 1, phone: "+86 138-0013-8000") == "person-limit")
        #expect(try await world.book(afternoon, 1, phone: "13900139000") == nil)
        #expect(try await world.book(next, 4) == nil)
        // What is given back may be booked again.
        try await world.database.write { try $0.cancelBooking(first.code) }
        #expect(try await world.book(afternoon, 2) == nil)
        await world.database.close()
    }

    /// 2,000 places of half a day on working days, 3,000 on days off; Saturday, 7 October 2023 was worked.
    @Test(arguments: TestEngine.allCases) func placesDifferOnHolidays(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "qingdao")
        for (day, places) in [("2023-09-28", 2000), ("2023-09-30", 3000), ("2023-10-02", 3000), ("2023-10-07", 2000)] {
            let id = try await world.session(day)
            let found = try await world.database.read { tx in
                let session = try #require(try tx.session(world.activity, id))
                return try tx.rulesInForce(session)?.bookable(session, .china)
            }
            #expect(found == places, "\(day)")
        }
        // No year whose holidays are not known is guessed.
        let late = try await world.session("2031-03-01")
        world.at("2031-02-25T12:00:00")
        #expect(try await world.book(late) == "workdays-missing")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func threeNotUsedBarForThirtyDays(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "qingdao")
        var last: Booking?
        for day in ["2023-09-12", "2023-09-13", "2023-09-14"] {
            let session = try await world.session(day)
            world.at("2023-09-11T09:00:00")
            last = try await world.booking(session)
        }
        for session in try await world.database.read({ try $0.sessions(of: world.activity) }) { try await world.nobodyCame(session.id) }
        let october = try await world.session("2023-10-13"), later = try await world.session("2023-10-20")
        world.at("2023-10-12T12:00:00")
        #expect(try await world.book(october) == "barred")
        #expect(try await world.book(october, phone: "13900139000") == nil)
        // The third is on record since 15 September, 01:00; thirty days later the number books again.
        world.at("2023-10-15T00:59:00")
        #expect(try await world.book(later) == "barred")
        world.at("2023-10-15T01:00:00")
        #expect(try await world.book(later) == nil)
        // An appeal that is granted lifts the bar.
        world.at("2023-10-12T12:00:00")
        let missed = try #require(last)
        #expect(try await world.code { try $0.appeal(missed.code, saying: "地铁停运") } == nil)
        #expect(try await world.code { try $0.appeal(missed.code, saying: "地铁停运") } == "nothing-to-appeal")
        #expect(try await world.book(october) == "barred")
        #expect(try await world.code { try $0.decideAppeal(missed, granted: true, answer: "属实", by: 1) } == nil)
        #expect(try await world.book(october) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theLastCheckIsAtFour(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "qingdao")
        let id = try await world.session("2023-09-16", "13:00")
        let last = try await world.database.read { tx in
            let session = try #require(try tx.session(world.activity, id))
            return try tx.rulesInForce(session)?.lastEntry?.instant(for: session)
        }
        #expect(last == instant("2023-09-16T16:00:00+08:00"))
        await world.database.close()
    }
}
