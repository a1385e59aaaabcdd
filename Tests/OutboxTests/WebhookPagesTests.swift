import Access
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing
import Web

/// Webhooks through the pages.
@Suite struct WebhookPagesTests {
    @Test(arguments: TestEngine.allCases) func addedShownOnceRotatedRemoved(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let browser = try await Browser.signedIn("organiser@example.org", Grant(.organiser, over: .all), at: site)
        try await browser.go("/desk/webhooks")
        for (address, says) in [
            ("http://hooks.example.org/", "The address begins with https://."), ("https://10.0.0.1/", "10.0.0.1 is no address of the public internet."),
            ("https://localhost/", "localhost is no address of the public internet."),
        ] {
            let page = try await browser.submit("/desk/webhooks", ["address": address])
            #expect(page.status == 422 && page.text.contains(says), "\(address): \(page.text)")
        }
        let made = try await browser.submit("/desk/webhooks", ["address": "https://hooks.example.org/kepu"])
        let webhook = try #require(try await database.read { try $0.webhooks() }.first)
        let path = "/desk/webhooks/\(webhook.id)"
        #expect(made.path == path && made.text.contains("It is added.") && made.text.contains("Active") && !made.text.contains("whsec_"))
        // Sent twice, made once.
        #expect(try await browser.sendAgain().path == path)
        #expect(try await database.read { try $0.webhooks() }.count == 1)
        func shown() async throws -> Substring? { try await browser.submit(path + "/secret").text.split(separator: " ").first { $0.hasPrefix("whsec_") } }
        let secret = try #require(try await shown())
        #expect(try await shown() == secret)
        #expect(try await browser.submit(path + "/rotation").text.contains("Old secret signs until"))
        let fresh = try #require(try await shown())
        #expect(fresh != secret)
        try await browser.go(path)
        #expect(try await browser.submit(path + "/state").text.contains("It is paused."))
        #expect(try await browser.submit(path + "/state").text.contains("It is on again and goes on where it stopped."))
        #expect(try await browser.submit(path + "/test").text.contains("Waiting"))
        let span = try await browser.submit(path + "/replay", ["begin": "2026-05-16T09:00", "end": "yesterday"])
        #expect(span.status == 422 && span.text.contains("Give a time such as"))
        try await browser.go(path)
        #expect(try await browser.submit(path + "/removal").text.contains("The webhook is removed."))
        #expect(try await database.read { try $0.webhooks() }.isEmpty)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func anOrganiserSeesTheirOwnAnAdministratorAll(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let other = try await OutboxWorld.account("other@example.org", in: database)
        let made = try await database.write { try $0.addWebhook("https://hooks.example.org/other", by: other) }
        let organiser = try await Browser.signedIn("organiser@example.org", Grant(.organiser, over: .all), at: site)
        #expect(try await organiser.go("/desk/webhooks/\(made.id)").status == 404)
        #expect(!(try await organiser.go("/desk/webhooks").text.contains("hooks.example.org/other")))
        let administrator = try await Browser.signedIn("admin@example.org", Grant(.administrator, over: .all), at: site)
        #expect(try await administrator.go("/desk/webhooks").text.contains("hooks.example.org/other"))
        #expect(try await administrator.go("/desk/webhooks/\(made.id)").status == 200)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .all), at: site)
        #expect(try await host.go("/desk/webhooks").status == 403)
        await database.close()
    }
}
