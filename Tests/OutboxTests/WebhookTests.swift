import Access
import Foundation
import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// Webhooks to a receiver on loopback, on both engines.
@Suite struct WebhookTests {
    /// One webhook of one owner, and a ledger in which things happen.
    struct World: Sendable {
        let clock: TestClock
        let database: Database
        let receiver: Neighbour
        let owner: ID<Account>
        let webhook: ID<Webhook>
        let secret: WebhookSecret

        init(_ engine: TestEngine) async throws {
            clock = OutboxWorld.clock()
            database = try await OutboxWorld.house.database(engine, clock: clock.clock)
            receiver = try Neighbour(.receiver)
            owner = try await OutboxWorld.account(in: database)
            let (database, owner, port) = (database, owner, receiver.port)
            try await database.write { try $0.announce([OutboxWay.loopback: "http"]) }
            try await database.ledgerSettled()
            (webhook, secret) = try await database.write { try $0.addWebhook("http://127.0.0.1:\(port)/hook", by: owner) }
        }

        /// Public changes, and between them one that nobody outside need know and one that is not public.
        func happen(_ count: Int) async throws {
            try await database.write { tx in
                for number in 1...count {
                    try tx.record(LedgerEntry("test.published", "activity", ID<Message>(Int64(number)), by: 0, visibility: .public))
                    try tx.record(LedgerEntry("test.quiet", "quiet", ID<Message>(Int64(number)), by: 0, visibility: .public))
                    try tx.record(LedgerEntry("test.office", "activity", ID<Message>(Int64(number)), by: 0))
                }
            }
            try await database.ledgerSettled()
        }

        var stream: WebhookStream { WebhookStream(database: database, feed: Self.feed, sender: Self.sender) }

        @discardableResult func run() async throws -> Int { try await stream.run(webhook) }

        func runJobs() async throws {
            try await JobRunner(database, kinds: [WebhookJobs.events(Self.feed, Self.sender)], logger: OutboxWorld.quiet).runDue()
        }

