import Access
import Jobs
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Outbox

/// To which of their names people have their letters sent.
@Suite struct ChosenAddressTests {
    @Test(arguments: TestEngine.allCases) func lettersGoWhereTheyAreWanted(_ engine: TestEngine) async throws {
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.pages.database(engine, clock: clock.clock)
        let site = try await OutboxWorld.pages.site(database)
        let browser = try await Browser.signedIn("first@example.org", Grant(.host, over: .all), at: site)
        #expect(try await browser.go("/desk/me/messages").form(to: "/desk/me/messages")?["mail"] == nil)
        let account = try await database.write { tx in
            let account = try #require(try tx.account(login: "first@example.org")).account
            for name in ["second@example.org", "13800138000"] { try tx.addLogin(name, to: account.id, by: account.id) }
            try tx.announce(["mail": "a test", "sms": "a test"])
            return account
        }
        // Until something is chosen, letters go to the first name, and by text message nowhere.
        let courier = KeepingCourier()
        let runner = OutboxWorld.runner(database, courier)
        func letter() async throws -> String? {
            try await database.write { _ = try $0.tell(OutboxWorld.message(to: .account(account.id))) }
            try await runner.runDue()
            return courier.letters.last?.address
        }
        #expect(try await letter() == "first@example.org")
        #expect(try await database.read { try $0.messageAddress(of: account, by: .sms) } == nil)

        try await browser.go("/desk/me/messages")
        let saved = try await browser.submit("/desk/me/messages", ["mail": "second@example.org", "sms": "+8613800138000"])
        #expect(saved.status == 200 && saved.form(to: "/desk/me/messages")?["mail"] == "second@example.org", "\(saved.text)")
        #expect(try await letter() == "second@example.org")
        #expect(try await database.read { try $0.messageAddress(of: account, by: .sms) } == "+8613800138000")
        let foreign = try await browser.submit("/desk/me/messages", ["mail": "somebody@example.org"])
        #expect(foreign.status == 422 && foreign.text.contains("Choose one of the values offered."))
        // What is kept is no address.
        let marks = try await database.read { try $0.rows("SELECT address_mark FROM outbox_address") { try $0.blob("address_mark") } }
        #expect(marks.count == 2 && marks.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("example") })
        // A name that is taken away is an address no longer.
        try await database.write { try $0.removeLogin("second@example.org", of: account, by: account.id) }
        #expect(try await letter() == "first@example.org")
        await database.close()
    }
}
