import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// `booking-rules/cstm-groups.yaml` (domain.md §3.10, R119).
@Suite struct CSTMGroupsTests {
    @Test(arguments: TestEngine.allCases) func withinSevenDaysAndNeverOnTheDay(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-groups")
        let session = try await world.session("2023-09-14")
        let people = MuseumWorld.people(2)
        world.at("2023-09-06T23:59:59")
        #expect(try await world.book(session, 2, .group, guests: people) == "bookings-early")
        world.at("2023-09-14T00:00:00")
        #expect(try await world.book(session, 2, .group, guests: people) == "bookings-late")
        world.at("2023-09-13T23:59:59")
        #expect(try await world.book(session, 2, .group, guests: people) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func everyMemberByIdentityNumber(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-groups")
        let session = try await world.session("2023-09-14")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(session, 3, .group, guests: MuseumWorld.people(2)) == "names-missing")
        #expect(try await world.book(session, 151, .group, guests: MuseumWorld.people(151)) == "party-too-big")
        #expect(try await world.book(session, 1) == "kind-not-taken")
        #expect(try await world.book(session, 150, .group, guests: MuseumWorld.people(150)) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func threeHundredADay(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-groups")
        let morning = try await world.session("2023-09-14"), afternoon = try await world.session("2023-09-14", "14:00")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(morning, 150, .group, guests: MuseumWorld.people(150)) == nil)
        #expect(try await world.book(afternoon, 149, .school, phone: "13900139000", guests: MuseumWorld.people(149, from: 150)) == nil)
        #expect(try await world.book(afternoon, 2, .group, phone: "13900139001", guests: MuseumWorld.people(2, from: 400)) == "day-full")
        #expect(try await world.book(morning, 1, .group, phone: "13900139001", guests: MuseumWorld.people(1, from: 400)) == nil)
        await world.database.close()
    }

    /// 16 September 2023 was a Saturday.
    @Test(arguments: TestEngine.allCases) func schoolsNotAtWeekends(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-groups")
        let saturday = try await world.session("2023-09-16"), friday = try await world.session("2023-09-15")
        world.at("2023-09-10T09:00:00")
        #expect(try await world.book(saturday, 2, .school, guests: MuseumWorld.people(2)) == "day-not-taken")
        #expect(try await world.book(saturday, 2, .group, guests: MuseumWorld.people(2)) == nil)
        #expect(try await world.book(friday, 2, .school, guests: MuseumWorld.people(2, from: 3)) == nil)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theLeaderCannotBeChanged(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "cstm-groups")
        let session = try await world.session("2023-09-14")
        world.at("2023-09-10T09:00:00")
        let booking = try await world.booking(session, 2, .group, guests: MuseumWorld.people(2))
        #expect(try await world.code { try $0.changeContact(booking.code, to: BookingPerson(name: "李四", phone: "13700137000")) } == "contact-fixed")
        await world.database.close()
    }
}
