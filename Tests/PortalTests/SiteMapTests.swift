import Activities
import Campaigns
import Kernel
import Language
import Portal
import Storage
import TestKit
import Testing
import Venues

@Suite("The site map")
struct SiteMapTests {
    @Test(arguments: TestEngine.allCases)
    func itNamesItsPiecesAndTheyTheirPages(_ engine: TestEngine) async throws {
        let browser = try await World.browser(World.database(engine))
        #expect(try await browser.go("/robots.txt").html.contains("Sitemap: http://localhost/sitemap.xml"))
        let pieces = addresses(try await browser.go("/sitemap.xml").html)
        #expect(pieces == ["/sitemap-pages.xml", "/sitemap-venues.xml?after=0", "/sitemap-activities.xml?after=0"])
        let pages = addresses(try await browser.go(pieces[0]).html)
        #expect(Set(pages).isSuperset(of: ["/", "/activities", "/campaigns", "/venues", "/figures", "/about", "/data"]))
        #expect(Set(pages).count == pages.count)
        for path in pages { #expect(try await browser.go(path).status == 200, "\(path)") }
        for piece in pieces.dropFirst() { #expect(addresses(try await browser.go(piece).html).isEmpty) }
        #expect(try await browser.go("/sitemap-activities.xml?after=x").status == 400)
    }

    @Test(arguments: TestEngine.allCases)
    func venuesAndActivitiesStandInTheirPieces(_ engine: TestEngine) async throws {
        let database = try await World.database(engine)
        let (venue, activity) = try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("市馆", "City Museum"), kind: .museum, region: "610113")
            let venue = try tx.addVenue(key: "hall", name: Wording("大厅", "Hall"), kind: .museum, region: "610113", organisation: museum)
            let campaign = try tx.addCampaign(
                key: "day", name: Wording("科学日", "Science Day"), kind: .day, begin: day("2026-05-20"), end: day("2026-05-21"),
                summary: Wording("简介", "Summary"))
            func enter(_ title: String, _ state: PlacementState) throws -> ID<Activity> {
                let draft = ActivityDraft(organiser: museum, title: Wording(title), summary: Wording("简介"), kind: .lecture)
                let id = try tx.addActivity(draft)
                try tx.place(id, in: campaign, state: state)
                return id
            }
            _ = try enter("草稿", .draft)
            return (venue, try enter("讲座", .published))
        }
        let browser = try await World.browser(database)
        #expect(addresses(try await browser.go("/sitemap-venues.xml?after=0").html) == ["/venues/\(venue)"])
        let page = try await browser.go("/sitemap-activities.xml?after=0").html
        #expect(addresses(page) == ["/activities/\(activity)"] && page.contains("<lastmod>2026-05-20T"))
        #expect(addresses(try await browser.go("/sitemap-activities.xml?after=\(activity.number)").html).isEmpty)
        #expect(addresses(try await browser.go("/sitemap-pages.xml").html).contains("/campaigns/day"))
        await database.close()
    }

    private func addresses(_ text: String) -> [String] {
        text.split(separator: "<loc>http://localhost").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
}
