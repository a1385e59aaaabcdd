import Access
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
@testable import Web

@Suite("Programs with a token")
struct BearerTests {
    /// A clerk of the office, and a token with the office's permission.
    private static func world(_ engine: TestEngine = .sqlite) async throws -> (trial: Trial, token: String, session: String) {
        let trial = try await Trial.make(engine)
        let (token, session) = try await trial.database.write { tx in
            let id = try tx.addAccount(login: "a@example.org", name: "A", passwordHash: "x")
            try tx.grant(Grant(.office, over: .all), to: id)
            let owner = try tx.identity(of: Account(id: id, login: "a@example.org", name: "A"))
            let token = try tx.addAPIToken(name: "x", permissions: [Trial.office], until: tx.now.adding(hours: 24), of: owner)
            return (token, try tx.openSession(for: id).text)
        }
        return (trial, token, session)
    }

    private static func bearer(_ token: String) -> [(HTTPField.Name, String)] { [(.authorization, "Bearer \(token)"), (.acceptLanguage, "en")] }

    @Test(arguments: TestEngine.allCases)
    func comeInWithoutACookieAndLeaveNone(_ engine: TestEngine) async throws {
        let (trial, token, _) = try await Self.world(engine)
        let seen = try await trial.ask(.get, "/office", Self.bearer(token))
        #expect(seen.status == 200 && seen.text.contains("<p>in</p>") && seen.cookies == [])
        #expect(seen.headers[.cacheControl] == "private, no-cache")
        // A form's page would set the browser's cookie.
        #expect(try await trial.ask(.get, "/page", Self.bearer(token)).cookies == [])
    }

    @Test func needNoProofThatTheFormIsOurs() async throws {
        let (trial, token, _) = try await Self.world()
        let form = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded")]
        let seen = try await trial.ask(.post, "/form", Self.bearer(token) + form, body: "name=A")
        #expect(seen.status == 303 && seen.headers[.location] == "/plain" && seen.cookies == [])
        #expect(try await trial.ask(.post, "/form", form, body: "name=A").status == 403)
    }

    @Test(arguments: ["", "x", "kepu_", "kepu_00000000000000000000000000000000000000"])
    func aTokenThatIsNoneIsRefusedWhateverCookieIsBeside(_ wrong: String) async throws {
        let (trial, _, session) = try await Self.world()
        for path in ["/plain", "/office", "/mine"] {
            let seen = try await trial.ask(.get, path, Self.bearer(wrong), cookie: "kepu_session=\(session)")
            #expect(seen.status == 401 && seen.headers[.wwwAuthenticate] == "Bearer error=\"invalid_token\"", "\(path)")
            #expect(seen.headers[.contentType] == "application/problem+json" && seen.text.contains(#""code":"token-unknown""#))
        }
    }

    @Test func noCookieCountsBesideAToken() async throws {
        let (trial, token, _) = try await Self.world()
        let other = try await trial.database.write { tx in
            let id = try tx.addAccount(login: "b@example.org", name: "B", passwordHash: "x")
            return try tx.openSession(for: id).text
        }
        #expect(try await trial.ask(.get, "/office", Self.bearer(token), cookie: "kepu_session=\(other)").status == 200)
        let mine = try await trial.ask(.get, "/mine", Self.bearer(token), cookie: "kepu_session=\(other)")
        #expect(mine.status == 403 && mine.text.contains("not-for-programs"))
    }

    /// A proxy's own password in front of the site is none of ours.
    @Test func otherSchemesAreNoAffairOfOurs() async throws {
        let (trial, _, session) = try await Self.world()
        let seen = try await trial.ask(.get, "/mine", [(.authorization, "Basic YTpi")], cookie: "kepu_session=\(session)")
        #expect(seen.status == 200 && seen.text.contains("a@example.org"))
    }

    @Test func itsLastUseIsWrittenDown() async throws {
        let (trial, token, _) = try await Self.world()
        #expect(try await trial.ask(.get, "/office", Self.bearer(token)).status == 200)
        // Nobody waits for it, so it comes a moment later.
        var used: Instant?
        while used == nil {
            used = try await trial.database.read { tx in try tx.row("SELECT last_at FROM access_api_token") { try $0.instantOrNil("last_at") } ?? nil }
            await Task.yield()
        }
        #expect(used != nil)
    }

    @Test func keptPagesAreNotForPrograms() async throws {
        let (trial, _, _) = try await Self.world()
        for _ in 0..<2 { #expect(try await trial.ask(.get, "/plain").status == 200) }
        #expect(try await trial.ask(.get, "/plain", Self.bearer("kepu_wrong")).status == 401)
    }
}
