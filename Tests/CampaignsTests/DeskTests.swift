import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("Campaigns at the desk")
struct DeskTests {
    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(SectionTests.file, to: database)
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func anOrganiserOfTheParentEditsTheChild(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let browser = try await Browser.signedIn(Grant(.organiser, over: .campaign("day-2023")), at: rooms.site(database))
        #expect(try await browser.go("/desk/campaigns").text.contains("Series 2023"))
        try await browser.go("/desk/campaigns/series-2023")
        let saved = try await browser.submit(
            "/desk/campaigns/series-2023", ["name_en": "The Series", "begin": "2023-09-05", "end": "2023-12-20", "accent": "azure"])
        #expect(saved.status == 200)
        let campaign = try #require(try await database.read { try $0.campaign(key: "series-2023") })
        #expect(campaign.name == Wording("系列活动2023", "The Series"))
        #expect(campaign.precision == .day)
        #expect(campaign.begin.iso == "2023-09-05")
        #expect(campaign.accent == .azure)
        #expect(campaign.region == "610100")
        #expect(campaign.provenance.sources == ["S1"])
    }

    /// Two people open the same form: the second is told, and nothing of the first one's work is lost.
    @Test(arguments: TestEngine.allCases)
    func twoPeopleAtOnce(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let site = try await rooms.site(database)
        let one = try await Browser.signedIn("one@example.org", Grant(.organiser, over: .campaign("day-2023")), at: site)
        let two = try await Browser.signedIn("two@example.org", Grant(.organiser, over: .campaign("day-2023")), at: site)
        let address = "/desk/campaigns/series-2023"
        try await one.go(address)
        try await two.go(address)
        #expect(try await one.submit(address, ["name_en": "By one"]).status == 200)
        let late = try await two.submit(address, ["summary_en": "By two"])
        #expect(late.status == 422 && late.text.contains("Somebody has changed this since you opened the page; your change was not saved."), "\(late.text)")
        #expect(late.html.contains("By two"))
        // Seen anew, it is changed.
        try await two.go(address)
        #expect(try await two.submit(address, ["summary_en": "By two"]).status == 200)
        let campaign = try #require(try await database.read { try $0.campaign(key: "series-2023") })
        #expect(campaign.name.en == "By one" && campaign.summary.en == "By two")
        // A motto in English alone would be lost.
        let half = try await two.submit(address, ["motto_en": "Onwards", "motto_zh": ""])
        #expect(half.status == 422 && half.text.contains("Where there is English, give the Chinese too."), "\(half.text)")
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func newsIsTakenDown(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let browser = try await Browser.signedIn(Grant(.organiser, over: .campaign("day-2023")), at: rooms.site(database))
        let before = try await news(database)
        let item = try await addNews(["title_zh": "误发", "title_en": "By mistake", "text_zh": "一段", "text_en": "One"], browser, database)
        #expect(browser.page.text.contains("By mistake"))
        #expect(try await browser.submit("/desk/campaigns/day-2023/news/\(item.id)/removal").text.contains("The news was taken down."))
        #expect(try await browser.go("/news/\(item.id)").status == 404)
        #expect(try await news(database).map(\.id) == before.map(\.id))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func newsIsPublishedAtOnce(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let browser = try await Browser.signedIn(Grant(.organiser, over: .campaign("day-2023")), at: rooms.site(database))
        let item = try await addNews(
            ["title_zh": "新消息", "title_en": "Fresh news", "text_zh": "第一段\r\n第二段", "text_en": "One\r\n\r\nTwo"], browser, database)
        #expect(item.title == Wording("新消息", "Fresh news"))
        let page = try await browser.go("/news/\(item.id)")
        #expect(page.html.contains("<p>One</p><p>Two</p>"))
        await database.close()
    }

    private func news(_ database: Database) async throws -> [NewsItem] {
        try await database.read { tx in try tx.news(of: try #require(try tx.campaign(key: "day-2023")).id) }
    }

    /// What somebody publishes at the campaign's desk.
    private func addNews(_ texts: [String: String], _ browser: Browser, _ database: Database) async throws -> NewsItem {
        try await browser.go("/desk/campaigns/day-2023")
        let fields = texts.merging(["day": "2023-09-18"]) { $1 }
        #expect(try await browser.submit("/desk/campaigns/day-2023/news", fields).status == 200)
        return try #require(try await news(database).first { $0.title.zh == texts["title_zh"] })
    }

    @Test func anOrganiserOfTheChildDoesNotEditTheParent() async throws {
        let database = try await database(.sqlite)
        let browser = try await Browser.signedIn(Grant(.organiser, over: .campaign("series-2023")), at: rooms.site(database))
        #expect(try await browser.go("/desk/campaigns/day-2023").status == 403)
        #expect(try await browser.go("/desk/campaigns/series-2023").status == 200)
        #expect(!(try await browser.go("/desk/campaigns").text.contains("National Science Day")))
    }

    @Test(arguments: [("name_zh", ""), ("begin", "2024-01-01"), ("end", "soon"), ("accent", "red"), ("summary_zh", "")])
    func wrongInputIsShownAgain(field: String, value: String) async throws {
        let database = try await database(.sqlite)
        let before = try await database.read { try $0.campaign(key: "series-2023") }
        let browser = try await Browser.signedIn(Grant(.administrator, over: .all), at: rooms.site(database))
        try await browser.go("/desk/campaigns/series-2023")
        let page = try await browser.submit("/desk/campaigns/series-2023", [field: value, "name_en": "Kept in the form"])
        #expect(page.status == 422)
        #expect(page.html.contains("class=\"remark\""))
        #expect(page.html.contains("Kept in the form"))
        #expect(try await database.read { try $0.campaign(key: "series-2023") } == before)
    }

    @Test func newsWithoutTextIsShownAgain() async throws {
        let database = try await database(.sqlite)
        let browser = try await Browser.signedIn(Grant(.administrator, over: .all), at: rooms.site(database))
        try await browser.go("/desk/campaigns/day-2023")
        let page = try await browser.submit("/desk/campaigns/day-2023/news", ["title_zh": "只有标题"])
        #expect(page.status == 422)
        #expect(page.html.contains("remark-text_zh"))
        #expect(page.html.contains("只有标题"))
    }
}
