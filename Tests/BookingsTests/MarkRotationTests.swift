import Access
import Activities
import Kernel
import Storage
import TestKit
import Testing

@testable import Bookings

/// Limits, strikes and identity numbers are found again under new secrets.
@Suite struct MarkRotationTests {
    @Test(arguments: TestEngine.allCases) func limitsAndStrikesFollow(_ engine: TestEngine) async throws {
        let world = try await MuseumWorld.make(engine, "xixia")
        let first = try await world.session("2023-09-12"), later = try await world.session("2023-09-16"), beside = try await world.session("2023-09-16", "14:00")
        world.at("2023-09-10T09:00:00")
        let missed = try await world.booking(first, guests: MuseumWorld.people(1)), standing = try await world.booking(later, 3, guests: MuseumWorld.people(3))
        try await world.database.write { try $0.strike(missed, .noShow, under: "xixia-visits") }
        let key = try InstallationKey("YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ")
        _ = try await SecretRotation(world.database, [BookingPersonSeal.resealing]).run(to: key)
        let again = Database(engine: world.database.engine, clock: world.database.clock, ids: world.database.ids, installationKey: key)
        func word(_ phone: String, _ guests: String, _ session: ID<ActivitySession>) async throws -> String? {
            let wish = BookingWish(party: 1, person: BookingPerson(name: "王小明", phone: phone), guests: guests)
            do { _ = try await again.write { try $0.book(wish, activity: world.activity, session: session) } } catch let refusal as Refusal { return refusal.code }
            return nil
        }
        #expect(try await word("13800138000", MuseumWorld.people(1, from: 9), beside) == "person-limit")
        #expect(try await word("13900139000", MuseumWorld.people(1, from: 2), later) == "identity-booked")
        #expect(try await again.read { try $0.strikes(phone: "138 0013 8000").count } == 1)
        // What was used under the old mark goes back under the new one.
        try await again.write { try $0.cancelBooking(standing.code) }
        #expect(try await again.read { try $0.number("SELECT SUM(used) FROM bookings_allowance WHERE holder <> '' AND subject LIKE '%2023-09-16%'") } == 0)
        #expect(try await word("13800138000", MuseumWorld.people(1, from: 9), beside) == nil)
        await world.database.close()
    }
}
