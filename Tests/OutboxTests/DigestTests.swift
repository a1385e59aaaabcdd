import Access
import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// One mail a day, at seven in the morning of the person's zone.
@Suite struct DigestTests {
    @Test func seven() {
        let reader = MessageReader()
        #expect(reader.nextDigest(after: instant("2026-05-16T09:15:00+08:00")) == instant("2026-05-17T07:00:00+08:00"))
        #expect(reader.nextDigest(after: instant("2026-05-16T06:59:59+08:00")) == instant("2026-05-16T07:00:00+08:00"))
        #expect(reader.nextDigest(after: instant("2026-05-16T07:00:00+08:00")) == instant("2026-05-17T07:00:00+08:00"))
        #expect(reader.lastDigest(at: instant("2026-05-16T07:00:00+08:00")) == instant("2026-05-16T07:00:00+08:00"))
        #expect(reader.lastDigest(at: instant("2026-05-16T06:00:00+08:00")) == instant("2026-05-15T07:00:00+08:00"))
        let other = MessageReader(zone: Zone("Europe/Berlin") ?? .utc)
        #expect(other.nextDigest(after: instant("2026-03-28T12:00:00Z")) == instant("2026-03-29T05:00:00Z"))
    }

    @Test(arguments: TestEngine.allCases) func oneMailADay(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let account = try await OutboxWorld.account(in: database)
        try await database.write { tx in
            try tx.wish(.digest, for: OutboxWorld.kind, by: account)
            for number in 1...3 { _ = try tx.tell(OutboxWorld.message(to: .account(account), number: number)) }
        }
        let courier = KeepingCourier()
        // A program of its own for each look: nothing is kept between them but the database.
        func look() async throws { try await OutboxWorld.runner(database, courier).runDue() }
        try await look()
        clock.set("2026-05-17T06:59:59+08:00")
        try await look()
        #expect(courier.letters.isEmpty)
        clock.set("2026-05-17T07:00:00+08:00")
        // Told in the very minute: tomorrow's.
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .account(account), number: 4)) }
        try await look()
        try await look()
        #expect(courier.letters.count == 1)
        let letter = try #require(courier.letters.first)
        #expect(letter.isDigest && letter.subject == "每日汇总：3 条消息" && letter.link == "https://kepu.example/desk/messages")
        #expect(letter.body.contains("第 1 项活动已发布") && letter.body.contains("第 3 项") && !letter.body.contains("第 4 项"))
        #expect(try await OutboxWorld.states(database) == [.digested: 3, .sent: 1, .digest: 1])
        // Stopped for three days: one digest for all of them.
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .account(account), number: 5)) }
        clock.set("2026-05-20T11:00:00+08:00")
        try await look()
        try await look()
        #expect(courier.letters.map(\.subject) == ["每日汇总：3 条消息", "每日汇总：2 条消息"])
        // The digest itself is none of the messages in the program.
        #expect(try await database.read { try $0.messageCount(of: account) } == 5)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func theZoneMoves(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let account = try await OutboxWorld.account(in: database)
        try await database.write { tx in
            try tx.wish(.digest, for: OutboxWorld.kind, by: account)
            _ = try tx.tell(OutboxWorld.message(to: .account(account)))
            try tx.set(MessageReader(language: .en, zone: .utc), of: account)
        }
        let courier = KeepingCourier()
        // Seven in UTC is three in the afternoon in Shanghai, and sooner than the next morning there.
        clock.set("2026-05-16T14:59:59+08:00")
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.isEmpty)
        clock.set("2026-05-16T15:00:00+08:00")
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.map(\.subject) == ["Your day: 1 message"])
        await database.close()
    }

    @Test func aLongDigestIsCut() {
        let contents = (1...60).map { MessageContent(OutboxWorld.message(to: .email("a@b", .zh), number: $0)) }
        let words = DigestWords(contents)
        #expect(words.subject.en == "Your day: 60 messages" && words.body.en.hasSuffix("10 more: read them in the program."))
        #expect(words.body.zh.contains("第 50 项") && !words.body.zh.contains("第 51 项"))
    }
}
