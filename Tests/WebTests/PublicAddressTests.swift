import HTTPTypes
import Kernel
import Language
import Logging
import Markup
import Storage
import TestKit
import Testing
@testable import Web

/// Addresses that leave the site are the operator's, whatever host a request names; without a setting they are the request's.
@Suite struct PublicAddressTests {
    private func trial(_ address: String?) async throws -> Trial {
        let trial = try await Trial.make()
        let frame = SiteFrame(name: Phrase("科普", "Kepu"), links: [], desk: [], assetVersion: "t", banner: nil, address: address)
        let route = Route.get("/address", .anyone) { visit in Answer(mediaType: "text/plain", body: Array(visit.origin.utf8)) }
        let site = try await Site(
            routes: [route] + trial.site.routes, database: trial.database, frame: frame, publicFolder: "Public", logger: Logger(label: "test"))
        return Trial(site: site, database: trial.database)
    }

    @Test func theSettingWins() async throws {
        let proxied = [(HTTPField.Name.forwardedScheme, "https")]
        let set = try await trial("https://kepu.example.org"), plain = try await trial(nil)
        #expect(try await set.ask(.get, "/address").text == "https://kepu.example.org")
        #expect(try await set.ask(.get, "/address", proxied).text == "https://kepu.example.org")
        #expect(try await plain.ask(.get, "/address").text == "http://localhost")
        #expect(try await plain.ask(.get, "/address?a", proxied).text == "https://localhost")
    }

    /// Where a form came from is held against the host that the browser asked, not against the setting.
    @Test func formsAreTakenWhereTheBrowserIs() async throws {
        let trial = try await trial("https://kepu.example.org")
        let (cookie, csrf) = try await trial.token()
        let form = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded"), (.origin, "http://localhost")]
        let seen = try await trial.ask(.post, "/office/files", form, cookie: cookie + "; kepu_language=en", body: "csrf=\(csrf)&name=Wang+Xiaoming")
        #expect(seen.status == 401 && seen.text.contains("nothing is lost"))
    }
}
