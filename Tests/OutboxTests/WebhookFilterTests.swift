import Access
import Jobs
import Kernel
import Storage
import TestKit
import Testing

@testable import Outbox

/// A receiver is told of what it wants, and of nothing else.
@Suite struct WebhookFilterTests {
    @Test(arguments: [
        ("", "", "activity.published", true), ("news", "", "activity.published", false), ("news activity", "", "activity.published", true),
        ("", "published", "activity.published", true), ("activity", "withdrawn", "activity.published", false),
        ("activity", "published", "activity", false),
    ]) func whatItTakes(_ records: String, _ changes: String, _ type: String, _ takes: Bool) {
        func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
        #expect(WebhookFilter(records: words(records), changes: words(changes)).takes(type) == takes)
    }

    private static let feed = WebhookFeed { _, record in
        WebhookEvent(type: "\(record.entry.noun).\(record.entry.kind.split(separator: ".").last ?? "")", data: "{}")
    }

    private func happen(_ world: WebhookTests.World) async throws {
        try await world.database.write { tx in
            for (noun, kind) in [("activity", "test.published"), ("news", "test.published"), ("news", "test.withdrawn")] {
                try tx.record(LedgerEntry(kind, noun, ID<Message>(1), by: 0, visibility: .public))
            }
        }
        try await world.database.ledgerSettled()
    }

    @Test(arguments: TestEngine.allCases) func streamAndReplayHonourIt(_ engine: TestEngine) async throws {
        let world = try await WebhookTests.World(engine)
        let (database, webhook) = (world.database, world.webhook)
        let stream = WebhookStream(database: database, feed: Self.feed, sender: WebhookTests.World.sender)
        let jobs = JobRunner(database, kinds: [WebhookJobs.events(Self.feed, WebhookTests.World.sender)], logger: OutboxWorld.quiet)
        let filter = WebhookFilter(records: ["news"], changes: ["published"])
        try await database.write { try $0.setFilter(filter, of: webhook, by: 1) }
        #expect(try await world.now.filter == filter)
        let begin = world.clock.now
        try await happen(world)
        #expect(try await stream.run(webhook) == 1)
        #expect(try world.receiver.requests().map(\.body).allSatisfy { $0.contains("\"type\":\"news.published\"") })
        #expect(try await database.read { try $0.webhooksBehind() } == [])

        // Sent once more: the one that is wanted; of the others nothing stays behind.
        let first = try #require(try world.ids().first)
        _ = try await database.write { try $0.replayEvents(from: begin, to: begin.adding(hours: 1), to: webhook, by: 1) }
        try await jobs.runDue()
        #expect(try world.ids() == [first, first])
        #expect(try await database.read { try $0.webhookEvents(of: webhook) }.map(\.state) == [.taken])

        // A test is told whatever is wanted.
        try await database.write { try $0.replayEvent(0, to: webhook) }
        try await jobs.runDue()
        #expect(try world.ids().count == 3)
        try await database.write { try $0.setFilter(.everything, of: webhook, by: 1) }
        try await happen(world)
        #expect(try await stream.run(webhook) == 3)
        await world.close()
    }

    @Test(arguments: TestEngine.allCases) func chosenOnItsPage(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let browser = try await Browser.signedIn("organiser@example.org", Grant(.organiser, over: .all), at: site)
        try await browser.go("/desk/webhooks")
        let wrong = try await browser.submit("/desk/webhooks", ["address": "https://hooks.example.org/kepu", "records": "gossip"])
        #expect(wrong.status == 422 && wrong.html.contains("remark-records"))
        let made = try await browser.submit("/desk/webhooks", ["address": "https://hooks.example.org/kepu", "records": "venue", "changes": "added"])
        #expect(made.text.contains("Told of venue: added"), "\(made.text)")
        let webhook = try #require(try await database.read { try $0.webhooks() }.first)
        #expect(webhook.filter == WebhookFilter(records: ["venue"], changes: ["added"]))
        let path = "/desk/webhooks/\(webhook.id)"
        let narrowed = try await browser.submit(path + "/filter", ["records": "network", "changes": "removed"])
        #expect(narrowed.text.contains("Told of network: removed"), "\(narrowed.text)")
        await database.close()
    }
}
