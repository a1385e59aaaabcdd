import Access
import HTTPTypes
import Kernel
import Regions
import Storage
import TestKit
import Testing
@testable import Web

@Suite("Cookies of this host alone")
struct HostCookieTests {
    private static func session(_ trial: Trial) async throws -> String {
        try await trial.database.write { tx in try tx.openSession(for: tx.addAccount(login: "a@example.org", name: "A", passwordHash: "x")).text }
    }

    /// A neighbour under the same domain can set a plain cookie, but no `__Host-` one.
    @Test(arguments: [(true, "__Host-kepu_session", 200), (true, "kepu_session", 303), (false, "kepu_session", 200), (false, "__Host-kepu_session", 303)])
    func overTLSOnlyTheProtectedOneCounts(_ secure: Bool, _ name: String, _ status: Int) async throws {
        let trial = try await Trial.make(secure: secure)
        let token = try await Self.session(trial)
        #expect(try await trial.ask(.get, "/mine", cookie: "\(name)=\(token)").status == status)
    }

    @Test(arguments: [(true, "__Host-kepu_session=abc", 2), (true, "kepu_session=abc", 1), (false, "kepu_session=abc", 2)])
    func theMemoryKnowsThemByTheSameRule(_ secure: Bool, _ cookie: String, _ keys: Int) throws {
        let fields: [HTTPFields] = [[.accept: "*/*"], [.cookie: cookie]]
        let known = fields.map { PageShelf.Key(HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: $0), secure: secure) }
        #expect(Set(known).count == keys)
        #expect((known[1] == nil) == (keys == 2))
    }

    @Test(arguments: [
        ("http://localhost:8080", false, true), ("http://127.0.0.1", false, true), ("http://[::1]:8080", false, true), ("http://kepu.example", false, false),
        ("http://192.168.1.4:8080", false, false), ("https://kepu.example", false, false), ("https://kepu.example", true, true),
    ])
    func withoutTLSOnlyThisMachineSignsIn(_ origin: String, _ secure: Bool, _ safe: Bool) async throws {
        let trial = try await Trial.make(secure: secure)
        let visit = Visit(
            path: "/", query: Query(), posted: .nothing, parameters: [:], language: .en, identity: nil, database: trial.database, regions: .china2023,
            frame: trial.site.frame, unread: 0, logger: trial.site.logger, token: nil, flash: nil, headers: [:], outgoing: OutgoingCookies(browser: nil, step: nil, key: []),
            isSecure: secure, reached: origin, remote: "192.0.2.1")
        var refusal: Refusal?
        do { try visit.requireSafeLine() } catch { refusal = error }
        #expect((refusal == nil) == safe)
        if let refusal { #expect(refusal.code == "line-open" && refusal.phrase.en.contains("https")) }
    }
}
