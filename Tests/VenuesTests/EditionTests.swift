import Access
import Kernel
import Language
import People
import Regions
import Rooms
import Storage
import TestKit
import Testing
@testable import Venues

@Suite("Venues in units that only a later edition knows, or that one has replaced")
struct EditionTests {
    private static let edition = "code,level,parent,name_zh,name_en,valid_from,replaces\n"
        + "610197,county,610100,新长安区,New Chang'an District,2026-01-01,610116\n"
        + "610196,county,610100,航天新区,Aerospace New District,2026-01-01,\n"

    @Test(arguments: TestEngine.allCases)
    func areNamedEnteredAndFound(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let (mine, old) = try await database.write { tx in
            let mine = try tx.addOrganisation(key: "mine", name: Wording("我馆", "Mine"), kind: .museum, region: "610100")
            return (mine, try tx.addVenue(key: "old", name: Wording("老馆", "Old Hall"), kind: .museum, region: "610116", organisation: mine))
        }
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        let host = try await Browser.signedIn(Grant(.host, over: .organisation(mine.number)), at: rooms.site(database))
        let values = ["name_zh": "新馆", "name_en": "New Hall", "kind": "science-museum", "organisation": "mine", "status": "operating"]

        try await host.go("/desk/venues/new")
        #expect(try await host.submit("/desk/venues", values.merging(["region": "610999"]) { $1 }).status == 422)
        #expect(host.page.text.contains("There is no division with this code"))
        let saved = try await host.submit("/desk/venues", ["region": "610196"])
        #expect(saved.path == "/desk/venues" && saved.text.contains("Aerospace New District, Xi'an, Shaanxi"))
        let venue = try #require(try await database.read { try $0.venues(of: mine) }.first { $0.id != old })
        #expect(venue.region == "610196")
        // The old code is kept where the rest of the venue is changed.
        try await host.go("/desk/venues/\(old)")
        #expect(try await host.submit("/desk/venues/\(old)", ["status": "suspended"]).path == "/desk/venues")
        #expect(try await database.read { try $0.venue(old) }?.region == "610116")

        #expect(try await host.go("/venues/\(venue.id)").text.contains("Aerospace New District, Xi'an, Shaanxi"))
        #expect(try await host.go("/venues/\(old)").text.contains("Chang'an District, Xi'an, Shaanxi"))
        let all = try await host.go("/venues")
        #expect(all.text.contains("Aerospace New District, Xi'an, Shaanxi") && all.text.contains("Chang'an District, Xi'an, Shaanxi"))
        let new = try await host.go("/venues?region=610196")
        #expect(new.text.contains("New Hall") && !new.text.contains("Old Hall"))
        #expect(new.form(to: "/venues")?["region"] == "610196")
        for code in ["610116", "610197"] {
            let found = try await host.go("/venues?region=\(code)")
            #expect(found.text.contains("Old Hall") && !found.text.contains("New Hall"), "\(code)")
            #expect(found.form(to: "/venues")?["region"] == code)
        }
        // The choices below a city are those of today.
        let city = try await host.go("/venues?region=610100")
        #expect(city.html.contains("value=\"610196\"") && city.html.contains("value=\"610197\"") && !city.html.contains("value=\"610116\""))
        #expect(try await host.go("/venues?region=610999").status == 400)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func countForTheDivisionsOfToday(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        let table = try await database.read { try $0.regions() }
        let coverage = NetworkCoverage(region: "610100", venueRegions: ["610116", "610196"], in: table)
        #expect(coverage.covered == ["610196", "610197"])
        let venue = Venue(id: ID(1), key: "v", name: Wording("馆"), kind: .museum, region: "610116")
        let groups = NetworkGroups.of([Network.Member(venueID: ID(1), role: Wording("成员"))], venues: [ID(1): venue], below: "610100", in: table)
        #expect(groups.map { $0.region?.code } == ["610197"])
        await database.close()
    }
}
