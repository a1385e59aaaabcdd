import Access
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("One-time codes at the desk")
struct CodesJourneyTests {
    @Test(arguments: TestEngine.allCases)
    func setUpUsedAndSwitchedOff(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let anna = try await Browser.signedIn("anna@example.org", Grant(.organiser, over: Scene.shaanxi), at: scene.site)
        try await anna.go("/desk/me/codes")
        let begun = try await anna.submit("/desk/me/codes")
        #expect(begun.html.contains("<svg") && begun.text.contains("Scan this with the authenticator"))
        let phone = try Phone(page: begun)
        let wrong = try await anna.submit("/desk/me/codes/confirmation", ["code": "000000"])
        #expect(wrong.status == 422 && wrong.text.contains("The code is wrong") && wrong.text.contains("Key: "))
        let shown = try await anna.submit("/desk/me/codes/confirmation", ["code": phone.code(at: scene.clock.now)])
        let recovery = shown.text.matches(of: /\b[0-9][0-9a-z]{4}-[0-9a-z]{5}\b/).map { String($0.0) }
        #expect(recovery.count == 10 && shown.text.contains("they are not shown again"))
        #expect(try await anna.go("/desk/me/codes").text.contains("Recovery codes left: 10."))

        // Signing in takes two steps from now on.
        scene.clock.advance(seconds: 60)
        let home = Browser(scene.site)
        #expect(try await home.signIn("anna@example.org", "a long password").path == "/sign-in/code")
        #expect(try await home.go("/desk").path.hasPrefix("/sign-in?"))
        try await home.go("/sign-in/code?next=%2Fdesk%2Fvenues")
        #expect(try await home.submit("/sign-in/code", ["code": "123456"]).status == 422)
        let entered = try await home.submit("/sign-in/code", ["code": phone.code(at: scene.clock.now)])
        #expect(entered.path == "/desk/venues" && entered.status == 200)
        // The telephone is lost.
        let lost = Browser(scene.site)
        try await lost.signIn("anna@example.org", "a long password")
        #expect(try await lost.submit("/sign-in/code", ["code": recovery[7]]).path == "/desk")

        scene.clock.advance(seconds: 60)
        try await home.go("/desk/me/codes")
        let renewed = try await home.submit("/desk/me/codes/recovery", ["code": phone.code(at: scene.clock.now)])
        #expect(renewed.status == 200 && !renewed.text.contains(recovery[0]))
        scene.clock.advance(seconds: 60)
        try await home.go("/desk/me/codes")
        #expect(try await home.submit("/desk/me/codes/end", ["code": recovery[0]]).status == 422)
        let off = try await home.submit("/desk/me/codes/end", ["code": phone.code(at: scene.clock.now)])
        #expect(off.status == 200 && off.text.contains("One-time codes are switched off."))
        #expect(try await Browser(scene.site).signIn("anna@example.org", "a long password").path == "/desk")
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aRoleThatNeedsThemRestsUntilOneIsGiven(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        let anna = try await Browser.signedIn("anna@example.org", Grant(.organiser, over: Scene.shaanxi), at: scene.site)
        try await admin.go("/desk/powers")
        let csrf = try #require(admin.page.forms.first { $0.has("csrf") }?["csrf"])
        let required = try await admin.post("/desk/powers/codes", ["csrf": csrf, "role": "organiser", "required": "1"])
        #expect(required.status == 200 && required.text.contains("Needs one-time codes"))
        #expect(try await anna.go("/desk/venues").status == 403)
        #expect(try await anna.go("/desk").text.contains("they rest until you sign in with one: Organiser."))
        try await anna.go("/desk/me/codes")
        let phone = try Phone(page: try await anna.submit("/desk/me/codes"))
        try await anna.submit("/desk/me/codes/confirmation", ["code": phone.code(at: scene.clock.now)])
        // The session in which the first code was given counts.
        #expect(try await anna.go("/desk/venues").status == 200)
        // The administrator helps out whoever lost everything.
        let home = "/desk/accounts/\(try await scene.account("anna@example.org").id.text)"
        try await admin.go(home)
        #expect(try await admin.submit(home + "/codes-end").text.contains("One-time codes off"))
        #expect(try await anna.go("/desk/venues").status == 403)
        await scene.database.close()
    }
}
