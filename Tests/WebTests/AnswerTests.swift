import Access
import HTTPTypes
import Kernel
import TestKit
import Testing
import Web

@Suite("What every answer carries")
struct AnswerTests {
    private static let kinds: [(HTTPRequest.Method, String, Int)] = [
        (.get, "/page", 200), (.head, "/page", 200), (.get, "/css/kepu.css", 200), (.get, "/things/0000000000001.json", 200), (.get, "/mine", 303),
        (.get, "/list?colour=red", 400), (.get, "/list?region=%FF", 400), (.post, "/form", 403), (.get, "/things/nobody", 404),
        (.get, "/nowhere", 404), (.head, "/nowhere", 404), (.get, "/%2e%2e/Package.swift", 404), (.put, "/page", 405), (.get, "/form", 405),
        (.get, "/taken", 409), (.get, "/broken", 503),
    ]

    @Test(arguments: kinds) func isGuardedByItsHeaders(_ method: HTTPRequest.Method, _ path: String, _ status: Int) async throws {
        let seen = try await Trial.make().ask(method, path)
        #expect(seen.status == status)
        let policy = seen.headers[.contentSecurityPolicy] ?? ""
        for rule in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            #expect(policy.contains(rule), "\(rule)")
        }
        #expect(seen.headers[.xContentTypeOptions] == "nosniff")
        #expect(seen.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
        #expect(seen.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] == "same-origin")
        #expect(seen.headers[.strictTransportSecurity] == nil)
        if method == .head { #expect(seen.text.isEmpty) }
    }

    @Test func overTLSBrowsersAreToldToStayThere() async throws {
        #expect(try await Trial.make(secure: true).ask(.get, "/nowhere").headers[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test func headIsGetWithoutItsBody() async throws {
        let trial = try await Trial.make()
        let (get, head) = (try await trial.ask(.get, "/plain"), try await trial.ask(.head, "/plain"))
        #expect(head.headers[.contentType] == get.headers[.contentType])
        #expect(head.headers[.contentLength] == String(get.text.utf8.count))
    }

    @Test(arguments: [
        (HTTPRequest.Method.delete, "/things/0000000000001.json", "GET, HEAD"), (.post, "/page", "GET, HEAD"), (.head, "/form", "POST"),
        (.options, "/form", "POST"),
    ])
    func anotherMethodIsToldWhichOnesThereAre(_ method: HTTPRequest.Method, _ path: String, _ allowed: String) async throws {
        let seen = try await Trial.make().ask(method, path)
        #expect(seen.status == 405)
        #expect(seen.headers[.allow] == allowed)
    }

    @Test func whereThereIsNothingThereIsNoAllow() async throws {
        let seen = try await Trial.make().ask(.post, "/nowhere")
        #expect(seen.status == 404 && seen.headers[.allow] == nil)
    }

    @Test func aPageIsNobodyElses() async throws {
        let seen = try await Trial.make().ask(.get, "/page")
        #expect(seen.headers[.cacheControl] == "private, no-cache")
        #expect(seen.headers[.vary] == "Cookie, Accept-Language")
        #expect(try await Trial.make().ask(.get, "/plain").headers[.cacheControl] == "public, no-cache")
    }

    @Test(arguments: [
        ("/plain", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("/plain", "", "en-GB", "en"), ("/plain", "kepu_language=en", "zh-CN", "en"),
        ("/plain?lang=zh", "kepu_language=en", "en", "zh"), ("/nowhere", "kepu_language=en", "zh-CN", "en"),
    ])
    func theLanguageIsTheReaders(_ path: String, _ cookie: String, _ accepts: String, _ language: String) async throws {
        let seen = try await Trial.make().ask(.get, path, [(.acceptLanguage, accepts)], cookie: cookie)
        #expect(seen.headers[.contentLanguage]?.hasPrefix(language) == true)
        #expect(seen.text.contains("<html lang=\"\(seen.headers[.contentLanguage] ?? "")\""))
        #expect(seen.cookies.contains { $0.hasPrefix("kepu_language=zh; ") } == path.contains("lang="))
    }

    @Test(arguments: ["/things/0000000000000.json", "/things/7ZZZZZZZZZZZZ.json"])
    func idsReachFromTheFirstToTheLast(_ path: String) async throws {
        let seen = try await Trial.make().ask(.get, path)
        #expect(seen.status == 200)
        #expect(path.contains(seen.text.dropFirst(7).dropLast(2)))
    }

    /// One above the largest, too short, too long, a sign, a number, other digits.
    @Test(arguments: ["8000000000000", "ZZZZZZZZZZZZZ", "000000000000", "00000000000000", "-000000000001", "9223372036854775808", "000000000000%EF%BC%91"])
    func whatIsNoIdIsNotFound(_ id: String) async throws {
        let trial = try await Trial.make()
        #expect(try await trial.ask(.get, "/things/\(id)").status == 404)
        #expect(try await trial.ask(.get, "/things/\(id).json").status == 404)
    }
}
