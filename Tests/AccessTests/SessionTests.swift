import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Sessions")
struct SessionTests {
    @Test(arguments: TestEngine.allCases)
    func endAfterThreeHoursWithoutUse(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        let token = try await ground.database.write { try $0.openSession(for: anna.id) }
        func session() async throws -> SignInSession? { try await ground.database.read { try $0.identity(token: token)?.session } }
        ground.clock.advance(seconds: 3 * 3600)
        let used = try #require(try await session())
        #expect(used.isStale(at: ground.clock.now))
        try await ground.database.write { try $0.touchSession(used.id) }
        #expect(try #require(try await session()).isStale(at: ground.clock.now) == false)
        ground.clock.advance(seconds: 3 * 3600)
        #expect(try await session() != nil)
        ground.clock.advance(seconds: 1)
        #expect(try await session() == nil)
        #expect(try await ground.database.read { try $0.sessions(of: anna.id).isEmpty })
    }

    @Test(arguments: TestEngine.allCases)
    func areListedInPlainWordsAndEnded(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna"), bo = try await ground.account("bo")
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
        let (one, two) = try await ground.database.write { tx in
            (
                try tx.openSession(for: anna.id, from: SignInPlace(address: "203.0.113.77", browser: "b", agent: windows)),
                try tx.openSession(for: anna.id, from: SignInPlace(address: "2001:db8::1", browser: nil, agent: "strange"), isStrong: true)
            )
        }
        ground.clock.advance(seconds: 60)
        let first = try #require(try await ground.database.read { try $0.identity(token: one)?.session })
        try await ground.database.write { try $0.touchSession(first.id) }
        let listed = try await ground.database.read { try $0.sessions(of: anna.id) }
        #expect(listed.map(\.browser.text) == ["Firefox, Windows", ""])
        #expect(listed.map(\.network) == ["203.0.113.*", "2001:db8:0:0::/64"])
        #expect(listed.map(\.isStrong) == [false, true])
        #expect(listed.map { ground.clock.now.seconds(since: $0.lastAt) } == [0, 60])
        #expect(try await ground.database.read { try $0.accountState(anna.id).lastSignIn } == first.createdAt)
        // Not another's.
        #expect(try await ground.code { try $0.endSession(first.id, of: bo.id, by: bo.id) } == "session-over")
        #expect(try await ground.database.write { try $0.endSessions(of: anna.id, except: first.id, by: anna.id) } == 1)
        let open = try await ground.database.read { tx in try [one, two].map { try tx.identity(token: $0) != nil } }
        #expect(open == [true, false])
        #expect(try await ground.code { try $0.endSession(first.id, of: anna.id, by: anna.id) } == "done")
        #expect(try await ground.database.read { try $0.identity(token: one) == nil })
    }

    @Test(arguments: TestEngine.allCases)
    func aClosedAccountHasNone(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna"), bo = try await ground.account("bo")
        let token = try await ground.database.write { try $0.openSession(for: anna.id) }
        try await ground.database.write { try $0.setClosed(true, anna.id, by: bo.id) }
        #expect(try await ground.database.read { try $0.identity(token: token) == nil })
        let place = SignInPlace(address: "192.0.2.1", browser: nil)
        #expect(
            try await ground.code { _ = try await SignIn.open(login: anna.login, password: Ground.password, from: place, in: ground.database) }
                == "sign-in-wrong")
        #expect(try await ground.database.read { try $0.accountState(anna.id).isClosed })
    }

    @Test(arguments: TestEngine.allCases)
    func whatIsOverIsSweptUp(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { tx in
            _ = try tx.openSession(for: anna.id)
            _ = try tx.openLink(.reset, for: anna.id)
        }
        ground.clock.advance(seconds: 12 * 3600 + 1)
        try await ground.database.write { try $0.forgetOldAccess() }
        let left = try await ground.database.read { tx in
            [try tx.number("SELECT COUNT(*) FROM access_session"), try tx.number("SELECT COUNT(*) FROM access_link")]
        }
        #expect(left == [0, 0])
    }

    @Test(arguments: [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.42", "WeChat, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 Chrome/99.0 HuaweiBrowser/13.0 Mobile Safari/537.36", "Huawei Browser, HarmonyOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15", "Safari, Mac"), ("", ""),
        ("<script>", ""),
    ])
    func browsersAreNamedInPlainWords(_ agent: String, _ name: String) {
        #expect(BrowserName(agent: agent).text == name)
        #expect(!BrowserName(agent: agent).phrase.zh.isEmpty)
    }
}
