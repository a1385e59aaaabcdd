import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Signing in with one-time codes")
struct SecondStepTests {
    private static let place = SignInPlace(address: "192.0.2.1", browser: "mine", agent: nil)

    /// Anna has one-time codes; her recovery codes, and what makes the next one.
    private struct World {
        let ground: Ground
        let anna: Account
        let codes: OneTimeCode
        let recovery: [String]

        /// The code of this moment.
        var now: String { codes.code(step: OneTimeCode.step(at: ground.clock.now)) }

        func password() async throws -> Token {
            let step = try await SignIn.open(login: anna.login, password: Ground.password, from: place, in: ground.database)
            return try #require(step.step)
        }

        func finish(_ step: Token, _ code: String) async throws -> String {
            try await ground.code { _ = try await SignIn.finish(step, code: code, from: place, in: ground.database) }
        }
    }

    private func world(_ engine: TestEngine) async throws -> World {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        let recovery = try await RecoveryCode.hashed()
        try await ground.database.write { try $0.beginCodes(for: anna.id) }
        let codes = try #require(try await ground.database.read { try $0.codesBegun(for: anna.id) })
        // Not before a first code has shown that the telephone has the secret.
        #expect(try await SignIn.open(login: anna.login, password: Ground.password, from: Self.place, in: ground.database).token != nil)
        #expect(try await ground.code { try $0.confirmCodes("000000", of: anna.id, recovery: [], in: nil) } == "code-wrong")
        let first = codes.code(step: OneTimeCode.step(at: ground.clock.now))
        try await ground.database.write { try $0.confirmCodes(first, of: anna.id, recovery: recovery.hashes, in: nil) }
        #expect(try await ground.code { try $0.beginCodes(for: anna.id) } == "codes-in-use")
        return World(ground: ground, anna: anna, codes: codes, recovery: recovery.shown)
    }

    @Test(arguments: TestEngine.allCases)
    func aCodeIsGoodOnce(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        // The one that confirmed the set-up is used already.
        #expect(try await world.finish(world.password(), world.now) == "code-wrong")
        world.ground.clock.advance(seconds: 30)
        let code = world.now
        let step = try await world.password()
        let token = try await SignIn.finish(step, code: " " + code + " ", from: Self.place, in: world.ground.database)
        let identity = try #require(try await world.ground.database.read { try $0.identity(token: token) })
        #expect(identity.account.id == world.anna.id && identity.isStrong)
        #expect(try await world.finish(world.password(), code) == "code-wrong")
        // The step itself, too.
        world.ground.clock.advance(seconds: 30)
        #expect(try await world.finish(step, world.now) == "sign-in-again")
    }

    @Test(arguments: TestEngine.allCases)
    func theSecretIsSealed(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let (sealed, key) = try await world.ground.database.read { tx in
            (try #require(try tx.row("SELECT sealed FROM access_code") { try $0.blob("sealed") }), try tx.secret("codes"))
        }
        #expect(try Sealing.open(sealed, with: key, about: "code/\(world.anna.id.text)") == world.codes.secret)
        #expect(throws: (any Error).self) { try Sealing.open(sealed, with: key, about: "code/\(ID<Account>(1).text)") }
        #expect(try await world.ground.database.read { try $0.codesBegun(for: world.anna.id) == nil })
    }

    @Test(arguments: TestEngine.allCases)
    func aRecoveryCodeIsGoodOnce(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        #expect(try await world.finish(world.password(), world.recovery[3].uppercased()) == "done")
        #expect(try await world.finish(world.password(), world.recovery[3]) == "code-wrong")
        #expect(try await world.finish(world.password(), world.recovery[4]) == "done")
        #expect(try await world.ground.database.read { try $0.recoveryLeft(of: world.anna.id) } == 8)
        #expect(try await world.ground.ledger().filter { $0 == "people.recovery-used" }.count == 2)
        let kept = try await world.ground.database.read { try $0.rows("SELECT code_hash FROM access_recovery") { try $0.text("code_hash") } }
        #expect(kept.count == 8 && kept.allSatisfy { $0.hasPrefix("$argon2id$") })
    }

    @Test(arguments: TestEngine.allCases)
    func guessesEndTheStepAndThenWait(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let step = try await world.password()
        for _ in 0..<5 { #expect(try await world.finish(step, "000000") == "code-wrong") }
        #expect(try await world.finish(step, world.now) == "sign-in-wait")
        world.ground.clock.advance(seconds: 30)
        // The wait is over, but this step took its five tries.
        #expect(try await world.finish(step, world.now) == "sign-in-again")
        world.ground.clock.advance(seconds: 60)
        #expect(try await world.finish(world.password(), world.now) == "done")
    }

    @Test(arguments: TestEngine.allCases)
    func theStepLastsTenMinutesAndOpensNothingByItself(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let step = try await world.password()
        #expect(try await world.ground.database.read { try $0.identity(token: step) == nil })
        world.ground.clock.advance(seconds: 601)
        #expect(try await world.finish(step, world.now) == "sign-in-again")
    }

    @Test(arguments: TestEngine.allCases)
    func switchedOffThePasswordIsEnoughAndOpenSessionsAreWeak(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        world.ground.clock.advance(seconds: 30)
        let token = try await SignIn.finish(world.password(), code: world.now, from: Self.place, in: world.ground.database)
        #expect(
            try await world.ground.code {
                try await SecondStep.confirm("000000", of: world.anna.id, in: world.ground.database) { try $0.endCodes(of: world.anna.id, by: world.anna.id) }
            } == "code-wrong")
        world.ground.clock.advance(seconds: 30)
        try await SecondStep.confirm(world.now, of: world.anna.id, in: world.ground.database) { try $0.endCodes(of: world.anna.id, by: world.anna.id) }
        #expect(try await world.ground.database.read { try $0.identity(token: token)?.isStrong } == false)
        #expect(try await SignIn.open(login: world.anna.login, password: Ground.password, from: Self.place, in: world.ground.database).token != nil)
        #expect(try await world.ground.database.read { try $0.recoveryLeft(of: world.anna.id) } == 0)
    }

    /// Of two that come at once with the same code, one gets in.
    @Test(arguments: TestEngine.allCases)
    func twoAtOnceWithOneCode(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        world.ground.clock.advance(seconds: 30)
        let steps = [try await world.password(), try await world.password()]
        let code = world.now
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for step in steps { group.addTask { try await world.finish(step, code) } }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        #expect(answers.sorted() == ["code-wrong", "done"])
    }
}
