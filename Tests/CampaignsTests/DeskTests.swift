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
}
