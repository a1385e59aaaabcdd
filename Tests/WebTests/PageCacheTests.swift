import Access
import HTTPTypes
import Kernel
import Logging
import Markup
import Regions
import Storage
import Synchronization
import TestKit
import Testing
import Web

@Suite("Pages kept in memory")
struct PageCacheTests {
    /// How often each page was made.
    final class Makings: Sendable {
        private let counts = Mutex<[String: Int]>([:])
        func add(_ name: String) -> Int { counts.withLock { $0[name, default: 0] += 1; return $0[name] ?? 0 } }
        func of(_ name: String) -> Int { counts.withLock { $0[name] ?? 0 } }
    }

    struct Stage {
        let site: Site
        let database: Database
        let makings: Makings

        init(_ engine: TestEngine, grace: Duration = .zero) async throws {
            let database = try await engine.database(
                rooms: [(room: "regions", migrations: RegionsSchema.migrations), (room: "access", migrations: AccessSchema.migrations)])
            let makings = Makings()
            let routes: [Route] = [
                .get("/open", .anyone) { visit in
                    let number = makings.add("open")
                    return visit.page(Phrase("页面", "A page")) { p { "made \(number) " + String(repeating: "long ", count: 400) } }
                },
                .get("/slow", .anyone) { visit in
                    let number = makings.add("slow")
                    try await Task.sleep(for: .milliseconds(30))
                    return visit.page(Phrase("页面", "A page")) { p { "made \(number)" } }
                },
                .get("/form", .anyone) { visit in
                    _ = makings.add("form")
                    return visit.page(Phrase("页面", "A page")) { visit.postButton(Phrase("送", "Send"), posts: "/form") }
                },
                .get("/api/v1/things", .anyone) { _ in
                    .text("answer \(makings.add("api"))")
                },
                .get("/none", .anyone) { _ in
                    _ = makings.add("none")
                    throw Refusal.notFound(Phrase("东西", "thing"))
                },
            ]
            let frame = SiteFrame(name: Phrase("科普", "Kepu"), links: [], desk: [], assetVersion: "t", banner: nil)
            self.site = try await Site(
                routes: routes, database: database, frame: frame, publicFolder: "Public", grace: grace, logger: Logger(label: "test"))
            (self.database, self.makings) = (database, makings)
        }

        func get(_ path: String, _ more: [(HTTPField.Name, String)] = [], method: HTTPRequest.Method = .get) async throws -> (status: Int, headers: HTTPFields, body: [UInt8]) {
            var headers = HTTPFields()
            headers[.acceptLanguage] = "en"
            for (name, value) in more { headers[name] = value }
            return try await site.respond(method: method, path: path, headers: headers)
        }

        func change() async throws { try await database.write { _ = try $0.secret("test-\(UInt64.random(in: 0...UInt64.max))") } }
    }

    @Test(arguments: TestEngine.allCases) func aPageIsMadeOnceUntilSomethingIsWritten(_ engine: TestEngine) async throws {
        let stage = try await Stage(engine)
        for _ in 0..<5 { #expect(String(decoding: try await stage.get("/open").body, as: UTF8.self).contains("made 1 ")) }
        try await stage.change()
        for _ in 0..<5 { #expect(String(decoding: try await stage.get("/open").body, as: UTF8.self).contains("made 2 ")) }
        await stage.database.close()
    }

    @Test func eachLanguageAddressAndHostHasItsOwn() async throws {
        let stage = try await Stage(.sqlite)
        #expect(String(decoding: try await stage.get("/open", [(.acceptLanguage, "zh")]).body, as: UTF8.self).contains("页面"))
        #expect(String(decoding: try await stage.get("/open").body, as: UTF8.self).contains("A page"))
        #expect(String(decoding: try await stage.get("/open", [(.cookie, "kepu_language=zh")]).body, as: UTF8.self).contains("页面"))
        _ = try await stage.get("/open?utm_source=x")
        #expect(stage.makings.of("open") == 4)
        // Behind a proxy the page's own address begins with another scheme.
        _ = try await stage.get("/open", [(try #require(HTTPField.Name("X-Forwarded-Proto")), "https")])
        #expect(stage.makings.of("open") == 5)
        await stage.database.close()
    }

    @Test func whatIsForOneBrowserIsNotKept() async throws {
        let stage = try await Stage(.sqlite)
        for path in ["/form", "/none", "/api/v1/things"] { for _ in 0..<3 { _ = try await stage.get(path) } }
        #expect(stage.makings.of("form") == 3 && stage.makings.of("none") == 3 && stage.makings.of("api") == 3)
        let page = try await stage.get("/form")
        #expect(page.headers[.cacheControl] == "private, no-cache")
        // Somebody with a session, or with a message to be shown, is not answered from memory, nor is their page kept.
        for cookie in ["kepu_session=abc", "kepu_flash=%E5%A5%BD|Good"] { for _ in 0..<2 { _ = try await stage.get("/open", [(.cookie, cookie)]) } }
        #expect(stage.makings.of("open") == 4)
        #expect(!String(decoding: try await stage.get("/open").body, as: UTF8.self).contains("Good"))
        await stage.database.close()
    }

    @Test func browsersThatHaveItAreToldSo() async throws {
        let stage = try await Stage(.sqlite)
        let first = try await stage.get("/open")
        let tag = try #require(first.headers[.eTag])
        let again = try await stage.get("/open", [(.ifNoneMatch, "\"x\", W/\(tag)")])
        #expect(again.status == 304 && again.body.isEmpty)
        let packed = try await stage.get("/open", [(.acceptEncoding, "br, gzip")])
        #expect(packed.headers[.contentEncoding] == "gzip" && packed.body.prefix(2) == [0x1f, 0x8b] && packed.body.count < first.body.count / 2)
        #expect(packed.headers[.eTag] != tag && packed.headers[.contentLength] == String(packed.body.count))
        let head = try await stage.get("/open", method: .head)
        #expect(head.body.isEmpty && head.headers[.contentLength] == String(first.body.count) && head.headers[.contentSecurityPolicy] != nil)
        try await stage.change()
        #expect(try await stage.get("/open", [(.ifNoneMatch, tag)]).status == 200)
        await stage.database.close()
    }

    /// While bookings come in, visitors within the grace get the page as it was; one of them makes it anew.
    @Test func underAStreamOfWritesOneVisitorMakesThePage() async throws {
        let stage = try await Stage(.sqlite, grace: .seconds(60))
        _ = try await stage.get("/slow")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    if number % 3 == 0 { try await stage.change() }
                    #expect(try await stage.get("/slow").status == 200)
                }
            }
            try await group.waitForAll()
        }
        #expect(stage.makings.of("slow") == 1)
        await stage.database.close()
    }
}
