import Access
import App
import Foundation
import HTTPTypes
import Kernel
import Rooms
import Storage
import TestKit
import Testing
import Venues

@Suite("Joint actions and facilities, by programs")
struct JoiningProgramTests {
    private static func permissions(_ world: World, _ names: String...) -> [Permission] { world.kepu.house.permissions.filter { names.contains($0.name) } }

    @Test(arguments: TestEngine.allCases) func joiningAndLeaving(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let units = try await world.kepu.database.read { tx in try ["museum", "school"].map { try #require(try tx.organisation(key: $0)).id } }
        let list = "/campaigns/spring-2026/participants"
        let first = try await world.ask("/api/v1\(list)?limit=1"), next = try #require(try first.json["next"] as? String)
        let second = try await world.ask(next)
        #expect(try first.items.count == 1 && first.json["total"] as? Int == 2 && second.items.count == 1)
        let last = try second.json, both = try (first.items + second.items).compactMap { $0["unit"] as? String }
        #expect(last["next"] as? String == nil)
        let all = units.map { $0.text }
        #expect(both.sorted() == all.sorted())
        #expect(try await world.ask("/api/v1/campaigns/spring-2026/flags").items.map { $0["unit"] as? String } == [units[1].text])

        let museum = try await world.program(.host, over: .organisation(units[0].number), Self.permissions(world, "jointactions.join"))
        let changed = try await museum.send(.post, list, "{\"unit\":\"\(units[0].text)\",\"ways\":[\"own\",\"digital\"]}")
        #expect(try changed.status == 200 && changed.json["ways"] as? [String] == ["digital", "own"], "\(changed.text)")
        let unknown = try await museum.send(.post, list, "{\"unit\":\"\(units[0].text)\",\"ways\":[\"facility\"]}")
        #expect(try unknown.status == 422 && unknown.pointers == ["/ways"], "\(unknown.text)")
        #expect(try await museum.send(.post, list, "{\"unit\":\"\(units[1].text)\",\"ways\":[]}").status == 403)
        let own = list + "/\(units[0].text)"
        let left = try await museum.send(.delete, own, match: try await museum.get(own).tag)
        #expect(try left.status == 200 && left.string("left_at") != nil, "\(left.text)")

        // A unit with the flag stays, and flags go to those that take part.
        let school = try await world.program(.host, over: .organisation(units[1].number), Self.permissions(world, "jointactions.join"))
        let held = list + "/\(units[1].text)"
        #expect(try await school.send(.delete, held, match: try await school.get(held).tag).status == 409)
        let admin = try await world.administrator()
        let gone = try await admin.send(.post, "/campaigns/spring-2026/flags", "{\"units\":[\"\(units[0].text)\"],\"day\":\"2026-05-19\"}")
        #expect(try gone.status == 422 && gone.pointers == ["/units"], "\(gone.text)")
        #expect(try await school.send(.post, "/campaigns/spring-2026/flags", "{\"units\":[\"\(units[1].text)\"],\"day\":\"2026-05-19\"}").status == 403)
    }

    @Test(arguments: TestEngine.allCases) func anOdometerGoesForward(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), museum = try await world.museum
        let keeper = try await world.program(.host, over: .organisation(museum.number), Self.permissions(world, "mobile.keep"))
        let stranger = try await world.program(.host, over: .organisation(999), Self.permissions(world, "mobile.keep"))
        let facility = try #require(try await world.ask("/api/v1/facilities?kind=caravan&region=610000").ids.first)
        let path = "/facilities/\(facility)"
        #expect(try await stranger.get(path + "/entry").status == 403)
        let lower = try await keeper.send(.post, path + "/readings", "{\"read_on\":\"2026-05-19\",\"shown\":39000}", match: try await keeper.get(path + "/entry").tag)
        #expect(try lower.status == 422 && lower.pointers == ["/why"], "\(lower.text)")
        let read = try await keeper.send(.post, path + "/readings", "{\"read_on\":\"2026-05-19\",\"shown\":40500}", match: try await keeper.get(path + "/entry").tag)
        #expect(try read.status == 200 && read.json["kilometres"] as? Int == 40_500, "\(read.text)")
        #expect(try await keeper.get(path + "/readings").items.compactMap { $0["total"] as? Int } == [40_500, 40_000])
        #expect(try await world.ask("/api/v1\(path)").json["kilometres"] as? Int == 40_500)
        let wrong = try await world.ask("/api/v1/facilities?kind=boat")
        #expect(wrong.status == 400 && wrong.text.contains("kind"), "\(wrong.text)")
    }
}
