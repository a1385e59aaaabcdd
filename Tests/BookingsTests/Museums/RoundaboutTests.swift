import Activities
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// Ways round a rule, each of them closed.
@Suite struct RoundaboutTests {
    /// Names that come later are held against the rule as those that come at once; whoever is named already stays named whole.
    @Test(arguments: TestEngine.allCases) func namesThatComeLater(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let rules = """
            kepu: 1
            booking_rules:
              - key: xixia-visits
                name: {zh: 十二岁起, en: From twelve years}
                venue: xixia-science-museum
                kinds:
                  - {kind: individual, from: 1, to: 4, names: identified, age_from: 12}
                hold_minutes: 60
            """
        _ = try await MuseumWorld.house.apply(rules, as: "xixia", to: world.database)
        let first = try await world.session("2023-09-16"), second = try await world.session("2023-09-17")
        world.at("2023-09-10T09:00:00")
        let held = try await world.booking(first, 2)
        #expect(held.state == .held)
        func name(_ booking: Booking, _ text: String) async throws -> String? { try await world.code { _ = try $0.nameGuests(booking.code, text, hasConsent: true) } }
        let child = "小红 " + MuseumWorld.identity("11010520150101124")
        #expect(try await name(held, child + "\n" + MuseumWorld.people(1)) == "too-young")
        #expect(try await name(held, MuseumWorld.people(2)) == nil)
        #expect(try await name(held, MuseumWorld.people(1)) == "names-missing")

        // One person, one place in a session: also by way of another.
        let other = try await world.booking(second, 1, phone: "13900139000", guests: MuseumWorld.people(1))
        #expect(try await world.code { _ = try $0.moveBooking(other.code, to: first) } == "identity-booked")
        await world.database.close()
    }

    /// A place that says no is nearer than one that says yes.
    @Test(arguments: TestEngine.allCases) func whoeverIsNearerDecidesWhetherBookingsAreTaken(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        func rules(_ venue: Bool) -> String {
            """
            kepu: 1
            booking_rules:
              - {key: all-year, name: {zh: 全年, en: All year}, campaign: season, takes_bookings: true}
              - {key: xixia-visits, name: {zh: 场馆, en: The venue}, venue: xixia-science-museum, takes_bookings: \(venue)}
            """
        }
        let activity = world.activity
        let session = try await world.database.write { tx in
            let begin = instant("2023-09-16T01:00:00Z")
            return try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2)), to: activity)
        }
        for takes in [false, true] {
            _ = try await MuseumWorld.house.apply(rules(takes), as: "xixia", to: world.database)
            let found = try await world.database.read { tx in try tx.session(activity, session).flatMap { try tx.rulesInForce($0) } }
            #expect((found != nil) == takes)
        }
        await world.database.close()
    }

    /// One number is one number, however it is written.
    @Test(arguments: TestEngine.allCases) func oneNumberHoweverWritten(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let session = try await world.session("2023-09-16"), later = try await world.session("2023-09-16", "14:00")
        world.at("2023-09-10T09:00:00")
        try await world.booking(session, 3, phone: "139 0000 0055", guests: MuseumWorld.people(3))
        for (place, written) in ["13900000055", "0139 0000 0055", "+86 139-0000-0055", "008613900000055", "(0086) 0139 00000055"].enumerated() {
            #expect(try await world.book(later, 1, phone: written, guests: MuseumWorld.people(1, from: 10 + place)) == "person-limit", "\(written)")
        }
        #expect(try await world.book(later, 1, phone: "13900000056", guests: MuseumWorld.people(1, from: 30)) == nil)
        await world.database.close()
    }
}
