import Access
import Kernel
import Outbox
import Storage
import TestKit
import Testing

/// Whoever has an account learns that it was used in a browser that was not used before.
@Suite struct NewBrowserTests {
    @Test(arguments: TestEngine.allCases) func isToldOnceAndNotOfTheFirst(_ engine: TestEngine) async throws {
        let clock = TestClock("2026-05-16T09:15:00+08:00")
        let database = try await OutboxWorld.pages.database(engine, clock: clock.clock)
        let site = try await OutboxWorld.pages.site(database)
        let hash = try await Passwords.hash("kettle-orbit-32")
        let account = try await database.write { try $0.addAccount(login: "who@example.org", name: "Who", passwordHash: hash) }
        func signIn(_ browser: Browser) async throws -> Int {
            try await browser.go("/sign-in")
            let page = try await browser.submit("/sign-in", ["login": "who@example.org", "password": "kettle-orbit-32"])
            #expect(page.path == "/desk", "\(page.path) \(page.text)")
            let told = try await database.read { try $0.messages(of: account, limit: 9) }
            try await browser.submit("/sign-out")
            return told.count
        }
        let (first, second) = (Browser(site), Browser(site))
        #expect(try await signIn(first) == 0)
        #expect(try await signIn(first) == 0)
        #expect(try await signIn(second) == 1)
        #expect(try await signIn(second) == 1)
        #expect(try await signIn(first) == 1)
        let message = try #require(try await database.read { try $0.messages(of: account, limit: 1) }.first?.content)
        #expect(message.path == "/desk/me/sessions" && message.subject.en == "Your account was used in a new browser")
        #expect(message.body.en.contains("16 May 2026") && message.body.en.contains("Unknown browser"), "\(message.body.en)")
        // After a year without it a browser is a new one again.
        clock.advance(seconds: 366 * 86_400)
        try await database.write { try $0.forgetOldAccess() }
        #expect(try await signIn(second) == 2)
        // A wrong password tells nobody anything.
        let third = Browser(site)
        try await third.go("/sign-in")
        #expect(try await third.submit("/sign-in", ["login": "who@example.org", "password": "something else"]).status == 422)
        #expect(try await database.read { try $0.messages(of: account, limit: 9) }.count == 2)
        await database.close()
    }
}
