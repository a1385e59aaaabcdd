import Access
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Activities

/// The session ends, or the form is too old, while somebody fills it in: what they sent comes along.
@Suite struct EndedSessionTests {
    private static let values = ["kind": "lecture", "title_en": "Meet the astronauts", "title_zh": "与宇航员见面", "summary_en": "Ask & see <them>"]

    @Test(arguments: TestEngine.allCases) func signingInAgainLeadsBackToWhatWasSent(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/activities/new")
        try await world.database.write { try $0.execute("DELETE FROM access_session") }
        try await host.submit("/desk/activities", Self.values)
        #expect(host.page.status == 401 && host.page.text.contains("Ask & see <them>") && !host.page.html.contains("<them>"))
        try await host.submit("/sign-in/again")
        #expect(host.page.status == 200)
        // A wrong password loses nothing either.
        try await host.submit("/sign-in", ["login": "host@example.org", "password": "a wrong password"])
        #expect(host.page.status == 422)
        try await host.submit("/sign-in", ["login": "host@example.org", "password": "a long password"])
        #expect(host.page.status == 200 && host.page.text.contains("You have signed in again."))
        try await host.submit("/desk/activities")
        #expect(host.page.status == 200 && host.page.text.contains("The activity is saved as a draft."))
        #expect(host.page.form(to: host.page.path)?["summary_en"] == "Ask & see <them>")
        await world.database.close()
    }

    @Test func aFormThatIsTooOldIsShownWithItsValues() async throws {
        let world = try await World.make(.sqlite)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/activities/new")
        try await host.submit("/desk/activities", Self.values.merging(["csrf": "0123456789abcdef0123456789abcdef"]) { $1 })
        #expect(host.page.status == 403 && host.page.text.contains("What you entered is kept"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 0)
        try await host.submit("/desk/activities")
        #expect(host.page.status == 200 && host.page.text.contains("The activity is saved as a draft."))
        await world.database.close()
    }

    /// Where it came from another site's page nothing is carried on: one click would do what that site wants.
    @Test func anotherSitesFormIsNotCarriedOn() async throws {
        let world = try await World.make(.sqlite)
        let site = try await World.rooms.site(world.database)
        let body = Array("title_zh=planted".utf8)
        for origin in ["https://evil.example", "null"] {
            let answer = try await site.respond(
                method: .post, path: "/desk/activities", headers: [.contentType: "application/x-www-form-urlencoded", .origin: origin], body: body)
            #expect(answer.status == 401 && !String(decoding: answer.body, as: UTF8.self).contains("planted"))
        }
        await world.database.close()
    }

    /// A password is never carried from page to page.
    @Test func secretsAreNotCarriedOn() async throws {
        let world = try await World.make(.sqlite)
        let site = try await World.rooms.site(world.database)
        let visitor = Browser(site)
        try await visitor.go("/sign-in")
        try await visitor.submit("/sign-in", ["login": "a@example.org", "password": "hunter2 hunter2", "csrf": "x"])
        #expect(visitor.page.status == 403 && !visitor.page.html.contains("hunter2"))
        await world.database.close()
    }
}
