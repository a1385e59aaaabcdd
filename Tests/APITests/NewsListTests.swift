import App
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("News and units for programs")
struct NewsListTests {
    @Test(arguments: TestEngine.allCases) func narrowedAndSuperseded(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let all = try await world.ask("/api/v1/news").ids
        let old = try #require(all.first.flatMap { ID<NewsItem>($0) })
        let new = try await world.kepu.database.write { tx in
            var press = NewsItem(
                id: tx.newID(), campaignID: world.autumn, key: "press", day: day("2026-05-09"), title: Wording("新闻稿", "Press"),
                text: Wording("正文", "Text"))
            (press.kind, press.supersedesID) = (.press, old)
            try tx.save(press, by: 0)
            var gone = try #require(try tx.newsItem(old))
            gone.state = .superseded
            try tx.save(gone, by: 0)
            return press.id
        }
        #expect(try await world.ask("/api/v1/news").ids == [new.text] + all.dropFirst())
        #expect(try await world.ask("/api/v1/news?kind=press").ids == [new.text])
        #expect(try await world.ask("/api/v1/news?campaign=spring-2026&limit=1").json["total"] as? Int == 2)
        let seen = try await world.ask("/api/v1/news/\(old)")
        #expect(try seen.string("state") == "superseded" && seen.string("superseded_by") == new.text)
        #expect(try await world.ask("/api/v1/news/\(new)").string("supersedes") == old.text)
        #expect(try await world.ask("/api/v1/news?campaign=none").string("parameter") == "campaign")
        #expect(try await world.ask("/api/v1/news?kind=gossip").string("parameter") == "kind")
        // Withdrawn, it is nowhere, and what has changed says so.
        try await world.kepu.database.write { tx in
            var item = try #require(try tx.newsItem(new))
            item.state = .withdrawn
            try tx.save(item, by: 0)
        }
        #expect(try await world.ask("/api/v1/news/\(new)").status == 404)
        #expect(try await world.ask("/api/v1/news/\(old)").json["superseded_by"] is String == false)
    }

    @Test(arguments: TestEngine.allCases) func aUnitsProfile(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), museum = try await world.museum
        let seen = try await world.ask("/api/v1/organisations/\(museum)")
        #expect(try seen.string("id") == museum.text && seen.string("region") == "610113" && seen.string("kind") == "museum")
        #expect(try (seen.json["venues"] as? [String])?.count == 2 && seen.string("page") == "/organisations/\(museum)")
        #expect(try await world.ask("/api/v1/organisations/0000000000001").status == 404)
    }
}
