import Bookings
import Files
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/wuhan-groups.yaml` (domain.md §3.10, R122).
@Suite struct WuhanTests {
    @Test(arguments: TestEngine.allCases) func threeDaysAheadOnWorkingDays(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "wuhan-groups")
        let thursday = try await world.session("2023-09-14"), saturday = try await world.session("2023-09-16"), holiday = try await world.session("2023-10-02")
        let worked = try await world.session("2023-10-07")
        world.at("2023-09-11T23:59:59")
        #expect(try await world.book(thursday, 30, .group) == nil)
        world.at("2023-09-12T00:00:00")
        #expect(try await world.book(thursday, 30, .group, phone: "13900139000") == "bookings-late")
        #expect(try await world.book(saturday, 30, .group) == "day-not-taken")
        #expect(try await world.book(holiday, 30, .group) == "day-not-taken")
        // Saturday, 7 October 2023 made up for the holidays.
        #expect(try await world.book(worked, 30, .group) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func thirtyToTwoHundredAndFiveHundredADay(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "wuhan-groups")
        let session = try await world.session("2023-09-14")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(session, 29, .group) == "party-too-small")
        #expect(try await world.book(session, 201, .group) == "party-too-big")
        for phone in ["13900139001", "13900139002"] { #expect(try await world.book(session, 200, .group, phone: phone) == nil) }
        #expect(try await world.book(session, 101, .group, phone: "13900139003") == "day-full")
        #expect(try await world.book(session, 100, .group, phone: "13900139003") == nil)
        await world.database.close()
    }

    /// One teacher for twenty pupils, for ten before school: 42 persons are 40 pupils with 2, or 38 small ones with 4.
    @Test(arguments: TestEngine.allCases) func enoughTeachers(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "wuhan-groups")
        let session = try await world.session("2023-09-14")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(session, 42, .school, adults: 1) == "too-few-adults")
        #expect(try await world.book(session, 42, .school, adults: 2) == nil)
        #expect(try await world.book(session, 43, .school, phone: "13900139001", adults: 2) == "too-few-adults")
        #expect(try await world.book(session, 42, .school, phone: "13900139002", adults: 3, isPreschool: true) == "too-few-adults")
        #expect(try await world.book(session, 42, .school, phone: "13900139002", adults: 4, isPreschool: true) == nil)
        await world.database.close()
    }

    /// Places are kept for a day while the letter is missing; then the museum confirms.
    @Test(arguments: TestEngine.allCases) func theLetterAndTheMuseumsWord(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "wuhan-groups")
        let session = try await world.session("2023-09-14", capacity: 60)
        world.at("2023-09-10T09:00:00")
        let first = try await world.booking(session, 40, .group)
        #expect(first.state == .held && first.dueAt == instant("2023-09-11T09:00:00+08:00"))
        #expect(try await world.book(session, 30, .group, phone: "13900139000") == "full")
        world.at("2023-09-11T09:00:00")
        try await world.database.write { _ = try $0.lapseOffers(activity: world.activity, session: session) }
        #expect(try await world.database.read { try $0.booking(first.code)?.state } == .lapsed)
        let letter = try await Document.read(SamplePaper.png(width: 4, height: 4), field: "letter")
        let second = try await world.booking(session, 40, .group, phone: "13900139000")
        let sent = try await world.database.write { tx in try tx.sendLetter(second.code, letter, named: "letter.png") }
        #expect(sent.state == .requested)
        try await world.database.write { try $0.answerRequest(second, confirmed: true, by: 1) }
        let (state, tickets, booked) = try await world.database.read { tx in
            let booking = try tx.requireBooking(second.code)
            return (booking.state, try tx.tickets(of: booking).count, try tx.bookedPlaces(activity: world.activity, session: session))
        }
        #expect(state == .booked && tickets == 40 && booked == 40)
        await world.database.close()
    }

    /// A return on the day itself bars until the year ends; on the day before it costs nothing.
    @Test(arguments: TestEngine.allCases) func aLateReturnBarsForTheYear(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "wuhan-groups")
        let letter = try await Document.read(SamplePaper.png(width: 4, height: 4), field: "letter")
        for (day, returned, isBarred) in [("2023-09-14", "2023-09-13T23:59:00", false), ("2023-09-21", "2023-09-21T00:00:00", true)] {
            let session = try await world.session(day)
            world.at("2023-09-10T09:00:00")
            let booking = try await world.booking(session, 30, .group)
            try await world.database.write { tx in
                try tx.sendLetter(booking.code, letter, named: "letter.png")
                try tx.answerRequest(booking, confirmed: true, by: 1)
            }
            world.at(returned)
            try await world.database.write { try $0.cancelBooking(booking.code) }
            let december = try await world.session("2023-12-28", isBarred ? "14:00" : "09:00")
            world.at("2023-12-20T09:00:00")
            #expect(try await world.book(december, 30, .group) == (isBarred ? "barred" : nil), "\(day)")
        }
        let january = try await world.session("2024-01-12")
        world.at("2024-01-05T09:00:00")
        #expect(try await world.book(january, 30, .group) == nil)
        await world.database.close()
    }
}
