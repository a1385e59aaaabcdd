import Access
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

/// A campaign and a museum, somebody who writes for the museum and somebody who organises the campaign; and a room that counts 144 visits.
struct NewsWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let museum: ID<Organisation>
    let host: Browser
    let organiser: Browser
    let visitor: Browser

    static let house = TestHouse(People.module, Messages.module, Venues.module, Campaigns.module, counting)

    private static let counting: Module = {
        var module = Module("counting", "数字", "Figures")
        module.figure = { _, _, reference in
            guard reference.campaign == "day-2023", reference.indicator == "visits" else { throw Refusal.noFigure(reference) }
            return FigureInText(
                title: Phrase("参观人次", "Visits"), unit: Phrase("人次", "visits"), value: 144, day: day("2023-09-30"), isLocked: reference.isLocked,
                path: "/figures/day-2023/visits")
        }
        return module
    }()

    static func make(_ engine: TestEngine) async throws -> NewsWorld {
        let clock = TestClock("2023-09-20T14:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(SectionTests.file, to: database)
        let museum = try await database.read { tx in try #require(try tx.organisation(key: "museum")).id }
        let site = try await house.site(database)
        return NewsWorld(
            database: database, clock: clock, site: site, museum: museum,
            host: try await .signedIn("host@example.org", Grant(.host, over: .organisation(museum.number)), at: site),
            organiser: try await .signedIn("organiser@example.org", Grant(.organiser, over: .campaign("day-2023")), at: site), visitor: Browser(site))
    }

    static let text = [
        "kind": "press", "day": "2023-09-18", "title_zh": "科普日受欢迎", "title_en": "A well-liked Science Day",
        "text_zh": "已有{{figure:day-2023/visits}}。\r\n第二段", "text_en": "There were {{figure:day-2023/visits}}.\r\n\r\nTwo",
    ]

    /// The museum's draft, perhaps about the campaign of that key; gives its identity.
    func draft(_ texts: [String: String] = text, about key: String? = "day-2023") async throws -> ID<NewsItem> {
        let campaign = try await database.read { tx in try key.map { try #require(try tx.campaign(key: $0)).id.text } }
        try await host.go("/desk/news/new")
        let page = try await host.submit("/desk/news", texts.merging(["unit": museum.text, "campaign": campaign ?? ""]) { $1 })
        #expect(page.status == 200 && page.text.contains("The draft is saved."), "\(page.status) \(page.text)")
        return try #require(ID<NewsItem>(page.path.split(separator: "/").last ?? ""))
    }

    /// One step of the buttons that stand above an item.
    @discardableResult
    func step(_ browser: Browser, _ id: ID<NewsItem>, _ event: String) async throws -> PageSeen {
        try await browser.go("/desk/news/\(id)")
        return try await browser.submit("/desk/news/\(id)/steps", ["event": event])
    }

    @discardableResult
    func decide(_ browser: Browser, _ id: ID<NewsItem>, _ values: [String: String]) async throws -> PageSeen {
        try await browser.go("/desk/news/\(id)")
        return try await browser.submit("/desk/news/\(id)/decision", values)
    }

    /// The same as the organiser of everything would see it go through.
    func publish(_ id: ID<NewsItem>) async throws {
        try await step(host, id, "submit")
        let page = try await decide(organiser, id, ["decision": "publish"])
        #expect(page.status == 200 && page.text.contains("It is published."), "\(page.status) \(page.text)")
    }

    func state(_ id: ID<NewsItem>) async throws -> NewsState? { try await database.read { try $0.newsItem(id)?.state } }
}
