import Campaigns
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("The pages of campaigns and news")
struct PageTests {
    static let naughty = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "&amp;lt; &#60;", "'; DROP TABLE campaigns_campaign;--",
        "\u{202E}倒过来\u{202C}", "Ω≈ç√ 田中さん 👩‍🔬", "# {{7*7}} ${x} %s", "</title></textarea><svg/onload=1>",
    ]

    @Test(arguments: naughty)
    func sayNamesAsTheyAre(name: String) async throws {
        let database = try await rooms.database(.sqlite)
        let news = try await database.write { tx in
            let wording = Wording(name, name + " en")
            let day = try #require(Day(iso: "2023-09-16"))
            let body = try tx.addOrganisation(key: "one", name: wording, kind: .museum)
            let id = try tx.addCampaign(key: "one", name: wording, kind: .day, begin: day, end: day, summary: wording, motto: wording)
            _ = try tx.addCampaign(key: "two", name: wording, kind: .series, parent: id, begin: day, end: day, summary: wording)
            var parts = CampaignParts()
            parts.roles = [CampaignRole(.organiser, body)]
            parts.blocks = [Block(key: "bb", name: wording, note: wording)]
            parts.themes = [Theme(key: "tt", name: wording, month: RoughDay("2023-09"), hostID: body, provenance: Provenance(note: wording))]
            let year = try #require(RoughDay("2022"))
            parts.announced = [AnnouncedFigure(key: "aa", indicator: "aa", label: wording, value: 74000, unit: wording, asOf: year)]
            try tx.save(parts, of: try #require(try tx.campaign(id)), by: 0)
            let item = NewsItem(id: tx.newID(), campaignID: id, key: "nn", day: day, title: wording, text: wording)
            try tx.save(item, by: 0)
            return item.id
        }
        for language in ["zh", "en"] {
            let browser = Browser(try await rooms.site(database), language: language)
            for path in ["/campaigns", "/campaigns/one", "/campaigns/two", "/news", "/news/\(news)"] {
                let page = try await browser.go(path)
                #expect(page.status == 200, "\(path)")
                #expect(page.html.count(of: "<h1") == 1, "\(path)")
                for tag in ["<script>", "<img src=x", "<svg/onload", "</title></textarea>"] { #expect(!page.html.contains(tag), "\(path) \(tag)") }
            }
        }
    }

    @Test func showTheWholeEdition() async throws {
        let database = try await rooms.database(.sqlite)
        _ = try await rooms.apply(SectionTests.file, to: database)
        let browser = Browser(try await rooms.site(database))
        let page = try await browser.go("/campaigns/day-2023")
        let expected = [
            "National Science Day 2023", "16–24 September 2023", "edition 20", "For science and technology", "Organiser Bureau",
            "Undertaker City Museum", "Supporter City Museum", "April 2023", "Dreams of space", "Host: City Museum", "Healthy China", "Main event",
            "Special action", "Series 2023", "about 74,000", "announced, 2022", "repaired from the context", "Press conference",
            "Declared, not yet supported", "Contests (1)", "Quiz",
        ]
        for words in expected { #expect(page.text.contains(words), "\(words)") }
        #expect(page.html.contains("data-accent=\"cinnabar\""))
        let chinese = try await browser.go("/campaigns/day-2023?lang=zh")
        #expect(chinese.text.contains("约 7.4 万 项"))
        #expect(chinese.text.contains("74,000；来源公布， 2022年") || chinese.text.contains("74,000；来源公布，2022年"))
        let child = try await browser.go("/campaigns/series-2023?lang=en")
        #expect(child.text.contains("Part of National Science Day 2023"))
        #expect(child.text.contains("September – December 2023"))
        let list = try await browser.go("/campaigns")
        #expect(list.text.contains("1 part"))
        let news = try await browser.go("/news")
        #expect(news.text.contains("Opening National Science Day 2023"))
    }

    @Test func refuseWhatIsNotThere() async throws {
        let browser = Browser(try await rooms.site(try await rooms.database(.sqlite)))
        for path in ["/campaigns/none", "/news/0000000000001", "/news/nonsense"] { #expect(try await browser.go(path).status == 404, "\(path)") }
        #expect(try await browser.go("/campaigns").status == 200)
        #expect(try await browser.go("/news?page=7").status == 400)
    }

    @Test(arguments: TestEngine.allCases)
    func answerMachinesAndNameUnknownFilters(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        try await database.write { tx in
            let day = try #require(Day(iso: "2023-09-16"))
            let name = Wording("全国\"科普\"日", "Science Day")
            let id = try tx.addCampaign(key: "one", name: name, kind: .day, begin: day, end: day, summary: name)
            try tx.addCampaign(key: "two", name: name, kind: .series, parent: id, begin: day, end: day, summary: name)
        }
        let browser = Browser(try await rooms.site(database))
        let one = try await browser.go("/campaigns/one.json")
        #expect(one.status == 200 && one.headers["content-type"] == "application/json")
        for piece in [#""key":"one""#, #""zh":"全国\"科普\"日""#, #""begin":"2023-09-16""#, #""children":["two"]"#, #""parent":null"#] {
            #expect(one.html.contains(piece), "\(piece)")
        }
        #expect(try await browser.go("/campaigns/two.json").html.contains(#""parent":"one""#))
        let none = try await browser.go("/campaigns/none.json")
        #expect(none.status == 404 && none.headers["content-type"] == "application/problem+json")
        for list in ["/campaigns", "/news"] {
            let wrong = try await browser.go("\(list)?colour=red&utm_source=x")
            #expect(wrong.status == 400 && wrong.text.contains("There is no filter “colour”"), "\(list)")
            #expect(try await browser.go("\(list)?utm_source=x&utm_medium=y&from=timeline&isappinstalled=0&fbclid=1&gclid=2&lang=en").status == 200)
        }
    }
}
