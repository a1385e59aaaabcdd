import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("Accounts at the desk")
struct AccountTests {
    private static func campaign(_ engine: TestEngine) async throws -> Database {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(SectionTests.file, to: database)
        let hash = try await Passwords.hash("a long password")
        try await database.write { tx in
            for login in ["anna@example.org", "bo@example.org"] { _ = try tx.addAccount(login: login, name: login, passwordHash: hash) }
        }
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func aRoleIsGivenNamedAndTakenBack(_ engine: TestEngine) async throws {
        let database = try await Self.campaign(engine)
        let site = try await rooms.site(database)
        let browser = try await Browser.signedIn(Grant(.administrator, over: .all), at: site)
        try await browser.go("/desk/accounts")
        #expect(browser.page.text.contains("Administrator: Everything"))
        let given = try await browser.submit("/desk/accounts", ["login": "anna@example.org", "role": "organiser", "scope": "/campaign/day-2023"])
        let name = try #require(try await database.read { try $0.campaign(key: "day-2023") }).name.phrase.en
        #expect(given.text.contains("Organiser: \(name)") && given.text.contains("/campaign/day-2023"), "\(given.text)")

        // The name is on the own desk, too.
        let anna = Browser(site)
        try await anna.signIn("anna@example.org", "a long password")
        #expect(try await anna.go("/desk").text.contains("Organiser: \(name)"))
        #expect(try await anna.go("/desk/campaigns/day-2023").status == 200)

        let grant: [String: String] = ["login": "anna@example.org", "role": "organiser", "scope": "/campaign/day-2023"]
        let taken = try await browser.submit("/desk/accounts/revoke", grant)
        #expect(taken.status == 200 && taken.text.contains("The role was taken back.") && !taken.text.contains("Organiser: \(name)"))
        // At once, in a browser that had signed in before.
        #expect(try await anna.go("/desk/campaigns/day-2023").status == 403)
        #expect(try await anna.go("/desk").text.contains("You hold no role yet."))
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'people.role-taken'") } == 1)
        try await browser.go("/desk/accounts")
        #expect(try await browser.submit("/desk/accounts/revoke", grant).status == 409)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func nobodyLocksThemselvesOut(_ engine: TestEngine) async throws {
        let database = try await Self.campaign(engine)
        let browser = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: rooms.site(database))
        try await browser.go("/desk/accounts")
        let own = try await browser.submit("/desk/accounts/revoke", ["login": "root@example.org", "role": "administrator", "scope": "/"])
        #expect(own.status == 409 && own.text.contains("Let another administrator do it."))
        #expect(try await browser.go("/desk/accounts").status == 200)
        await database.close()
    }
}
