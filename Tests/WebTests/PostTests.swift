import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import TestKit
import Testing
@testable import Web

@Suite("What is posted")
struct PostTests {
    private static let urlencoded = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded")]

    @Test(arguments: TestEngine.allCases)
    func aFormWithItsTokenIsTakenOnce(_ engine: TestEngine) async throws {
        let trial = try await Trial.make(engine)
        let (cookie, csrf) = try await trial.token()
        let seen = try await trial.ask(.post, "/form", Self.urlencoded, cookie: cookie, body: "csrf=\(csrf)&name=%E7%8E%8B+%26")
        #expect(seen.status == 303 && seen.headers[.location] == "/plain")
        let flash = try #require(seen.cookies.first { $0.hasPrefix("kepu_flash=") }?.split(separator: ";").first.map(String.init))
        let next = try await trial.ask(.get, "/plain", cookie: "kepu_language=en; \(flash)")
        #expect(next.text.contains("Got 王 &amp;, no file"))
        #expect(next.cookies.contains { $0.hasPrefix("kepu_flash=; Max-Age=0") })
    }

    @Test func withoutTheTokenOfThisBrowserNothingIsTaken() async throws {
        let trial = try await Trial.make()
        let (mine, other) = (try await trial.token(), try await trial.token())
        #expect(mine.csrf.count == 32 && mine.csrf != other.csrf)
        let foreign = try await Trial.make().token()
        for (cookie, body) in [
            (mine.cookie, "name=A"), (mine.cookie, "name=A&csrf="), (mine.cookie, "name=A&csrf=\(other.csrf)"), (mine.cookie, "name=A&csrf=\(mine.csrf)0"),
            ("", "name=A&csrf=\(mine.csrf)"), ("kepu_browser=", "name=A&csrf=\(mine.csrf)"), (foreign.cookie, "name=A&csrf=\(foreign.csrf)"),
        ] {
            #expect(try await trial.ask(.post, "/form", Self.urlencoded, cookie: cookie, body: body).status == 403, "\(cookie) \(body)")
        }
        // A token in the address is none.
        #expect(try await trial.ask(.post, "/form?csrf=\(mine.csrf)", Self.urlencoded, cookie: mine.cookie, body: "name=A").status == 403)
    }

    @Test(arguments: [false, true]) func cookiesAreForThisSiteAlone(_ secure: Bool) async throws {
        let trial = try await Trial.make(secure: secure)
        let tail = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
        let (cookie, csrf) = try await trial.token()
        let entered = try await trial.ask(.post, "/enter", Self.urlencoded, cookie: cookie, body: "csrf=\(csrf)")
        let session = try #require(entered.cookies.first)
        let prefix = secure ? "__Host-" : ""
        #expect(session.hasPrefix(prefix) && session.dropFirst(prefix.count).wholeMatch(of: /kepu_session=[0-9a-f]{64}; Max-Age=43200(.*)/)?.1 == Substring(tail))
        let form = try await trial.ask(.post, "/form", Self.urlencoded, cookie: cookie, body: "csrf=\(csrf)&name=A")
        let pages = [try await trial.ask(.get, "/page?lang=en"), entered, form]
        let names = Set(pages.flatMap(\.cookies).compactMap { $0.split(separator: "=").first.map(String.init) })
        #expect(names == Set(["kepu_browser", "kepu_session", "kepu_flash"].map { prefix + $0 } + ["kepu_language"]))
        for cookie in pages.flatMap(\.cookies) { #expect(cookie.hasSuffix(tail), "\(cookie)") }
        // A page without a form leaves nothing in the browser.
        #expect(try await trial.ask(.get, "/plain").cookies == [])
    }

    @Test(arguments: ["name=%zz", "name=%FF", "name=%E7%8E", String(repeating: "a&", count: 2001)])
    func whatCannotBeReadIsSaidSo(_ body: String) async throws {
        let trial = try await Trial.make()
        let (cookie, csrf) = try await trial.token()
        let seen = try await trial.ask(.post, "/form", Self.urlencoded, cookie: cookie + "; kepu_language=en", body: "csrf=\(csrf)&" + body)
        #expect(seen.status == 422 && seen.text.contains("cannot be read; nothing was changed"))
    }

    @Test func aBodyBeyondTheLimitIsRefusedBeforeItIsRead() async throws {
        let trial = try await Trial.make()
        let pulled = Mutex(0)
        let body = Endless { pulled.withLock { $0 += 1 } }
        for length in ["209715201", nil] {
            var headers = HTTPFields()
            headers[.cookie] = "kepu_language=en"
            headers[.contentLength] = length
            let request = Request(
                head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/form", headerFields: headers),
                body: RequestBody(asyncSequence: body))
            let context = KepuContext(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test")))
            let response = try await trial.site.responder.respond(to: request, context: context)
            #expect(response.status.code == 413)
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            // Nothing where the length was said; without it, no more than the limit and one piece.
            #expect(pulled.withLock { $0 } <= (length == nil ? 5 : 0))
        }
        let said = try await trial.ask(.post, "/form", cookie: "kepu_language=en", body: String(repeating: "a", count: 4097))
        #expect(said.status == 413 && said.text.contains("larger than the limit of 4 KB; nothing was saved"))
    }

    @Test(arguments: [
        (#"name="file"; filename="a;b \"c\".csv""#, #"a;b "c".csv"#), (#"filename="表.csv"; name="file""#, "表.csv"), (#"name=file; filename=a.csv"#, "a.csv"),
        (#"name="file"; filename="C:\temp\a.csv""#, #"C:\temp\a.csv"#),
    ])
    func aFileKeepsItsName(_ disposition: String, _ name: String) throws {
        let body = "--x\r\nContent-Disposition: form-data; \(disposition)\r\nContent-Type: text/csv\r\n\r\n1\r\n--\r\n\r\n--x--\r\n"
        let posted = try #require(Multipart.read(Array(body.utf8), boundary: "x"))
        #expect(posted.uploads.map(\.fileName) == [name])
        #expect(posted.uploads.map(\.field) == ["file"])
        #expect(posted.uploads.first?.bytes == Array("1\r\n--\r\n".utf8))
    }

    @Test(arguments: [
        "", "--x", "--x\r\n", "--x\r\n\r\n", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", "--x\r\nbroken\r\n\r\n\r\n--x--",
        "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--", "--y\r\n\r\n\r\n--y--",
    ])
    func whatIsNoMultipartIsNone(_ body: String) { #expect(Multipart.read(Array(body.utf8), boundary: "x") == nil) }
}

/// A body that never ends, a KiB at a time.
private struct Endless: AsyncSequence, Sendable {
    let onPull: @Sendable () -> Void
    init(_ onPull: @escaping @Sendable () -> Void) { self.onPull = onPull }

    struct AsyncIterator: AsyncIteratorProtocol {
        let onPull: @Sendable () -> Void
        mutating func next() async throws -> ByteBuffer? {
            onPull()
            return ByteBuffer(repeating: 97, count: 1024)
        }
    }
    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(onPull: onPull) }
}
