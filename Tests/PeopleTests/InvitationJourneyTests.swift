import Access
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Invitations and forgotten passwords")
struct InvitationJourneyTests {
    private static let asked = ["login": "138 0013 8000", "name": "", "role": "host", "scope": "/region/610000"]

    /// No letter can leave: the administrator hands the link over.
    @Test(arguments: TestEngine.allCases)
    func whoWasInvitedSetsNameAndPasswordAndWorks(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        try await admin.go("/desk/accounts")
        let handed = try await admin.submit("/desk/accounts/invitations", Self.asked)
        let link = try #require(handed.text.firstMatch(of: /http:\/\/localhost(\/invitations\/[0-9a-f]{64})/)).1
        #expect(handed.text.contains("it is shown this once"))
        let invited = Browser(scene.site)
        #expect(try await invited.go(String(link)).text.contains("for the account +8613800138000"))
        for (password, says) in [("short", "at least 8 characters"), ("password1", "so it is guessed soon"), ("13800138000", "so it is guessed soon")] {
            let wrong = try await invited.submit(String(link), ["name": "李雷", "password": password])
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(password)")
            #expect(wrong.form(to: String(link))?["name"] == "李雷")
        }
        let done = try await invited.submit(String(link), ["name": "李雷", "password": "lemon cycle gravel"])
        #expect(done.path == "/sign-in" && done.text.contains("The account is ready; sign in."))
        #expect(try await invited.go(String(link)).status == 404)
        try await invited.go("/sign-in")
        #expect(try await invited.submit("/sign-in", ["login": "１３８００１３８０００", "password": "lemon cycle gravel"]).path == "/desk")
        #expect(invited.page.text.contains("Welcome, 李雷."))
        #expect(try await invited.go("/desk/me/roles").text.contains("Host unit: Shaanxi"))
        // Twice the same person is no second account.
        try await admin.go("/desk/accounts")
        let again = try await admin.submit("/desk/accounts/invitations", Self.asked)
        #expect(again.status == 422 && again.text.contains("There is already an account +8613800138000."))
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aLinkThatIsTooOldSaysSo(_ engine: TestEngine) async throws {
        let box = LetterBox()
        let scene = try await Scene.make(engine, letters: box)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        try await admin.go("/desk/accounts")
        let sent = try await admin.submit("/desk/accounts/invitations", Self.asked)
        #expect(sent.text.contains("The link was sent to +8613800138000.") && sent.text.contains("invited, no password yet"))
        let letter = try #require(box.last("people.invitation"))
        #expect(letter.login == "+8613800138000" && letter.text.zh.contains("七天"))
        let path = try #require(letter.path)
        scene.clock.advance(seconds: 7 * 24 * 3600)
        let stranger = Browser(scene.site)
        let late = try await stranger.go(path)
        #expect(late.status == 404 && late.text.contains("This link is good no longer"), "\(late.text)")
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aForgottenPasswordIsSetAnew(_ engine: TestEngine) async throws {
        let box = LetterBox()
        let scene = try await Scene.make(engine, letters: box)
        let elsewhere = try await Browser.signedIn("anna@example.org", at: scene.site)
        let anna = Browser(scene.site)
        func ask(_ login: String) async throws -> PageSeen {
            try await anna.go("/sign-in/reset")
            return try await anna.submit("/sign-in/reset", ["login": login])
        }
        let (known, unknown) = (try await ask("Anna@Example.org"), try await ask("nobody@example.org"))
        #expect(known.status == unknown.status && known.path == unknown.path && known.text == unknown.text)
        #expect(known.text.contains("If there is such an account, a link was sent"))
        #expect(box.kinds == ["people.reset"])
        let path = try #require(box.last("people.reset")?.path)
        try await anna.go(path)
        let done = try await anna.submit(path, ["password": "lemon cycle gravel"])
        #expect(done.path == "/sign-in" && done.text.contains("The password was changed and other sessions ended."))
        #expect(box.kinds == ["people.reset", "people.password-set"])
        #expect(try await elsewhere.go("/desk").path.hasPrefix("/sign-in"))
        #expect(try await anna.go(path).status == 404)
        #expect(try await anna.signIn("anna@example.org", "a long password").status == 422)
        #expect(try await anna.signIn("anna@example.org", "lemon cycle gravel").path == "/desk")
        // Too often for one account, known or not.
        let stranger = Browser(scene.site)
        for login in ["anna@example.org", "nobody@example.org"] {
            var statuses: [Int] = []
            for _ in 0..<3 {
                try await stranger.go("/sign-in/reset")
                statuses.append(try await stranger.submit("/sign-in/reset", ["login": login]).status)
            }
            #expect(statuses == [200, 200, 429], "\(login)")
        }
        await scene.database.close()
    }

    @Test func whereNoLetterLeavesThePageSaysSo() async throws {
        let scene = try await Scene.make(.sqlite)
        let stranger = Browser(scene.site)
        #expect(try await stranger.go("/sign-in/reset").text.contains("This site sends no letters yet."))
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aPasswordIsChangedByWhoKnowsIt(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let (anna, other) = (try await Browser.signedIn("anna@example.org", at: scene.site), Browser(scene.site))
        try await other.signIn("anna@example.org", "a long password")
        try await anna.go("/desk/me/password")
        let wrong = try await anna.submit("/desk/me/password", ["current": "not this one", "password": "lemon cycle gravel"])
        #expect(wrong.status == 422 && wrong.text.contains("The present password is not right."))
        let login = try await anna.submit("/desk/me/password", ["current": "a long password", "password": "anna@example.org"])
        #expect(login.status == 422 && login.text.contains("says no more than your login"))
        let done = try await anna.submit("/desk/me/password", ["current": "a long password", "password": "lemon cycle gravel"])
        #expect(done.path == "/desk/me" && done.text.contains("The password was changed"))
        #expect(try await other.go("/desk").path.hasPrefix("/sign-in"))
        #expect(try await other.signIn("anna@example.org", "lemon cycle gravel").path == "/desk")
        await scene.database.close()
    }
}
