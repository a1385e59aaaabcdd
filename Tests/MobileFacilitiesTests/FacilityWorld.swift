import Access
import Activities
import Campaigns
import Kernel
import Language
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import MobileFacilities

/// A county's association with a caravan, its province's organiser, and somebody elsewhere.
struct FacilityWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let owner: ID<Organisation>
    let host: Browser
    let office: Browser
    let stranger: Browser
    let visitor: Browser

    static let house = TestHouse(People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, MobileFacilities.module)

    static func make(_ engine: TestEngine) async throws -> FacilityWorld {
        let clock = TestClock("2023-09-04T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let ids = try await database.read { tx in try ["association", "far"].map { try #require(try tx.organisation(key: $0)).id } }
        let site = try await house.site(database)
        return FacilityWorld(
            database: database, clock: clock, site: site, owner: ids[0],
            host: try await .signedIn("host@example.org", Grant(.host, over: .organisation(ids[0].number)), at: site),
            office: try await .signedIn("office@example.org", Grant(.organiser, over: .region(["610000"])), at: site),
            stranger: try await .signedIn("far@example.org", Grant(.host, over: .organisation(ids[1].number)), at: site), visitor: Browser(site))
    }

    static let form = [
        "number": "DPC-610116-1", "kind": "caravan", "name_zh": "长安区科普大篷车", "name_en": "Chang'an caravan", "operator_kind": "association", "region": "610116", "type": "4",
        "plate": "陕A 12345", "year": "2012", "note": "",
    ]

    @discardableResult
    func register(_ values: [String: String] = form, by browser: Browser? = nil) async throws -> PageSeen {
        let browser = browser ?? host
        try await browser.go("/desk/facilities/new")
        return try await browser.submit("/desk/facilities", values.merging(["owner": owner.text]) { $1 })
    }

    func made() async throws -> ID<Facility> {
        let page = try await register()
        #expect(page.text.contains("It is registered."), "\(page.status) \(page.text)")
        return try #require(ID<Facility>(page.path.split(separator: "/").last ?? ""))
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: association, name: {zh: "长安区科协", en: "Chang'an Association"}, kind: association, region: "610116"}
          - {key: far, name: {zh: "远方科协", en: "Far Association"}, kind: association, region: "110105"}
        """
}
