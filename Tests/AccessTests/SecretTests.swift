import Access
import Kernel
import Storage
import TestKit
import Testing

/// The secrets of an installation, under a key that the database does not hold.
@Suite struct SecretTests {
    private static let one = "b25lIHNlY3JldCBmb3IgdGVzdHMgYWxvbmUsIGFuZCBubyBvbmUgZWxzZQ"
    private static let two = "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ"

    private func open(_ place: TestPlace, _ secret: String?) async throws -> Database {
        try await Database.start(
            on: place.open(), rooms: [(room: "access", migrations: AccessSchema.migrations)], program: "test",
            installationKey: try secret.map { try InstallationKey($0) })
    }

    private func stored(_ database: Database) async throws -> [UInt8] {
        try await database.read { tx in try tx.row("SELECT bytes FROM access_secret WHERE name = 'codes'") { try $0.blob("bytes") } ?? [] }
    }

    private func code(_ work: () async throws -> Void) async throws -> String {
        do { try await work() } catch let refusal as Refusal { return refusal.code }
        return "done"
    }

    @Test(arguments: TestEngine.allCases) func lieOpenOnlyWhereThereIsNoKey(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let without = try await open(place, nil)
        let secret = try await without.write { try $0.secret("codes") }
        #expect(try await stored(without) == secret)
        #expect(try await without.read { try $0.openSecrets() } == 1)
        await without.close()

        // Given a key, it is the same secret, and the database tells nobody.
        let with = try await open(place, Self.one)
        #expect(try await with.write { try $0.sealSecrets() } == 1)
        #expect(try await with.write { try $0.sealSecrets() } == 0)
        #expect(try await with.write { try $0.secret("codes") } == secret)
        #expect(try await with.read { try $0.openSecrets() } == 0)
        let sealed = try await stored(with)
        #expect(sealed.count == secret.count + 28 && sealed != secret)
        let made = try await with.write { try $0.secret("made later") }
        #expect(try await with.read { try $0.openSecrets() } == 0)
        await with.close()

        // Without it, or with another, nothing opens.
        let lost = try await open(place, nil)
        #expect(try await code { _ = try await lost.write { try $0.secret("codes") } } == "secret-missing")
        await lost.close()
        let wrong = try await open(place, Self.two)
        #expect(try await code { _ = try await wrong.write { try $0.sealSecrets() } } == "secret-wrong")
        #expect(try await code { _ = try await wrong.write { try $0.secret("codes") } } == "secret-wrong")
        await wrong.close()

        // Rotated, the new one opens the same secrets and the old one none.
        let old = try await open(place, Self.one)
        let new = try InstallationKey(Self.two)
        #expect(try await old.write { try $0.rotateSecrets(to: new) } == 2)
        #expect(try await code { _ = try await old.write { try $0.secret("codes") } } == "secret-wrong")
        await old.close()
        let rotated = try await open(place, Self.two)
        #expect(try await rotated.write { [try $0.secret("codes"), try $0.secret("made later")] } == [secret, made])
        await rotated.close()
    }

    /// Killed in the middle, a rotation goes on where it stopped, and until then no server starts.
    @Test(arguments: TestEngine.allCases) func rotatedInTwoGoes(_ engine: TestEngine) async throws {
        struct Killed: Error {}
        let place = try engine.place()
        let old = try await open(place, Self.one)
        let (secret, accounts) = try await old.write { tx in
            let accounts = try (1...5).map { try tx.addAccount(login: "a\($0)@example.org", name: "A", passwordHash: "x") }
            for account in accounts { try tx.beginCodes(for: account) }
            _ = try tx.secret("csrf")
            return (try tx.secret("codes"), accounts)
        }
        func codes(_ database: Database) async throws -> [[UInt8]?] {
            try await database.read { tx in try accounts.map { account in try tx.codesBegun(for: account)?.secret } }
        }
        let before = try await codes(old)
        #expect(before.count == 5 && !before.contains(nil))
        let step = Resealing.codes.steps[0]
        // It dies at the beginning of the third transaction, with two of the five done.
        let dying = Resealing(
            under: "codes",
            steps: [
                { tx, seals, after, limit in
                    if after >= accounts[1].number { throw Killed() }
                    return try step(tx, seals, after, limit)
                }
            ])
        let new = try InstallationKey(Self.two)
        var rotation = SecretRotation(old, [dying, Resealing(under: "csrf")])
        rotation.batch = 1
        do {
            _ = try await rotation.run(to: new)
            Issue.record("It came to its end.")
        } catch is Killed {}
        let half = try await code { try await old.read { try $0.requireNoRotation() } }
        #expect(half == "secret-half")
        await old.close()

        let again = try await open(place, Self.one)
        let renewed = try await SecretRotation(again, [Resealing.codes] + Resealing.signing).run(to: new)
        #expect(renewed == 2)
        await again.close()
        let rotated = try await open(place, Self.two)
        try await rotated.read { try $0.requireNoRotation() }
        let (other, after) = (try await rotated.write { try $0.secret("codes") }, try await codes(rotated))
        #expect(other != secret && after == before)
        await rotated.close()
    }

    /// What opens under neither secret is named, and nothing is lost.
    @Test func whatDoesNotOpenIsNamed() async throws {
        let database = try await open(try TestEngine.sqlite.place(), Self.one)
        try await database.write { tx in
            let account = try tx.addAccount(login: "a@example.org", name: "A", passwordHash: "x")
            try tx.beginCodes(for: account)
            try tx.execute("UPDATE access_code SET sealed = \([UInt8](repeating: 7, count: 48))")
        }
        let new = try InstallationKey(Self.two)
        let refused = try await code { _ = try await SecretRotation(database, [Resealing.codes]).run(to: new) }
        #expect(refused == "secret-unreadable")
        await database.close()
    }

    /// A secret opens under its own name alone.
    @Test func aSecretIsNoOther() async throws {
        let database = try await open(try TestEngine.sqlite.place(), Self.one)
        try await database.write { tx in
            _ = try tx.secret("codes")
            _ = try tx.secret("csrf")
            try tx.execute("UPDATE access_secret SET bytes = (SELECT bytes FROM access_secret WHERE name = 'codes') WHERE name = 'csrf'")
        }
        await #expect(throws: (any Error).self) { _ = try await database.write { try $0.secret("csrf") } }
        await database.close()
    }

    @Test(arguments: ["", "short", "31 characters and no more of it", String(repeating: "ab", count: 30)])
    func oneThatCanBeGuessedIsRefused(_ text: String) { #expect(throws: Refusal.self) { try InstallationKey(text) } }

    @Test func aKeyIsKnownByItsMark() throws {
        let (one, again, two) = (try InstallationKey(Self.one), try InstallationKey(Self.one), try InstallationKey(Self.two))
        #expect(one.mark == again.mark && one.bytes == again.bytes && one.bytes.count == 32)
        #expect(one.mark != two.mark && one.bytes != two.bytes && one.mark.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    }
}
