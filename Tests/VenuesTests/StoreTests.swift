import Kernel
import Language
import Storage
import TestKit
import Testing
@testable import Venues

@Suite("Organisations and venues in the store")
struct StoreTests {
    private func ledgerCount(_ database: Database) async throws -> Int64? {
        try await database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry") }
    }

    @Test(arguments: TestEngine.allCases)
    func theSameAgainChangesNothing(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        @Sendable func add(_ tx: Transaction) throws -> ID<Venue> {
            let museum = try tx.addOrganisation(key: "museum", name: Wording("市科技馆", "City Museum"), kind: .museum, region: "610100")
            return try tx.addVenue(
                key: "hall", name: Wording("主馆", "Main Hall"), kind: .scienceMuseum, region: "610113", organisation: museum,
                address: Wording("南关正街2号"), point: GeoPoint(latitude: 34.25, longitude: 108.95), opened: RoughDay("2019-05"))
        }
        let first = try await database.write(add)
        let lines = try await ledgerCount(database)
        #expect(try await database.write(add) == first)
        #expect(try await ledgerCount(database) == lines)
        let venue = try #require(try await database.read { try $0.venue(first) })
        #expect(venue.name == Wording("主馆", "Main Hall"))
        #expect(venue.point == GeoPoint(latitude: 34.25, longitude: 108.95))
        #expect(venue.opened?.text == "2019-05")
        #expect(try await database.read { try $0.venue(key: "hall") } == venue)
        let owner = try #require(venue.organisationID)
        #expect(try await database.read { try $0.venues(of: owner) } == [venue])
    }

    @Test(arguments: TestEngine.allCases)
    func aChangeIsKeptAndRecorded(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let id = try await database.write { try $0.addVenue(key: "hall", name: Wording("主馆"), kind: .museum, status: .planned) }
        let again = try await database.write { try $0.addVenue(key: "hall", name: Wording("主馆"), kind: .museum, status: .operating) }
        #expect(again == id)
        #expect(try await database.read { try $0.venue(id)?.status } == .operating)
        let kinds = try await database.read { try $0.rows("SELECT kind FROM ledger_entry ORDER BY seq") { try $0.text("kind") } }
        #expect(kinds == ["venues.venue-added", "venues.venue-changed"])
    }

    @Test(arguments: TestEngine.allCases)
    func noBodyStandsAboveItself(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        try await database.write { tx in
            let top = try tx.addOrganisation(key: "top", name: Wording("上"), kind: .association)
            let middle = try tx.addOrganisation(key: "middle", name: Wording("中"), kind: .association, parent: top)
            try tx.addOrganisation(key: "low", name: Wording("下"), kind: .association, parent: middle)
        }
        let refusal = await #expect(throws: Refusal.self) {
            try await database.write { tx in
                let low = try tx.organisation(key: "low")?.id
                _ = try tx.addOrganisation(key: "top", name: Wording("上"), kind: .association, parent: low)
            }
        }
        #expect(refusal?.code == "organisation-circle")
        #expect(try await database.read { try $0.organisation(key: "top")?.parentID } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func venuesAreFoundByNameEnglishPinyinAndInitials(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        try await database.write { tx in
            try tx.addVenue(key: "shanghai", name: Wording("上海科技馆", "Shanghai Science Museum"), kind: .scienceMuseum)
            try tx.addVenue(key: "xian", name: Wording("西安科技馆", "Xi'an Science Museum"), kind: .scienceMuseum, status: .planned)
            try tx.addVenue(key: "percent", name: Wording("100%馆_!"), kind: .other)
        }
        let expected: [(String, [String])] = [
            ("科技馆", ["shanghai", "xian"]), ("上海", ["shanghai"]), ("SCIENCE museum", ["shanghai", "xian"]), ("kejiguan", ["shanghai", "xian"]),
            ("shkjg", ["shanghai"]), ("xian 科技", ["xian"]), ("%", ["percent"]), ("_", ["percent"]), ("!", ["percent"]), ("北京", []),
            ("   ", ["percent", "shanghai", "xian"]),
        ]
        for (words, keys) in expected {
            let found = try await database.read { tx in
                var filter = try VenueFilter([:])
                filter.words = words
                return try tx.venues(filter, page: 1)
            }
            #expect(found.venues.map(\.key) == keys, "\(words)")
            #expect(found.count == keys.count)
        }
    }
}
