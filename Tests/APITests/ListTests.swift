import API
import Foundation
import Kernel
import TestKit
import Testing

@Suite("Lists of the API")
struct ListTests {
    @Test(arguments: TestEngine.allCases)
    func pagingNeitherRepeatsNorPassesOver(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        for limit in [1, 2, 5, 6, 7] {
            var (next, all): (String?, [String]) = ("/api/v1/activities?limit=\(limit)", [])
            while let address = next {
                let seen = try await world.ask(address)
                #expect(seen.status == 200)
                #expect(try seen.ids.count <= limit)
                all += try seen.ids
                #expect((try seen.json["total"] as? Int) == (address.contains("cursor") ? nil : 6))
                next = try seen.string("next")
                #expect(seen.headers["link"] == next.map { "<\($0)>; rel=\"next\"" })
            }
            #expect(all == world.activities.map(\.text))
        }
    }

    @Test(arguments: TestEngine.allCases, ["venues", "campaigns", "news", "networks", "regions?level=province"])
    func everyListGoesOn(_ engine: TestEngine, _ list: String) async throws {
        let world = try await World.make(engine)
        let whole = try await world.ask("/api/v1/\(list)")
        let key = list.hasPrefix("regions") ? "code" : "id"
        var (next, all): (String?, [String]) = ("/api/v1/\(list)\(list.contains("?") ? "&" : "?")limit=1", [])
        while let address = next {
            let seen = try await world.ask(address)
            all += try seen.items.compactMap { $0[key] as? String }
            next = try seen.string("next")
        }
        #expect(all == (try whole.items.compactMap { $0[key] as? String }))
        #expect(all.count == (try whole.json["total"] as? Int))
        #expect(!all.isEmpty && Set(all).count == all.count)
    }

    @Test(arguments: TestEngine.allCases)
    func filtersHoldOnEveryPage(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let first = try await world.ask("/api/v1/activities?region=610000&kind=lecture&limit=2")
        let second = try await world.ask(try #require(try first.string("next")))
        let found = [0, 1, 3, 5].map { world.activities[$0].text }
        #expect(try first.ids + second.ids == found)
        #expect(try second.string("next") == nil)
        #expect(try await world.ask("/api/v1/activities?campaign=autumn-2026").ids == [world.activities[5].text])
        #expect(try await world.ask("/api/v1/activities?free=1&mode=onsite,online&access=wheelchair&age=7&utm_source=x").ids.count == 3)
        #expect(try await world.ask("/api/v1/activities?q=%E6%95%99%E8%82%B2%E5%9F%BA%E5%9C%B0").ids == [world.activities[4].text])
    }

    @Test(arguments: TestEngine.allCases)
    func oneRecordIsTheSameAsBesideItsPage(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = world.activities[0].text
        #expect(try await world.ask("/api/v1/activities/\(id)").body == world.ask("/activities/\(id).json").body)
        let sessions = try await world.ask("/api/v1/activities/\(id)/sessions?limit=1")
        #expect(try sessions.items.count == 1 && sessions.json["total"] as? Int == 2)
        #expect(try sessions.items.first?["left"] as? Int == 30)
        #expect(try await world.ask("/api/v1/figures/spring-2026?by=region").json["activities"] as? Int == 5)
        #expect(try await world.ask("/api/v1/regions/610113").json["parent"] as? String == "610100")
    }

    @Test func whatThePublicDoesNotSeeIsNotThere() async throws {
        let world = try await World.make(.sqlite)
        #expect(try await world.ask("/api/v1/activities/\(world.draft.text)").status == 404)
        #expect(try await world.ask("/api/v1/activities/\(world.draft.text)/sessions").status == 404)
        #expect(!(try await world.ask("/api/v1/changes").text.contains(world.draft.text)))
    }
}
