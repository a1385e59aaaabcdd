import Access
import Activities
import App
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing

@Suite("The moderators' queue for programs")
struct QueueListTests {
    /// Every activity and the draft wait in the autumn's campaign; the fifth lies in another province.
    private static func world(_ engine: TestEngine) async throws -> World {
        let world = try await World.make(engine)
        let waiting = world.activities.prefix(5) + [world.draft]
        try await world.kepu.database.write { tx in
            for id in waiting { try tx.place(id, in: world.autumn, state: .toModerate) }
        }
        return world
    }

    @Test(arguments: TestEngine.allCases) func whatHasComeToWhoAsks(_ engine: TestEngine) async throws {
        let world = try await Self.world(engine), moderator = try await world.moderator()
        var (next, seen): (String?, [String]) = ("/moderation?campaign=autumn-2026&limit=2", [])
        while let address = next {
            let page = try await moderator.get(address)
            let after = try page.string("next"), link = after.map { "<\($0)>; rel=\"next\"" }
            #expect(page.status == 200 && page.headers["link"] == link)
            seen += try page.items.compactMap { $0["activity"] as? String }
            next = after.map { String($0.dropFirst("/api/v1".count)) }
        }
        #expect(seen == (world.activities.prefix(4) + [world.draft]).map(\.text))
        // The version that is told is the one that is decided.
        let first = try #require(try await moderator.get("/moderation?limit=1").items.first)
        let (version, since) = (try #require(first["version"] as? Int), try #require(first["since"] as? String))
        #expect(first["state"] as? String == "to-moderate" && first["overdue"] as? Bool == false && !since.isEmpty)
        let decided = try await moderator.send(
            .post, "/decisions",
            "{\"decision\":\"publish\",\"entries\":[{\"activity\":\"\(seen[0])\",\"campaign\":\"autumn-2026\",\"version\":\(version)}]}")
        #expect(try decided.status == 200 && decided.json["done"] as? Int == 1)
        #expect(try await moderator.get("/moderation").items.compactMap { $0["activity"] as? String } == Array(seen.dropFirst()))
        // What is decided meanwhile makes a list neither repeat nor pass over.
        let page = try await moderator.get("/moderation?limit=1")
        let rest = String(try #require(try page.string("next")).dropFirst("/api/v1".count))
        try await world.kepu.database.write { tx in try tx.place(world.activities[1], in: world.autumn, state: .published) }
        #expect(try await moderator.get(rest).items.first?["activity"] as? String == seen[2])
    }

    @Test func whoMayNotIsToldSo() async throws {
        let world = try await Self.world(.sqlite)
        #expect(try await world.host().get("/moderation").status == 403)
        #expect(try await world.ask("/api/v1/moderation").status == 401)
        let moderator = try await world.moderator()
        for (address, parameter) in [
            ("/moderation?state=lost", "state"), ("/moderation?campaign=none", "campaign"), ("/moderation?region=000001", "region"),
            ("/moderation?all=yes", "all"), ("/moderation?limit=0", "limit"), ("/moderation?cursor=x", "cursor"), ("/moderation?page=2", "page"),
        ] {
            let seen = try await moderator.get(address)
            #expect(try seen.status == 400 && seen.string("parameter") == parameter, "\(address): \(seen.text)")
        }
        // Another province's moderator has only their own.
        let other = try await world.program(.moderator, over: .region(["510000"]), [Activities.moderate])
        #expect(try await other.get("/moderation").items.compactMap { $0["activity"] as? String } == [world.activities[4].text])
    }
}
