import Access
import Kernel
import Storage
import TestKit
import Testing

@testable import Bookings

/// The persons behind bookings under new secrets: they are read and found as before.
@Suite struct PersonRotationTests {
    @Test(arguments: TestEngine.allCases) func personsAreReadAndFound(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let database = world.database
        let (first, second) = (try await world.book(1), try await world.book(2))
        func kept() async throws -> [[UInt8]] {
            try await database.read { try $0.rows("SELECT person_key FROM bookings_person ORDER BY id") { try $0.blob("person_key") } }
        }
        let before = try await kept()
        let key = try InstallationKey("YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ")
        _ = try await SecretRotation(database, [BookingPersonSeal.resealing]).run(to: key)
        #expect(Set(try await kept()).isDisjoint(with: before))
        let again = Database(engine: database.engine, clock: database.clock, ids: database.ids, installationKey: key)
        #expect(try await again.read { try $0.bookingPerson(first.person) } == BookingPerson(name: "王小明", phone: "13800138000"))
        #expect(try await again.read { try $0.bookings(phone: "138 0013 8000") }.map(\.id) == [second.id, first.id])
        #expect(try await again.write { try $0.forgetBookingPerson("13800138000", by: 1) } == 2)
        await database.close()
    }
}
