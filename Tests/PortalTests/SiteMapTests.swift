import Kernel
import Portal
import Storage
import TestKit
import Testing

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

    private func addresses(_ text: String) -> [String] {
        text.split(separator: "<loc>http://localhost").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
}
