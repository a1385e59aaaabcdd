import Access
import Activities
import Campaigns
import Kernel
import Language
import People
import Rooms
import Storage
import TestKit
import Venues

/// A small world for the room's tests: a parent with two campaigns, a museum, a school, and people with roles.
struct World: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let venue: ID<Venue>
    let day: ID<Campaign>
    let city: ID<Campaign>
    let bases: ID<Campaign>

    static let rooms = TestHouse(People.module, Venues.module, Campaigns.module, Activities.module)
    static let house = rooms.house
    static let now = instant("2023-09-01T00:00:00Z")

    static func make(_ engine: TestEngine) async throws -> World {
        let database = try await rooms.database(engine, clock: Clock { now })
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let venue = try tx.addVenue(
                key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: museum)
            func campaign(_ key: String, _ parent: ID<Campaign>?) throws -> ID<Campaign> {
                try tx.addCampaign(
                    key: key, name: Wording(key, key), kind: .series, parent: parent, begin: TestKit.day("2023-09-01"),
                    end: TestKit.day("2023-10-31"), summary: Wording("简介", "Summary"))
            }
            let day = try campaign("national-day", nil)
            return World(
                database: database, museum: museum, venue: venue, day: day, city: try campaign("city-series", day),
                bases: try campaign("joint-action", day))
        }
    }

    var host: Identity { identity(1, Grant(.host, over: .organisation(museum.number))) }
    static let moderator = identity(2, Grant(.moderator, over: .region(["610000", "610100"])))
    static let organiser = identity(3, Grant(.organiser, over: .campaign("joint-action")))
    static let stranger = identity(4, Grant(.moderator, over: .region(["110000"])), Grant(.host, over: .organisation(1)))

    static func identity(_ number: Int64, _ grants: Grant...) -> Identity {
        Identity(account: Account(id: ID(number), login: "p\(number)@example.org", name: "P\(number)"), grants: grants)
    }
    func identity(_ number: Int64, _ grants: Grant...) -> Identity {
        Identity(account: Account(id: ID(number), login: "p\(number)@example.org", name: "P\(number)"), grants: grants)
    }

    func draft(_ zh: String, _ en: String? = nil) -> ActivityDraft {
        var draft = ActivityDraft(organiser: museum, title: Wording(zh, en), summary: Wording("现场见面", "Meet in person"), kind: .lecture)
        draft.content.venue = venue
        return draft
    }
}
