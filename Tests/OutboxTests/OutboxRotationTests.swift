import Access
import Jobs
import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Outbox

/// The outbox under new secrets: everything is read and found as before.
@Suite struct OutboxRotationTests {
    private static let key = "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ"

    @Test(arguments: TestEngine.allCases) func everythingIsReadAndFound(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine, clock: OutboxWorld.clock().clock)
        let owner = try await OutboxWorld.account(in: database)
        let (webhook, secret, erased) = try await database.write { tx in
            let account = try #require(try tx.account(owner))
            try tx.addLogin("second@example.org", to: owner, by: owner)
            try tx.choose("second@example.org", of: account, by: .mail)
            for number in 1...3 { try tx.tell(OutboxWorld.message(to: .account(owner), number: number)) }
            try tx.tell(OutboxWorld.message(to: .email("a@example.org", .zh)))
            let erased = try tx.tell(OutboxWorld.message(to: .email("b@example.org", .zh)))
            try tx.execute("UPDATE outbox_message SET sealed = NULL WHERE id = \(erased)")
            let made = try tx.addWebhook("https://hooks.example.org/", by: owner)
            try tx.rotateSecret(of: made.id, by: 1)
            return (made.id, try #require(try tx.webhookSecrets(of: made.id).first), erased)
        }
        func sealed() async throws -> [[UInt8]] {
            try await database.read {
                try $0.rows("SELECT sealed FROM outbox_message WHERE sealed IS NOT NULL ORDER BY id") { try $0.blob("sealed") }
            }
        }
        let before = try await sealed()
        var rotation = SecretRotation(database, OutboxWorld.house.house.resealings)
        rotation.batch = 2
        let key = try InstallationKey(Self.key)
        _ = try await rotation.run(to: key)
        let again = Database(engine: database.engine, clock: database.clock, ids: database.ids, installationKey: key)
        #expect(Set(try await sealed()).isDisjoint(with: before))
        try await again.write { tx in
            let subjects = try tx.messages(of: owner, limit: 9).compactMap { $0.content?.subject.en }
            #expect(subjects == ["Activity 3 is published", "Activity 2 is published", "Activity 1 is published"])
            let secrets = try tx.webhookSecrets(of: webhook)
            #expect(secrets.count == 2 && secrets[0].text == secret.text)
            let account = try #require(try tx.account(owner))
            #expect(try tx.messageAddress(of: account, by: .mail) == "second@example.org")
            #expect(try tx.number("SELECT COUNT(*) FROM outbox_message WHERE id = \(erased) AND address_mark IS NULL") == 1)
            #expect(try tx.forgetMessages(to: "a@example.org", by: 1) == 1)
        }
        await database.close()
    }
}
