import Access
import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// What becomes of a message on its way.
@Suite struct DeliveryTests {
    @Test(arguments: TestEngine.allCases) func sentOnceInThePersonsLanguage(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let account = try await OutboxWorld.account(in: database)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .account(account))) }
        // The language is that of the moment at which it goes out.
        try await database.write { try $0.set(MessageReader(language: .en), of: account) }
        let courier = KeepingCourier()
        let runner = OutboxWorld.runner(database, courier)
        try await runner.runDue()
        try await runner.runDue()
        let letter = try #require(courier.letters.first)
        #expect(courier.letters.count == 1 && letter.id == id && letter.address == "host@example.org" && letter.subject == "Activity 1 is published")
        #expect(letter.link == "https://kepu.example/desk/activities/1" && letter.wishes == "https://kepu.example/desk/me/messages")
        let line = try #require(try await OutboxWorld.line(.sent, database))
        #expect(line.tries == 1 && line.answer == "250 ok" && line.isKept && line.kind == "test.decided")
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job WHERE kind = 'outbox-mail'") } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func triedAgainLaterAndLater(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let courier = KeepingCourier(.later("451 4.3.0 try again"), .unsure("no answer"), .taken("250 ok"))
        let runner = OutboxWorld.runner(database, courier)
        try await runner.runDue()
        #expect(try await OutboxWorld.line(.waiting, database)?.answer == "451 4.3.0 try again")
        clock.advance(seconds: 29)
        try await runner.runDue()
        #expect(courier.letters.count == 1)
        clock.advance(seconds: 8)
        try await runner.runDue()
        #expect(courier.letters.count == 2)
        clock.advance(seconds: 80)
        try await runner.runDue()
        // Each try bears the same identity, so that a repeat is known.
        #expect(courier.letters.count == 3 && Set(courier.letters.map(\.key)).count == 1)
        #expect(try await OutboxWorld.line(.sent, database)?.tries == 3)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func boundedTriesThenADeadLetterThatCanBeSentAgain(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let down = KeepingCourier(.later("connection refused"))
        let runner = OutboxWorld.runner(database, down)
        for _ in 0..<60 {
            try await runner.runDue()
            clock.advance(seconds: 9000)
        }
        #expect(down.letters.count == Backoff.mail.tries)
        let dead = try #require(try await OutboxWorld.line(.dead, database))
        #expect(dead.tries == Backoff.mail.tries && dead.answer == "connection refused")
        try await database.write { try $0.sendAgain(id, by: .mail, actor: 1) }
        await #expect(throws: Refusal.self) { try await database.write { try $0.sendAgain(id, by: .mail, actor: 1) } }
        let up = KeepingCourier()
        try await OutboxWorld.runner(database, up).runDue()
        #expect(up.letters.map(\.key) == ["\(id).mail"])
        #expect(try await OutboxWorld.states(database) == [.sent: 1])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRefusalIsForGoodAndHidesTheAddress(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let courier = KeepingCourier(.refused("550 5.1.1 <a@example.org>:\r\nno such user"))
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(try await OutboxWorld.line(.dead, database)?.answer == "550 5.1.1 <…>: no such user")
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job WHERE kind = 'outbox-mail'") } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func withoutAWayItStaysInTheProgram(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let account = try await OutboxWorld.account(in: database)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .account(account))) }
        try await OutboxWorld.runner(database, nil).runDue()
        #expect(try await OutboxWorld.states(database) == [.off: 1])
        #expect(try await database.read { try $0.unreadMessages(of: account) } == 1)
        // Later there is one: what an administrator asks for goes out.
        try await database.write { try $0.sendAgain(id, by: .mail, actor: 1) }
        let courier = KeepingCourier()
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.count == 1)
        await database.close()
    }

    /// As after kill -9 between the claim and the outcome: a mail goes out once more under its identity, a text message waits for a person.
    @Test(arguments: TestEngine.allCases) func aTryWhoseEndIsUnknown(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let (mail, text) = try await database.write { tx in
            (try tx.tell(OutboxWorld.message(to: .email("a@example.org", .zh))), try tx.tell(OutboxWorld.message(to: .phone("+8613800000000", .zh))))
        }
        try await database.write { tx in
            _ = try tx.beginDelivery(DeliveryReference(message: mail, channel: .mail), isOn: true, site: "")
            _ = try tx.beginDelivery(DeliveryReference(message: text, channel: .sms), isOn: true, site: "")
        }
        #expect(try await OutboxWorld.states(database) == [.sending: 2])
        let (mails, texts) = (KeepingCourier(), KeepingCourier())
        try await OutboxWorld.runner(database, mails).runDue()
        try await OutboxWorld.runner(database, texts, by: .sms).runDue()
        #expect(mails.letters.count == 1 && texts.letters.isEmpty)
        #expect(try await OutboxWorld.states(database) == [.sent: 1, .unsure: 1])
        #expect(try await OutboxWorld.line(.sent, database)?.tries == 2)
        await database.close()
    }

    /// Whoever has lost a try to somebody else writes nothing down.
    @Test(arguments: TestEngine.allCases) func aTryThatWasTakenOverChangesNothing(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        let mail = try await database.write { try $0.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let about = DeliveryReference(message: mail, channel: .mail)
        let first = try #require(try await database.write { try $0.beginDelivery(about, isOn: true, site: "") })
        let second = try #require(try await database.write { try $0.beginDelivery(about, isOn: true, site: "") })
        #expect(first.attempt == 1 && second.attempt == 2)
        try await database.write { try $0.endDelivery(first, .refused("too late")) }
        #expect(try await OutboxWorld.states(database) == [.sending: 1])
        try await database.write { try $0.endDelivery(second, .taken("250 ok")) }
        #expect(try await OutboxWorld.states(database) == [.sent: 1])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func theListIsNarrowed(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.house.database(engine)
        try await database.write { tx in
            for number in 1...5 { _ = try tx.tell(OutboxWorld.message(to: .email("a\(number)@example.org", .zh), number: number)) }
            _ = try tx.tell(OutboxWorld.message(to: .phone("+8613800000000", .zh), kind: MessageKind("test.other", "", "")))
        }
        let counts = try await database.read { tx in
            [
                try tx.deliveryCount(DeliveryFilter(state: .waiting)), try tx.deliveryCount(DeliveryFilter(state: .waiting, channel: .sms)),
                try tx.deliveryCount(DeliveryFilter(state: .waiting, kind: "test.decided")), try tx.deliveryCount(DeliveryFilter(state: .sent)),
            ]
        }
        #expect(counts == [6, 1, 5, 0])
        let page = try await database.read { try $0.deliveries(DeliveryFilter(state: .waiting, kind: "test.decided"), from: 3, limit: 3) }
        #expect(page.count == 2 && page[0].message > page[1].message)
        await database.close()
    }
}
