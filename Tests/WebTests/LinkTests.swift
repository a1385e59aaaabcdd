import HTTPTypes
import Kernel
import Testing
import Web

@Suite("What a page says to search machines and messengers")
struct LinkTests {
    private func head(_ path: String, _ more: [(HTTPField.Name, String)] = []) async throws -> String {
        let text = try await Trial.make().ask(.get, path, more).text
        return String(text.split(separator: "</head>")[0])
    }

    @Test func aPageHasOneAddressWhateverAppsAppendToIt() async throws {
        let head = try await head("/list?utm_source=x&region=610000&print=large&from=singlemessage")
        #expect(head.contains(#"<link rel="canonical" href="http://localhost/list?region=610000">"#))
        #expect(head.contains(#"<meta property="og:url" content="http://localhost/list?region=610000">"#))
        #expect(!head.contains("noindex"))
    }

    @Test func itNamesItselfInBothLanguages() async throws {
        let head = try await head("/plain?lang=en")
        #expect(head.contains(#"<link rel="canonical" href="http://localhost/plain?lang=en">"#))
        #expect(head.contains(#"<link rel="alternate" hreflang="zh-Hans" href="http://localhost/plain?lang=zh">"#))
        #expect(head.contains(#"<link rel="alternate" hreflang="en" href="http://localhost/plain?lang=en">"#))
        #expect(head.contains(#"<link rel="alternate" hreflang="x-default" href="http://localhost/plain">"#))
        #expect(head.contains(#"<meta property="og:title" content="A page">"#))
        #expect(head.contains(#"<meta property="og:locale" content="en_GB">"#))
    }

    @Test func aSlashAtTheEndIsNoOtherPage() async throws {
        #expect(try await head("/plain/").contains(#"<link rel="canonical" href="http://localhost/plain">"#))
    }

    @Test func whatIsNotFoundIsNotKept() async throws {
        let head = try await head("/nowhere")
        #expect(head.contains(#"<meta name="robots" content="noindex">"#))
        #expect(!head.contains("canonical"))
    }

    /// The length of an answer is told to HEAD too, and never as 0 where it is not known.
    @Test(arguments: ["/plain", "/nowhere", "/things/0000000000001.json"])
    func aHeadHasTheLengthOfTheAnswer(_ path: String) async throws {
        let trial = try await Trial.make()
        let whole = try await trial.ask(.get, path), head = try await trial.ask(.head, path)
        #expect(head.text.isEmpty)
        #expect(head.headers[.contentLength] == String(whole.text.utf8.count))
    }
}

@Suite("Ways on from a refusal")
struct WaysOnTests {
    @Test func whatIsNotFoundLeadsHome() async throws {
        let page = try await Trial.make().ask(.get, "/nowhere", [(.acceptLanguage, "en")])
        #expect(page.status == 404)
        #expect(page.text.contains("class=\"lost\""))
        #expect(page.text.contains("<a class=\"button\" href=\"/\">"))
    }

    @Test func aWrongFilterIsTakenAwayByALink() async throws {
        let page = try await Trial.make().ask(.get, "/list?region=1&colour=red&utm_source=x", [(.acceptLanguage, "en")])
        #expect(page.status == 400)
        #expect(page.text.contains("href=\"/list?region=1\""))
    }
}
