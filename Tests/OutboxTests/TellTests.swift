import Access
import Foundation
import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// Putting into the outbox, and finding it in the program.
@Suite struct TellTests {
    struct Deliberate: Error {}

    @Test(arguments: TestEngine.allCases) func thereIsAMessageIfAndOnlyIfThereIsTheChange(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let account = try await OutboxWorld.account(in: database)
        await #expect(throws: Deliberate.self) {
            try await database.write { tx in
                try tx.tell(OutboxWorld.message(to: .account(account)))
                throw Deliberate()
            }
        }
        #expect(try await database.read { try $0.messageCount(of: account) } == 0)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job WHERE kind LIKE 'outbox-%'") } == 0)
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .account(account))) }
        #expect(try await database.read { try $0.unreadMessages(of: account) } == 1)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job WHERE kind = 'outbox-mail'") } == 1)
        #expect(try await OutboxWorld.states(database) == [.waiting: 1])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func readByItsPersonAlone(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let (mine, other) = (try await OutboxWorld.account(in: database), try await OutboxWorld.account("other@example.org", in: database))
        let ids = try await database.write { tx in try (1...3).map { try tx.tell(OutboxWorld.message(to: .account(mine), number: $0)) } }
        let found = try await database.read { try $0.messages(of: mine, limit: 2) }
        #expect(found.map(\.id) == [ids[2], ids[1]] && found[0].content?.subject == Phrase("第 3 项活动已发布", "Activity 3 is published"))
        #expect(try await database.read { try $0.messages(of: mine, from: 2, limit: 2) }.map(\.id) == [ids[0]])
        #expect(try await database.read { try $0.messages(of: other, limit: 2) }.isEmpty)
        await #expect(throws: Refusal.self) { try await database.write { try $0.readMessage(ids[0], by: other) } }
        #expect(try await database.write { try $0.readMessage(ids[0], by: mine) } == "/desk/activities/1")
        #expect(try await database.read { try $0.messages(of: mine, onlyUnread: true, limit: 9) }.map(\.id) == [ids[2], ids[1]])
        #expect(try await database.write { try $0.readAllMessages(of: mine) } == 2)
        #expect(try await database.read { try $0.unreadMessages(of: mine) } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func theWayFollowsTheWish(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let urgent = MessageKind("test.urgent", "急", "Urgent", mayWait: false)
        let everywhere = MessageKind("test.everywhere", "各处", "Everywhere", channels: [.mail, .sms, .messenger])
        let account = try await OutboxWorld.account(in: database)
        let phone = try await OutboxWorld.account("13800000000", in: database)
        func ways(_ message: Message) async throws -> [String] {
            let id = try await database.write { try $0.tell(message) }
            return try await database.read { tx in
                try tx.rows("SELECT channel, state FROM outbox_delivery WHERE message_id = \(id) ORDER BY channel") { "\(try $0.text("channel")) \(try $0.text("state"))" }
            }
        }
        #expect(try await ways(OutboxWorld.message(to: .account(account))) == ["mail waiting"])
        try await database.write { try $0.wish(.digest, for: OutboxWorld.kind, by: account) }
        #expect(try await ways(OutboxWorld.message(to: .account(account))) == ["mail digest"])
        try await database.write { try $0.wish(.program, for: OutboxWorld.kind, by: account) }
        #expect(try await ways(OutboxWorld.message(to: .account(account))) == [])
        try await database.write { try $0.wish(.program, for: urgent, by: account) }
        #expect(try await ways(OutboxWorld.message(to: .account(account), kind: urgent)) == ["mail waiting"])
        #expect(try await ways(OutboxWorld.message(to: .account(phone))) == [])
        #expect(try await ways(OutboxWorld.message(to: .account(phone), kind: everywhere)) == ["messenger waiting", "sms waiting"])
        #expect(try await ways(OutboxWorld.message(to: .email("x@example.org", .en))) == ["mail waiting"])
        #expect(try await ways(OutboxWorld.message(to: .phone("+8613900000000", .zh))) == ["sms waiting"])
        await database.close()
    }

    /// Nothing of a message can be read in the rows, and a sealed text opens at its own place alone.
    @Test(arguments: TestEngine.allCases) func whatIsToldLiesSealed(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let (first, second) = try await database.write { tx in
            (
                try tx.tell(OutboxWorld.message(to: .email("secret.person@example.org", .zh))),
                try tx.tell(OutboxWorld.message(to: .email("other@example.org", .zh), number: 2))
            )
        }
        func sealed(_ id: ID<Message>) async throws -> [UInt8] {
            let bytes = try await database.read { tx in try tx.row("SELECT sealed FROM outbox_message WHERE id = \(id)") { try $0.blob("sealed") } }
            return try #require(bytes)
        }
        let bytes = try await sealed(first)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret.person") && bytes.count > 100)
        let content = try await database.read { try $0.messageContent(first, sealed: bytes) }
        #expect(content?.address == "secret.person@example.org" && content?.language == .zh)
        await #expect(throws: (any Error).self) { try await database.read { try $0.messageContent(second, sealed: bytes) } }
        let queue = try await database.read { tx in try tx.rows("SELECT payload FROM job WHERE kind LIKE 'outbox-%'") { try $0.text("payload") } }
        #expect(queue.count == 2 && !queue.joined().contains("example.org"))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func wordsAreErasedAndTheRecordStays(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let account = try await OutboxWorld.account(in: database)
        let short = MessageKind("test.short", "短", "Short", keptDays: 7)
        try await database.write { tx in
            try tx.tell(OutboxWorld.message(to: .account(account), kind: short))
            try tx.tell(OutboxWorld.message(to: .account(account)))
        }
        clock.advance(seconds: 7 * 86_400 - 1)
        #expect(try await database.write { try $0.eraseOldMessages() } == 0)
        clock.advance(seconds: 1)
        #expect(try await database.write { try $0.eraseOldMessages() } == 1)
        #expect(try await database.write { try $0.eraseOldMessages() } == 0)
        let found = try await database.read { try $0.messages(of: account, limit: 9) }
        #expect(found.map { $0.content == nil } == [false, true] && found.map(\.kind) == ["test.decided", "test.short"])
        // What was not sent in time is not sent without its words.
        let courier = KeepingCourier()
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.count == 1)
        #expect(try await OutboxWorld.states(database) == [.sent: 1, .dead: 1])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aPersonIsForgotten(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let account = try await OutboxWorld.account(in: database)
        try await database.write { tx in
            try tx.tell(OutboxWorld.message(to: .account(account)))
            try tx.tell(OutboxWorld.message(to: .email("Visitor@Example.org", .zh)))
            try tx.tell(OutboxWorld.message(to: .email("else@example.org", .zh)))
        }
        #expect(try await database.write { try $0.forgetMessages(to: "visitor@example.org", by: 1) } == 1)
        #expect(try await database.write { try $0.forgetMessages(to: "host@example.org", by: 1) } == 1)
        #expect(try await database.write { try $0.forgetMessages(to: "nobody@example.org", by: 1) } == 0)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM outbox_message WHERE sealed IS NULL") } == 2)
        let courier = KeepingCourier()
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.map(\.address) == ["else@example.org"])
        await database.close()
    }
}
