import Access
import Kernel
import Storage
import TestKit
import Testing

@Suite("Signing in, sessions, accounts")
struct SignInTests {
    private func house(_ engine: TestEngine, _ clock: TestClock = TestClock("2023-09-01T00:00:00Z")) async throws -> Database {
        let database = try await engine.database(clock: clock.clock, rooms: [(room: "access", migrations: AccessSchema.migrations)])
        let hash = try await Passwords.hash("a long password")
        try await database.write { _ = try $0.addAccount(login: "Who@Example.org", name: "Who", passwordHash: hash) }
        return database
    }

    private func code(_ login: String, _ password: String, _ database: Database) async throws -> String {
        do { _ = try await SignIn.open(login: login, password: password, in: database) } catch let refusal as Refusal { return refusal.code }
        return "open"
    }

    @Test(arguments: TestEngine.allCases)
    func aSessionLastsTwelveHoursAndEndsWhenItIsClosed(_ engine: TestEngine) async throws {
        let clock = TestClock("2023-09-01T00:00:00Z")
        let database = try await house(engine, clock)
        let token = try await SignIn.open(login: "WHO@example.org", password: "a long password", in: database)
        let other = try await SignIn.open(login: "who@example.org", password: "a long password", in: database)
        #expect(token.text != other.text && token.text.count == 64)
        func login(_ token: Token) async throws -> String? { try await database.read { try $0.identity(token: token)?.account.login } }
        #expect(try await login(token) == "who@example.org")
        #expect(try await login(Token("x")) == nil)
        try await database.write { try $0.closeSession(token) }
        #expect(try await login(token) == nil)
        clock.advance(seconds: 12 * 3600)
        #expect(try await login(other) == "who@example.org")
        clock.advance(seconds: 1)
        #expect(try await login(other) == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func theTokenItselfIsNotKept(_ engine: TestEngine) async throws {
        let database = try await house(engine)
        let token = try await SignIn.open(login: "who@example.org", password: "a long password", in: database)
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
