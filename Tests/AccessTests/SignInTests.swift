import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Signing in, sessions, accounts")
struct SignInTests {
    private func house(_ engine: TestEngine, _ clock: TestClock = TestClock("2023-09-01T00:00:00Z")) async throws -> Database {
        let database = try await engine.database(clock: clock.clock, rooms: [(room: "access", migrations: AccessSchema.migrations)])
        let hash = try await Passwords.hash("a long password")
        try await database.write { _ = try $0.addAccount(login: "Who@Example.org", name: "Who", passwordHash: hash) }
        return database
    }

    private func code(
        _ login: String, _ password: String, _ database: Database, from place: SignInPlace = SignInPlace(address: "192.0.2.1", browser: nil)
    ) async throws -> String {
        do { _ = try await SignIn.open(login: login, password: password, from: place, in: database) } catch let refusal as Refusal {
            return refusal.code
        }
        return "open"
    }

    @Test(arguments: TestEngine.allCases)
    func aSessionLastsTwelveHoursAndEndsWhenItIsClosed(_ engine: TestEngine) async throws {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await house(engine, clock)
        let token = try #require(try await SignIn.open(
            login: "WHO@example.org", password: "a long password", from: SignInPlace(address: "192.0.2.1", browser: nil), in: database).token)
        let other = try #require(try await SignIn.open(
            login: "who@example.org", password: "a long password", from: SignInPlace(address: "192.0.2.1", browser: nil), in: database).token)
        #expect(token.text != other.text && token.text.count == 64)
        func login(_ token: Token) async throws -> String? { try await database.read { try $0.identity(token: token)?.account.login } }
        #expect(try await login(token) == "who@example.org")
        #expect(try await login(Token("x")) == nil)
        try await database.write { try $0.closeSession(token) }
        #expect(try await login(token) == nil)
        // In use all day, so that only the twelve hours end it.
        for _ in 0..<6 {
            clock.advance(seconds: 2 * 3600)
            try await database.write { tx in try tx.touchSession(try #require(tx.identity(token: other)?.session).id) }
        }
        #expect(try await login(other) == "who@example.org")
        clock.advance(seconds: 1)
        #expect(try await login(other) == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func theTokenItselfIsNotKept(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        let token = try #require(try await SignIn.open(
            login: "who@example.org", password: "a long password", from: SignInPlace(address: "192.0.2.1", browser: nil), in: database).token)
        let kept = try await database.read { try $0.rows("SELECT token_hash FROM access_session") { try $0.blob("token_hash") } }
        #expect(kept.count == 1 && kept[0].count == 32 && kept[0] != Array(token.text.utf8))
    }

    @Test(arguments: TestEngine.allCases)
    func nobodyLearnsWhichOfTheTwoWasWrong(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        #expect(try await code("who@example.org", "another password", database) == "sign-in-wrong")
        #expect(try await code("nobody@example.org", "a long password", database) == "sign-in-wrong")
    }

    /// A login longer than what is kept of it waits as well.
    @Test(arguments: ["who@example.org", String(repeating: "n", count: 250)])
    func afterFiveFailuresEachTryWaitsLonger(_ login: String) async throws {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await house(.sqlite, clock)
        for _ in 0..<5 { #expect(try await code(login, "wrong", database) == "sign-in-wrong") }
        #expect(try await code(login, "a long password", database) == "sign-in-wait")
        clock.advance(seconds: 1)
        #expect(try await code(login, "wrong", database) == "sign-in-wrong")
        clock.advance(seconds: 1)
        #expect(try await code(login, "a long password", database) == "sign-in-wait")
        clock.advance(seconds: 1)
        #expect(try await code(login, "a long password", database) == (login.hasPrefix("who") ? "open" : "sign-in-wrong"))
    }

    @Test(arguments: TestEngine.allCases)
    func triesThatComeAtOnceDoNotSlipPastThePause(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        let codes = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<12 { group.addTask { try await code("who@example.org", "wrong", database) } }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(codes == ["sign-in-wrong": 5, "sign-in-wait": 7])
    }

    @Test(arguments: TestEngine.allCases)
    func aStrangerKeepsNobodyOut(_ engine: TestEngine) async throws {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await house(engine, clock)
        let (stranger, home) = (SignInPlace(address: "198.51.100.9", browser: "theirs"), SignInPlace(address: "192.0.2.1", browser: "mine"))
        for _ in 0..<5 { #expect(try await code("who@example.org", "wrong", database, from: stranger) == "sign-in-wrong") }
        #expect(try await code("who@example.org", "a long password", database, from: stranger) == "sign-in-wait")
        // Another browser there waits with it, and so does the rest of an IPv6 network.
        #expect(try await code("who@example.org", "wrong", database, from: SignInPlace(address: "198.51.100.9", browser: nil)) == "sign-in-wait")
        #expect(try await code("who@example.org", "a long password", database, from: home) == "open")
        for host in 0..<5 {
            #expect(
                try await code("who@example.org", "wrong", database, from: SignInPlace(address: "2001:db8::\(host)", browser: nil)) == "sign-in-wrong"
            )
        }
        #expect(
            try await code("who@example.org", "wrong", database, from: SignInPlace(address: "2001:0db8:0:0:9::1", browser: nil)) == "sign-in-wrong")
        #expect(try await code("who@example.org", "wrong", database, from: SignInPlace(address: "2001:db8::77", browser: nil)) == "sign-in-wait")
    }

    @Test(arguments: TestEngine.allCases)
    func manyAddressesPauseTheAccountButNotAKnownBrowser(_ engine: TestEngine) async throws {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await house(engine, clock)
        let mine = SignInPlace(address: "192.0.2.1", browser: "mine")
        #expect(try await code("who@example.org", "a long password", database, from: mine) == "open")
        // A hundred failures from as many addresses, written as the tries themselves write them.
        try await database.write { tx in
            for number in 0..<100 {
                try tx.noteSignInFailure(
                    SignInPause.counts(login: "who@example.org", from: SignInPlace(address: "198.51.100.\(number)", browser: nil), known: nil))
            }
        }
        let elsewhere = SignInPlace(address: "203.0.113.5", browser: "new")
        #expect(try await code("who@example.org", "a long password", database, from: elsewhere) == "sign-in-wait")
        #expect(try await code("who@example.org", "a long password", database, from: mine) == "open")
        // Known, it answers for itself: five failures, then a pause of its own.
        for _ in 0..<5 { #expect(try await code("who@example.org", "wrong", database, from: mine) == "sign-in-wrong") }
        #expect(try await code("who@example.org", "a long password", database, from: mine) == "sign-in-wait")
        clock.advance(seconds: 1)
        #expect(try await code("who@example.org", "a long password", database, from: elsewhere) == "open")
        // The account's own count stays after a success, and is forgotten a day later.
        #expect(try await failures("account/who@example.org", database) == 100)
        clock.advance(seconds: 25 * 3600)
        #expect(try await code("who@example.org", "wrong", database, from: SignInPlace(address: "203.0.113.6", browser: nil)) == "sign-in-wrong")
        #expect(try await failures("account/who@example.org", database) == 1)
        try await database.write { try $0.forgetOldAccess() }
        #expect(try await failures("address/198.51.100.7/who@example.org", database) == nil)
    }

    private func failures(_ subject: String, _ database: Database) async throws -> Int64? {
        try await database.read { try $0.number("SELECT failures FROM access_failure WHERE subject = \(subject)") }
    }

    @Test(arguments: TestEngine.allCases)
    func aSuccessForgetsTheFailures(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        for _ in 0..<4 { #expect(try await code("who@example.org", "wrong", database) == "sign-in-wrong") }
        #expect(try await code("who@example.org", "a long password", database) == "open")
        for _ in 0..<5 { #expect(try await code("who@example.org", "wrong", database) == "sign-in-wrong") }
    }

    @Test(arguments: TestEngine.allCases)
    func aRoleIsGivenOnceAndTheLedgerSaysByWhom(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        try await database.write { tx in
            let account = try #require(try tx.account(login: "WHO@EXAMPLE.ORG")?.account)
            for _ in 0..<2 { try tx.grant(Grant(.host, over: .campaign("day-2023")), to: account.id, by: 7) }
            #expect(try tx.identity(of: account).grants == [Grant(.host, over: .campaign("day-2023"))])
            let entry = try #require(try tx.latestLedger(5).first).entry
            #expect(entry.kind == "people.role-granted" && entry.actor == 7 && entry.subject == account.id.number)
            #expect(entry.payload == #"{"role":"host","scope":"/campaign/day-2023"}"#)
            #expect(try tx.latestLedger(5).map(\.entry.kind) == ["people.role-granted", "people.account-added"])
            #expect(try tx.accountNames([account.id.number, 0]) == [account.id.number: "Who"])
        }
        await #expect(throws: Refusal.self) {
            try await database.write { _ = try $0.addAccount(login: "who@EXAMPLE.org", name: "Again", passwordHash: "x") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aSecretIsMadeOnceAndDiffersByName(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        let (one, again, other) = try await database.write { (try $0.secret("csrf"), try $0.secret("csrf"), try $0.secret("mail")) }
        #expect(one == again && one != other && one.count == 64)
    }
}
