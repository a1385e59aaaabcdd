import Access
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Sessions and tokens at the desk")
struct SessionJourneyTests {
    @Test(arguments: TestEngine.allCases)
    func oneSeesWhereOneIsSignedInAndEndsIt(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let here = try await Browser.signedIn("anna@example.org", at: scene.site)
        let (library, school, stranger) = (Browser(scene.site), Browser(scene.site), try await Browser.signedIn("bo@example.org", at: scene.site))
        for browser in [library, school] { try await browser.signIn("anna@example.org", "a long password") }
        let seen = try await here.go("/desk/me/sessions")
        #expect(seen.text.count(of: "Signed in 10 Sep 2026, 08:00 from local") == 3 && seen.text.count(of: "This browser") == 1, "\(seen.text)")
        let id = try #require(seen.form(to: "/desk/me/sessions/end")?["session"])
        try await here.submit("/desk/me/sessions/end")
        #expect(here.page.text.contains("The session was ended."))
        // Another's session is none of mine.
        try await stranger.go("/desk/me")
        let csrf = try #require(stranger.page.forms.first { $0.has("csrf") }?["csrf"])
        #expect(try await stranger.post("/desk/me/sessions/end", ["csrf": csrf, "session": id]).status == 409)
        let open = [try await library.go("/desk").path, try await school.go("/desk").path]
        #expect(open.filter { $0 == "/desk" }.count == 1)
        try await (open[0] == "/desk" ? school : library).signIn("anna@example.org", "a long password")
        try await here.go("/desk/me/sessions")
        #expect(try await here.submit("/desk/me/sessions/end-others").text.contains("Other sessions ended: 2."))
        for browser in [library, school] { #expect(try await browser.go("/desk").path.hasPrefix("/sign-in")) }
        for browser in [here, stranger] { #expect(try await browser.go("/desk").path == "/desk") }
        await scene.database.close()
    }

    /// Whoever signs in where somebody is signed in gets a session of their own, and the old one ends.
    @Test(arguments: TestEngine.allCases)
    func signingInTurnsTheSession(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let browser = try await Browser.signedIn("anna@example.org", at: scene.site)
        let before = try #require(browser.cookie("kepu_session"))
        let csrf = try #require(try await browser.go("/desk/me").forms.first { $0.has("csrf") }?["csrf"])
        let again = try await browser.post("/sign-in", ["csrf": csrf, "login": "anna@example.org", "password": "a long password"])
        #expect(again.path == "/desk")
        let after = try #require(browser.cookie("kepu_session"))
        #expect(before != after)
        #expect(try await scene.database.read { try $0.identity(token: Token(before)) == nil })
        #expect(try await scene.database.read { try $0.identity(token: Token(after)) != nil })
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aTokenIsMadeUsedAndTakenBack(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let anna = try await Browser.signedIn("anna@example.org", Grant(.organiser, over: Scene.shaanxi), at: scene.site)
        let form = try #require(try await anna.go("/desk/me/tokens").form(to: "/desk/me/tokens"))
        #expect(form["until"] == "2026-12-09")
        #expect(!anna.page.html.contains("people.manage"))
        let greedy = try await anna.submit("/desk/me/tokens", ["name": "hall", "permissions": "people.manage"])
        #expect(greedy.status == 422 && greedy.text.contains("Choose one of the values offered."))
        let long = try await anna.submit("/desk/me/tokens", ["name": "hall", "permissions": "venues.edit", "until": "2027-09-12"])
        #expect(long.status == 422 && long.text.contains("365 days at most"))
        let made = try await anna.submit("/desk/me/tokens", ["name": "hall", "permissions": "venues.edit", "until": "2026-09-30"])
        let token = String(try #require(made.text.firstMatch(of: /kepu_[0-9a-z]{38}/)).0)
        #expect(try await !anna.go("/desk/me/tokens").html.contains(token))
        #expect(anna.page.text.contains("hall Edit venues Good until 30 September 2026"), "\(anna.page.text)")
        func ask(_ path: String) async throws -> Int {
            try await scene.site.respond(method: .get, path: path, headers: [.authorization: "Bearer \(token)"]).status
        }
        #expect(try await [ask("/desk/venues"), ask("/desk/accounts"), ask("/desk/me/tokens"), ask("/desk")] == [200, 403, 403, 403])
        try await anna.submit("/desk/me/tokens/revocation")
        #expect(anna.page.text.contains("The token was taken back.") && anna.page.text.contains("Taken back"))
        #expect(try await ask("/desk/venues") == 401)
        await scene.database.close()
    }

    /// A closed account is out at once: sessions, tokens, and signing in.
    @Test(arguments: TestEngine.allCases)
    func aClosedAccountIsOutAtOnce(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        let anna = try await Browser.signedIn("anna@example.org", Grant(.organiser, over: Scene.shaanxi), at: scene.site)
        let home = "/desk/accounts/\(try await scene.account("anna@example.org").id.text)"
        try await admin.go(home)
        #expect(try await admin.submit(home + "/closing").text.contains("The account is closed"))
        #expect(try await anna.go("/desk").path.hasPrefix("/sign-in"))
        #expect(try await anna.signIn("anna@example.org", "a long password").status == 422)
        #expect(try await admin.submit(home + "/opening").text.contains("The account is open again."))
        #expect(try await anna.signIn("anna@example.org", "a long password").path == "/desk")
        await scene.database.close()
    }
}