        var now: Webhook { get async throws { try #require(try await database.read { try $0.webhook(webhook) }) } }
        func ids() throws -> [String] { try receiver.requests().compactMap { $0.headers["webhook-id"] } }
        func close() async {
            receiver.stop()
            await database.close()
        }

        static let sender = WebhookSender(takesLoopback: true, patience: 10)
        static let feed = WebhookFeed { _, record in
            record.entry.noun == "quiet" ? nil : WebhookEvent(type: "activity.published", data: "{\"id\":\(record.entry.subject)}")
        }
    }

    @Test(arguments: TestEngine.allCases) func everyPublicChangeOnceInOrder(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(60)
        #expect(try await world.run() == 60)
        #expect(try await world.run() == 0)
        let requests = try world.receiver.requests()
        #expect(requests.count == 60 && Set(requests.compactMap { $0.headers["webhook-id"] }).count == 60)
        struct Body: Decodable {
            struct Data: Decodable { let id: Int }
            let type: String
            let timestamp: String
            let data: Data
        }
        let bodies = try requests.map { try JSONDecoder().decode(Body.self, from: Data($0.body.utf8)) }
        #expect(bodies.map(\.data.id) == Array(1...60) && bodies.allSatisfy { $0.type == "activity.published" && Instant(iso: $0.timestamp) == world.clock.now })
        for request in requests {
            let (id, seconds) = (request.headers["webhook-id"] ?? "", Int64(request.headers["webhook-timestamp"] ?? "") ?? 0)
            #expect(request.headers["webhook-signature"] == world.secret.signature(id: id, seconds: seconds, body: request.body))
            #expect(seconds == world.clock.now.microseconds / 1_000_000)
        }
        let webhook = try await world.now
        #expect(webhook.taken == 60 && webhook.failures == 0 && webhook.answer.hasPrefix("200"))
        #expect(try await world.database.read { try $0.webhooksBehind() } == [])
        await world.close()
    }

    /// A receiver that fails now and then holds nothing up: what it did not take comes back by itself, under its identity.
    @Test(arguments: TestEngine.allCases) func whatWasNotTakenComesBack(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(3)
        try world.receiver.set("500")
        let taken = try await world.run()
        #expect(taken == 0)
        var events = try await world.database.read { try $0.webhookEvents(of: world.webhook) }
        #expect(events.map(\.state) == [.waiting, .waiting, .waiting] && events.allSatisfy { $0.tries == 1 && $0.answer == "500 answered 500" })
        try world.receiver.set("200")
        world.clock.advance(seconds: 13)
        try await world.runJobs()
        events = try await world.database.read { try $0.webhookEvents(of: world.webhook) }
        #expect(events.map(\.state) == [.taken, .taken, .taken])
        let ids = try world.ids()
        #expect(ids.count == 6 && Set(ids.prefix(3)) == Set(ids.suffix(3)))
        #expect(try await world.now.failures == 0)
        await world.close()
    }

    /// One that fails again and again is waited for where it stands, longer and longer; after five days it is disabled and its owner is told.
    @Test(arguments: TestEngine.allCases) func aReceiverThatNeverTakesAnything(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(200)
        try world.receiver.set("500")
        try await world.run()
        #expect(try world.receiver.requests().count == Webhook.patience)
        #expect(try await world.run() == 0)
        #expect(try world.receiver.requests().count == Webhook.patience)
        for _ in 0..<80 where try await world.now.state == .active {
            world.clock.advance(seconds: 6 * 3600)
            try await world.run()
        }
        let ended = try await world.now
        #expect(ended.state == .disabled && ended.failingSince.map { world.clock.now.seconds(since: $0) >= Webhook.longestFailure } == true)
        let told = try await world.database.read { try $0.messages(of: world.owner, limit: 9) }
        #expect(told.count == 1 && told[0].content?.path == "/desk/webhooks/\(world.webhook)")
        #expect(try world.receiver.requests().count < 40)
        // What was set aside waits for it too.
        try await world.runJobs()
        // Put right and switched on again, it goes on where it stopped.
        try world.receiver.set("200")
        try await world.database.write { try $0.setWebhook(world.webhook, active: true, by: 1) }
        #expect(try await world.run() == 200 - (Webhook.patience - 1))
        try await world.runJobs()
        #expect(Set(try world.ids()).count == 200)
        #expect(try await world.database.read { try $0.webhookEvents(of: world.webhook) }.map(\.state) == Array(repeating: .taken, count: Webhook.patience - 1))
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func goneIsGone(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(5)
        try world.receiver.set("410")
        try await world.run()
        #expect(try await world.now.state == .gone)
        try await world.run()
        #expect(try world.receiver.requests().count == 1)
        #expect(try await world.database.read { try $0.unreadMessages(of: world.owner) } == 1)
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func neverAnsweredAndLongAnswers(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(1)
        try world.receiver.set("never")
        try await world.run()
        #expect(try await world.now.failures == 1)
        // A megabyte in answer is cut off; the status counts. A redirect is no success and is not followed.
        try world.receiver.set("long")
        try await world.happen(1)
        #expect(try await world.run() == 1)
        try world.receiver.set("redirect")
        try await world.happen(1)
        #expect(try await world.run() == 0)
        #expect(try world.receiver.requests().map(\.path) == ["/hook", "/hook", "/hook"])
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func twoSecretsForADay(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        let fresh = try await world.database.write { try $0.rotateSecret(of: world.webhook, by: 1) }
        try await world.happen(1)
        try await world.run()
        world.clock.advance(seconds: 24 * 3600 + 1)
        try await world.happen(1)
        try await world.run()
        let signed = try world.receiver.requests().map { request in
            let (id, seconds) = (request.headers["webhook-id"] ?? "", Int64(request.headers["webhook-timestamp"] ?? "") ?? 0)
            let both = [fresh, world.secret].map { $0.signature(id: id, seconds: seconds, body: request.body) }
            return (request.headers["webhook-signature"] ?? "") == both.joined(separator: " ") ? "both" : request.headers["webhook-signature"] == both[0] ? "new" : "neither"
        }
        #expect(signed == ["both", "new"])
        let kept = try await world.database.read { tx in try tx.row("SELECT sealed_secret FROM outbox_webhook") { try $0.blob("sealed_secret") } } ?? []
        #expect(!String(decoding: kept, as: UTF8.self).contains("whsec_"))
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func replayOfOneAndOfASpan(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(4)
        let middle = world.clock.now.adding(seconds: 60)
        world.clock.advance(seconds: 120)
        try await world.happen(2)
        try await world.run()
        let before = try world.ids()
        let (database, webhook) = (world.database, world.webhook)
        let count = try await database.write { try $0.replayEvents(from: middle, to: middle.adding(hours: 1), to: webhook, by: 1) }
        // Two events, and two entries of which nobody outside need know.
        #expect(count == 4)
        try await world.runJobs()
        #expect(Set(try world.ids().dropFirst(6)) == Set(before.suffix(2)))
        let seq = try #require(Crockford.number(String(before[0].dropFirst("msg_".count))))
        try await database.write { try $0.replayEvent(seq, to: webhook) }
        try await world.runJobs()
        #expect(try world.ids().last == before[0])
        await #expect(throws: Refusal.self) { try await database.write { try $0.replayEvent(seq + 2, to: webhook) } }
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func aTestEvent(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try world.receiver.set("418")
        try await world.database.write { try $0.replayEvent(0, to: world.webhook) }
        try await world.runJobs()
        world.clock.advance(seconds: 3600)
        try await world.runJobs()
        let request = try #require(try world.receiver.requests().first)
        #expect(try world.receiver.requests().count == 1 && request.body.contains("\"type\":\"kepu.test\"") && request.headers["webhook-id"]?.hasPrefix("test_") == true)
        let line = try #require(try await world.database.read { try $0.webhookEvents(of: world.webhook) }.first)
        #expect(line.seq == 0 && line.state == .dead && line.answer == "418 answered 418")
        await world.close()
    }

    /// Two programs, one receiver: nothing twice. And a program that died lets go by itself.
    @Test(arguments: TestEngine.allCases) func oneAtATime(_ engine: TestEngine) async throws {
        let world = try await World(engine)
        try await world.happen(30)
        async let first = world.run()
        async let second = world.run()
        let (one, two) = (try await first, try await second)
        #expect(one + two == 30 && min(one, two) == 0)
        let ids = try world.ids()
        #expect(ids.count == 30 && Set(ids).count == 30)
        try await world.happen(1)
        let holder: ID<Webhook> = world.database.ids.next()
        #expect(try await world.database.write { try $0.holdWebhook(world.webhook, by: holder) })
        #expect(try await world.run() == 0)
        world.clock.advance(seconds: 91)
        #expect(try await world.run() == 1)
        await world.close()
    }

    /// A name or an address that leads into the house is not called, whatever was entered before it was checked.
    @Test func noWayIntoTheHouse() async throws {
        let receiver = try Neighbour(.receiver)
        defer { receiver.stop() }
        for host in ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1"] {
            let outcome = await WebhookSender(takesLoopback: false, patience: 3).send("{}", id: "x", to: "https://\(host):\(receiver.port)/", headers: [])
            guard case .failed(let says) = outcome else { throw NeighbourProblem("\(host): \(outcome)") }
            #expect(says.hasSuffix("is no address of the public internet"), "\(host): \(says)")
        }
        let plain = await WebhookSender(takesLoopback: false, patience: 3).send("{}", id: "x", to: "http://127.0.0.1:\(receiver.port)/", headers: [])
        guard case .failed = plain else { throw NeighbourProblem("\(plain)") }
        #expect(try receiver.requests().isEmpty)
    }
}
