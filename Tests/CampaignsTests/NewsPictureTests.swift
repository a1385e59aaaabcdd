import Campaigns
import Files
import Kernel
import Storage
import TestKit
import Testing

/// Pictures of news: said in words, shown only where the item is, gone with the last that shows them.
@Suite struct NewsPictureTests {
    private static let png: [UInt8] = {
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0] }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]) + chunk("IDAT", [1, 2, 3])
            + chunk("IEND", [])
    }()

    private func add(_ world: NewsWorld, _ id: ID<NewsItem>, _ values: [String: String], _ bytes: [UInt8] = png) async throws -> PageSeen {
        try await world.host.go("/desk/news/\(id)")
        return try await world.host.submit("/desk/news/\(id)/pictures", values, uploads: [(field: "picture", name: "p.png", bytes: bytes)])
    }

    private func files(_ world: NewsWorld) async throws -> Int64 {
        try await world.database.read { try $0.number("SELECT COUNT(*) FROM files_file") ?? 0 }
    }

    @Test(arguments: TestEngine.allCases) func shownWhereTheItemIs(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        let mute = try await add(world, id, ["credit": "Li"])
        #expect(mute.status == 422 && mute.html.contains("id=\"remark-alt_zh\""))
        let text = try await add(world, id, ["alt_zh": "人群"], Array("no picture".utf8))
        #expect(text.status == 422 && text.text.contains("neither a JPEG nor a PNG picture"))
        #expect(try await files(world) == 0)
        let page = try await add(world, id, ["alt_zh": "开幕式上的人群", "alt_en": "People at the opening", "credit": "Li Lei"])
        #expect(page.status == 200 && page.html.contains("alt=\"People at the opening\"") && page.text.contains("Picture: Li Lei"))
        let address = try #require(page.html.firstMatch(of: /src="(\/news\/[^"]+)"/)).1
        #expect(try await world.visitor.go(String(address)).status == 404)
        #expect(try await world.organiser.go(String(address)).status == 200)
        try await world.publish(id)
        let shown = try await world.visitor.go(String(address))
        #expect(shown.status == 200 && shown.headers["content-type"] == "image/png" && shown.headers["x-content-type-options"] == "nosniff")
        #expect(try await world.visitor.go("/news/\(id)").html.contains("width=\"3\" height=\"2\""))
        #expect(try await world.visitor.go("/news.atom").html.contains("rel=\"enclosure\""))

        // What supersedes it shows the same file; taken away there, it stays here.
        try await world.host.go("/desk/news/\(id)")
        let next = try await world.host.submit("/desk/news/\(id)/successor")
        #expect(try await files(world) == 1)
        let removal = try #require(next.forms.first { $0.action.hasSuffix("/removal") }).action
        #expect(try await world.host.submit(removal).text.contains("The picture is gone."))
        #expect(try await world.visitor.go(String(address)).status == 200)
        try await world.organiser.go("/desk/news/\(id)")
        try await world.organiser.submit("/desk/news/\(id)/withdrawal", ["remark": "Wrong day"])
        #expect(try await world.visitor.go(String(address)).status == 404)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func goneWithTheLastThatShowsIt(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        let page = try await add(world, id, ["alt_zh": "人群"])
        let removal = try #require(page.forms.first { $0.action.hasSuffix("/removal") }).action
        try await world.host.submit(removal)
        #expect(try await files(world) == 0)
        await world.database.close()
    }
}
