import Access
import Jobs
import Kernel
@testable import Outbox
import People
import Storage
import TestKit
import Testing
import Web

/// What one was told, and how one wants to be told: through the pages.
@Suite struct MessagePagesTests {
    @Test(arguments: TestEngine.allCases) func readAndMarked(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let browser = try await Browser.signedIn("host@example.org", Grant(.host, over: .all), at: site)
        let account = try #require(try await database.read { try $0.account(login: "host@example.org") }).account.id
        #expect(try await browser.go("/desk/messages").text.contains("There are no messages yet."))
        try await database.write { tx in for number in 1...32 { _ = try tx.tell(OutboxWorld.message(to: .account(account), number: number)) } }
        let desk = try await browser.go("/desk")
        #expect(desk.text.contains("Messages 32 unread"))
        let first = try await browser.go("/desk/messages")
        #expect(first.text.contains("Activity 32 is published") && first.text.contains("Get the telescopes ready.") && !first.text.contains("Activity 2 is published"))
        #expect(try await browser.go("/desk/messages?page=2").text.contains("Activity 2 is published"))
        #expect(try await browser.go("/desk/messages?page=3").status == 400)
        #expect(try await browser.go("/desk/messages?colour=red").status == 400)
        // To where it leads, and read on the way.
        let id = try #require(try await database.read { try $0.messages(of: account, limit: 1) }.first).id
        try await browser.go("/desk/messages")
        #expect(try await browser.submit("/desk/messages/\(id)/read").path == "/desk/activities/32")
        #expect(try await database.read { try $0.unreadMessages(of: account) } == 31)
        try await browser.go("/desk/messages?unread=1")
        #expect(try await browser.submit("/desk/messages/read").text.contains("31 messages are marked as read."))
        #expect(try await browser.go("/desk/messages?unread=1").text.contains("Nothing is unread."))
        // Chinese, and somebody who has not signed in.
        let chinese = Browser(site, language: "zh")
        #expect(try await chinese.go("/desk/messages").path.hasPrefix("/sign-in"))
        try await chinese.signIn("host@example.org", "a long password")
        #expect(try await chinese.go("/desk/messages").text.contains("第 32 项活动已发布"))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func anotherPersonsMessageIsNotFound(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let other = try await OutboxWorld.account("other@example.org", in: database)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .account(other))) }
        let browser = try await Browser.signedIn("host@example.org", Grant(.host, over: .all), at: site)
        let account = try #require(try await database.read { try $0.account(login: "host@example.org") }).account.id
        let mine = try await database.write { try $0.tell(OutboxWorld.message(to: .account(account))) }
        let page = try await browser.go("/desk/messages")
        #expect(page.form(to: "/desk/messages/\(mine)/read") != nil && page.form(to: "/desk/messages/\(id)/read") == nil)
        await #expect(throws: Refusal.self) { try await database.write { try $0.readMessage(id, by: account) } }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func wishesAreKept(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let browser = try await Browser.signedIn("host@example.org", Grant(.host, over: .all), at: site)
        let account = try #require(try await database.read { try $0.account(login: "host@example.org") }).account.id
        let form = try #require(try await browser.go("/desk/me/messages").form(to: "/desk/me/messages"))
        #expect(form["language"] == "zh" && form["zone"] == "Asia/Shanghai" && form["outbox.webhook-ended"] == "now")
        let saved = try await browser.submit("/desk/me/messages", ["language": "en", "zone": "Asia/Urumqi", "outbox.webhook-ended": "digest"])
        #expect(saved.text.contains("Saved; it holds from the next message on."))
        #expect(try await database.read { try $0.messageReader(account) } == MessageReader(language: .en, zone: Zone("Asia/Urumqi") ?? .utc))
        #expect(try await database.read { try $0.messageWishes(of: account) }["outbox.webhook-ended"] == .digest)
        let wrong = try await browser.submit("/desk/me/messages", ["language": "fr"])
        #expect(wrong.status == 422 && wrong.text.contains("Choose one of the values offered."))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func theOutboxIsForAdministrators(_ engine: TestEngine) async throws {
        let database = try await OutboxWorld.pages.database(engine)
        let site = try await OutboxWorld.pages.site(database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .all), at: site)
        #expect(try await host.go("/desk/outbox").status == 403)
        let administrator = try await Browser.signedIn("admin@example.org", Grant(.administrator, over: .all), at: site)
        #expect(try await administrator.go("/desk/outbox").text.contains("not set up; messages stay in the program"))
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .email("secret@example.org", .zh))) }
        try await OutboxWorld.runner(database, KeepingCourier(.refused("550 no <secret@example.org>"))).runDue()
        let page = try await administrator.go("/desk/outbox")
        // What failed is shown first; neither words nor address stand there.
        #expect(page.text.contains("550 no <…>") && !page.text.contains("secret@example.org") && !page.text.contains("Stargazing"))
        #expect(try await administrator.go("/desk/outbox?state=rubbish").text.contains("has no value “rubbish”"))
        #expect(try await administrator.go("/desk/outbox?channel=sms&state=dead").text.contains("Nothing here."))
        try await administrator.go("/desk/outbox?state=dead")
        #expect(try await administrator.submit("/desk/outbox/\(id)/mail/again").text.contains("It is sent once more."))
        let courier = KeepingCourier()
        try await OutboxWorld.runner(database, courier).runDue()
        #expect(courier.letters.map(\.address) == ["secret@example.org"])
        #expect(try await administrator.go("/desk/outbox").text.contains("250 ok"))
        await database.close()
    }
}
