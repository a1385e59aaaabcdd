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

@Suite("Talks, by programs")
struct TalkProgramTests {
    private static func permissions(_ world: World, _ names: String...) -> [Permission] { world.kepu.house.permissions.filter { names.contains($0.name) } }

    /// The school asks, the office dispatches, the expert accepts, the school schedules.
    @Test(arguments: TestEngine.allCases) func fromTheWishToTheSession(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let school = try await world.kepu.database.read { tx in try #require(try tx.organisation(key: "school")).id }
        let host = try await world.program(.host, over: .organisation(school.number), Self.permissions(world, "talks.ask"))
        let office = try await world.program(.moderator, over: .region(["610000"]), Self.permissions(world, "talks.dispatch"))
        let stranger = try await world.program(.host, over: .organisation(999), Self.permissions(world, "talks.ask"))
        let expert = try await world.program(.expert, over: .all, Self.permissions(world, "talks.answer"))
        try await world.speaks(expert)

        let offer = try #require(try await world.ask("/api/v1/talk-offers").items.first)
        #expect(offer["speaker"] as? String == "li")
        let resource = try #require(offer["resource"] as? String)
        let wish = """
            {"unit":"\(school.text)","resource":"\(resource)","wish_1":"2026-08-03T14:00","wish_2":"2026-08-04T14:00","audience":"Grade 8","place":"Hall","contact_name":"Sun","contact_phone":"13800000001"}
            """
        let asked = try await host.send(.post, "/talks", wish)
        #expect(try asked.status == 201 && asked.string("state") == "requested" && asked.json["wishes"] as? [String] == ["2026-08-03T14:00", "2026-08-04T14:00"], "\(asked.text)")
        #expect(!asked.text.contains("13800000001"))
        let path = "/talks/\(try asked.id)"
        #expect(try await stranger.get(path).status == 404)
        #expect(try await stranger.send(.post, "/talks", wish).status == 403)

        let id = try await world.kepu.database.read { tx in try tx.row("SELECT id FROM calls_expert WHERE name = 'li'") { try $0.int64("id") } }
        let name = Crockford.text(try #require(id))
        let dispatched = try await office.send(.post, path + "/dispatch", "{\"expert\":\"\(name)\",\"days\":3}", match: try await office.get(path).tag)
        #expect(try dispatched.status == 200 && dispatched.string("state") == "dispatched", "\(dispatched.text)")
        let other = try await expert.send(.post, path + "/acceptance", "{\"wish\":\"2026-08-05T14:00\"}", match: try await expert.get(path).tag)
        #expect(try other.status == 422 && other.pointers == ["/wish"], "\(other.text)")
        let accepted = try await expert.send(.post, path + "/acceptance", "{\"wish\":\"2026-08-04T14:00\"}", match: dispatched.tag)
        #expect(try accepted.status == 200 && accepted.string("begin") == "2026-08-04T06:00:00Z", "\(accepted.text)")
        let scheduled = try await host.send(.post, path + "/schedule", "{}", match: accepted.tag)
        #expect(scheduled.status == 403, "without the power to enter activities: \(scheduled.text)")
        let both = try await world.program(.host, over: .organisation(school.number), Self.permissions(world, "talks.ask", "activities.enter"))
        let made = try await both.send(.post, path + "/schedule", "{}", match: accepted.tag)
        #expect(try made.status == 200 && made.string("state") == "scheduled" && made.string("activity") != nil, "\(made.text)")
    }

    /// Who declined learns no more of it.
    @Test(arguments: TestEngine.allCases) func whoDeclinesIsOut(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let expert = try await world.program(.expert, over: .all, Self.permissions(world, "talks.answer"))
        try await world.speaks(expert)
        let mine = try await expert.get("/talks?state=dispatched").ids
        #expect(mine.count == 2)
        let path = "/talks/\(mine[0])"
        let declined = try await expert.send(.post, path + "/declination", "{\"says\":\"On a journey\"}")
        #expect(try declined.status == 200 && declined.json["declined"] as? Bool == true, "\(declined.text)")
        #expect(try await expert.get(path).status == 404)
        #expect(try await expert.get("/talks?state=dispatched").ids == [mine[1]])
    }
}
