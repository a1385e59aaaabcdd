import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("Venues at the desk")
struct DeskTests {
    private func organisations(_ database: Database) async throws -> (mine: ID<Organisation>, other: ID<Organisation>) {
        try await database.write { tx in
            (
                try tx.addOrganisation(key: "mine", name: Wording("我馆", "Mine"), kind: .museum, region: "610100"),
                try tx.addOrganisation(key: "other", name: Wording("他馆", "Other"), kind: .museum, region: "110000")
            )
        }
    }

    private let values = [
        "name_zh": "新馆", "name_en": "New Hall", "kind": "science-museum", "organisation": "mine", "status": "operating", "latitude": "34.2",
        "longitude": "108.9", "opened": "2020-05",
    ]

    @Test(arguments: TestEngine.allCases)
    func aHostAddsAndChangesItsOwnVenue(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let (mine, _) = try await organisations(database)
        let browser = try await Browser.signedIn(Grant(.host, over: .organisation(mine.number)), at: rooms.site(database))
        try await browser.go("/desk/venues/new")
        let saved = try await browser.submit("/desk/venues", values)
        #expect(saved.path == "/desk/venues")
        #expect(saved.text.contains("New Hall"))
        let venue = try #require(try await database.read { try $0.venues(of: mine) }.first)
        #expect(venue.point == GeoPoint(latitude: 34.2, longitude: 108.9))
        try await browser.go("/desk/venues/\(venue.id)")
        try await browser.submit("/desk/venues/\(venue.id)", ["status": "suspended"])
        let changed = try #require(try await database.read { try $0.venue(venue.id) })
        #expect(changed.status == .suspended)
        #expect(changed.name == venue.name)
        #expect(changed.opened == venue.opened)
    }

    @Test func whatIsNotTheirsStaysAsItIs() async throws {
        let database = try await rooms.database(.sqlite)
        let (mine, other) = try await organisations(database)
        let foreign = try await database.write { try $0.addVenue(key: "far", name: Wording("远馆"), kind: .museum, organisation: other) }
        let browser = try await Browser.signedIn(Grant(.host, over: .organisation(mine.number)), at: rooms.site(database))
        #expect(try await browser.go("/desk/venues/\(foreign)").status == 403)
        #expect(!(try await browser.go("/desk/venues").text.contains("远馆")))
        try await browser.go("/desk/venues/new")
        let page = try await browser.submit("/desk/venues", values.merging(["organisation": "other"]) { $1 })
        #expect(page.status == 422)
        #expect(try await database.read { try $0.venues(of: other) }.count == 1)
    }

    @Test(arguments: [
        ("name_zh", ""), ("kind", "castle"), ("region", "123456"), ("latitude", "91"), ("latitude", ""), ("opened", "soon"), ("status", ""),
    ])
    func wrongInputIsShownAgainWithARemark(field: String, value: String) async throws {
        let database = try await rooms.database(.sqlite)
        let (mine, _) = try await organisations(database)
        let browser = try await Browser.signedIn(Grant(.host, over: .organisation(mine.number)), at: rooms.site(database))
        try await browser.go("/desk/venues/new")
        let page = try await browser.submit("/desk/venues", values.merging([field: value]) { $1 })
        #expect(page.status == 422)
        #expect(page.html.contains("remark-\(field)"))
        #expect(page.html.contains("New Hall"))
        #expect(try await database.read { try $0.venues(of: mine) }.isEmpty)
    }

    @Test func aDoorkeeperDoesNotComeIn() async throws {
        let database = try await rooms.database(.sqlite)
        let browser = try await Browser.signedIn(Grant(.door, over: .all), at: rooms.site(database))
        #expect(try await browser.go("/desk/venues").status == 403)
    }
}
