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
        let hash = try await Passwords.hash(of: Token("a long password"))
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

        // The name is on the own page, too.
        let anna = Browser(site)
        try await anna.signIn("anna@example.org", "a long password")
        #expect(try await anna.go("/desk/me/roles").text.contains("Organiser: \(name)"))
        #expect(try await anna.go("/desk/campaigns/day-2023").status == 200)

        let account = try #require(try await database.read { try $0.account(login: "anna@example.org") }).account
        try await browser.go("/desk/accounts/\(account.id.text)")
        let taken = try await browser.submit("/desk/accounts/\(account.id.text)/revocation")
        #expect(taken.status == 200 && taken.text.contains("The role was taken back.") && taken.text.contains("Over Organiser: \(name)"))
        // At once, in a browser that had signed in before.
        #expect(try await anna.go("/desk/campaigns/day-2023").status == 403)
        #expect(try await anna.go("/desk").text.contains("You hold no role yet."))
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'people.role-taken'") } == 1)
        let again = try await browser.sendAgain()
        #expect(again.status == 409 && again.text.contains("The account does not hold this role any more."))
        await database.close()
    }
}
