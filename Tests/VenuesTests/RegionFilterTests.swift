import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
@testable import Venues

@Suite("Venues by region and by scope")
struct RegionFilterTests {
    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await rooms.database(engine)
        try await database.write { tx in
            let mine = try tx.addOrganisation(key: "mine", name: Wording("我馆"), kind: .museum, region: "110105")
            try tx.addVenue(key: "county", name: Wording("一"), kind: .museum, region: "610113")
            try tx.addVenue(key: "city", name: Wording("二"), kind: .museum, region: "610100")
            try tx.addVenue(key: "capital", name: Wording("三"), kind: .museum, region: "110105", organisation: mine)
            try tx.addVenue(key: "nowhere", name: Wording("四"), kind: .digitalMuseum)
        }
        return database
    }

    private func keys(_ database: Database, _ change: @escaping @Sendable (inout VenueFilter) -> Void) async throws -> Set<String> {
        try await database.read { tx in
            var filter = try VenueFilter([:])
            change(&filter)
            return Set(try tx.venues(filter, page: 1).venues.map(\.key))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aRegionHoldsWhatLiesInIt(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        #expect(try await keys(database) { $0.region = "610000" } == ["county", "city"])
        #expect(try await keys(database) { $0.region = "610100" } == ["county", "city"])
        #expect(try await keys(database) { $0.region = "610113" } == ["county"])
        #expect(try await keys(database) { $0.region = nil } == ["county", "city", "capital", "nowhere"])
    }

    @Test(arguments: TestEngine.allCases)
    func aScopeHoldsItsRegionOrItsOrganisation(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let mine = try #require(try await database.read { try $0.organisation(key: "mine") }).id
        #expect(try await keys(database) { $0.scopes = [.region(["610000", "610100"])] } == ["county", "city"])
        #expect(try await keys(database) { $0.scopes = [.organisation(mine.number)] } == ["capital"])
        #expect(try await keys(database) { $0.scopes = [.organisation(mine.number), .region(["610000", "610100", "610113"])] } == ["county", "capital"])
        #expect(try await keys(database) { $0.scopes = [.all] } == ["county", "city", "capital", "nowhere"])
        #expect(try await keys(database) { $0.scopes = [] }.isEmpty)
        #expect(try await keys(database) { $0.scopes = [.campaign("any")] }.isEmpty)
    }

    @Test func theScopesOfAVenueAreItsOrganisationAndItsDivisions() async throws {
        let database = try await database(.sqlite)
        let scopes = try await database.read { tx in
            let venue = try #require(try tx.venue(key: "county"))
            let capital = try #require(try tx.venue(key: "capital"))
            let owner = try #require(capital.organisationID)
            return (try tx.venueScopes(venue.id), try tx.venueScopes(capital.id), owner)
        }
        #expect(scopes.0 == [.region(["610000", "610100", "610113"])])
        #expect(scopes.1 == [.organisation(scopes.2.number), .region(["110000", "110105"])])
    }
}
