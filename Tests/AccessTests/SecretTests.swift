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
