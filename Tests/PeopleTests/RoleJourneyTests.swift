import Access
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Roles at the desk")
struct RoleJourneyTests {
    /// A liaison of Shaanxi goes on leave; a stand-in does the work until the day that was said.
    @Test(arguments: TestEngine.allCases)
    func aStandInWorksUntilTheDayThatWasSaid(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let anna = try await Browser.signedIn("anna@example.org", Grant(.organiser, over: Scene.shaanxi), at: scene.site)
        let bo = try await Browser.signedIn("bo@example.org", at: scene.site)
        #expect(try await bo.go("/desk/venues").status == 403)
        try await anna.go("/desk/me/roles")
        #expect(anna.page.text.contains("Organiser: Shaanxi") && anna.page.text.contains("Edit venues"))
        let grant = try #require(anna.page.form(to: "/desk/me/roles/loans")?.offers["grant"]?.first)
        let wrong = try await anna.submit("/desk/me/roles/loans", ["grant": grant, "login": "nobody@example.org", "until": "2026-09-12"])
        #expect(wrong.status == 422 && wrong.text.contains("There is no such account."))
        let lent = try await anna.submit("/desk/me/roles/loans", ["grant": grant, "login": "bo@example.org", "until": "2026-09-12"])
        #expect(lent.status == 200 && lent.text.contains("bo@example.org: Organiser: Shaanxi") && lent.text.contains("until 12 September 2026"), "\(lent.text)")
        #expect(try await bo.go("/desk/venues").status == 200)
        let mine = try await bo.go("/desk/me/roles")
        #expect(mine.text.contains("lent by anna@example.org") && mine.form(to: "/desk/me/roles/loans") == nil)
        #expect(try await anna.go("/desk/me/roles").form(to: "/desk/me/roles/returns") != nil)
        try await anna.submit("/desk/me/roles/returns")
        #expect(try await bo.go("/desk/venues").status == 403)
        #expect(try await bo.go("/desk/me/roles").text.contains("Over Organiser: Shaanxi"))
        await scene.database.close()
    }

    /// Given for a time by an administrator, seen and taken back on the page of the person.
    @Test(arguments: TestEngine.allCases)
    func anAdministratorSeesWhatAPersonCanDo(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        let anna = try await Browser.signedIn("anna@example.org", at: scene.site)
        try await admin.go("/desk/accounts?q=ANNA")
        #expect(admin.page.text.contains("anna@example.org") && !admin.page.text.contains("root@example.org ·"))
        let role = ["login": "anna@example.org", "role": "organiser", "scope": "/region/610000"]
        let backwards = try await admin.submit("/desk/accounts", role.merging(["from": "2026-09-20", "until": "2026-09-19"]) { $1 })
        #expect(backwards.status == 422 && backwards.text.contains("The last day lies before the first"))
        try await admin.submit("/desk/accounts", role.merging(["from": "2026-09-20", "until": "2026-09-30"]) { $1 })
        try await admin.submit("/desk/accounts", ["login": "anna@example.org", "role": "door", "scope": "陕西省", "from": "", "until": ""])
        let account = try await scene.account("anna@example.org")
        let page = try await admin.go("/desk/accounts/\(account.id.text)")
        #expect(page.text.contains("Roles now Door: Shaanxi /region/610000"), "\(page.text)")
        #expect(page.text.contains("Later Organiser: Shaanxi, 20 September 2026 to 30 September 2026"), "\(page.text)")
        #expect(page.text.contains("Unknown browser") && page.text.contains("One-time codes off"))
        #expect(try await anna.go("/desk/venues").status == 403)
        scene.clock.set("2026-09-19T16:00:00Z")
        let later = Browser(scene.site)
        try await later.signIn("anna@example.org", "a long password")
        #expect(try await later.go("/desk/venues").status == 200)
        let again = Browser(scene.site)
        try await again.signIn("root@example.org", "a long password")
        try await again.go("/desk/accounts/\(account.id.text)")
        let taken = try await again.submit("/desk/accounts/\(account.id.text)/revocation")
        #expect(taken.text.contains("The role was taken back.") && taken.text.contains("Over"))
        let ended = try await again.submit("/desk/accounts/\(account.id.text)/session-end")
        #expect(ended.text.contains("The session was ended."))
        #expect(try await later.go("/desk").path == "/sign-in?next=%2Fdesk")
        await scene.database.close()
    }

    /// Scopes are given by what people call them; where several are called so, the paths are shown.
    @Test(arguments: TestEngine.allCases)
    func aScopeIsGivenByItsName(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        _ = try await Browser.signedIn("anna@example.org", at: scene.site)
        try await admin.go("/desk/accounts")
        let role = ["login": "anna@example.org", "role": "moderator", "from": "", "until": ""]
        let several = try await admin.submit("/desk/accounts", role.merging(["scope": "鼓楼区"]) { $1 })
        #expect(several.status == 422 && several.text.contains("Several are called “鼓楼区”"), "\(several.text)")
        #expect(several.text.contains("/region/320000/320100/320106") && several.text.contains("/region/350000/350100/350102"))
        let none = try await admin.submit("/desk/accounts", role.merging(["scope": "Atlantis"]) { $1 })
        #expect(none.status == 422 && none.text.contains("Nothing is called “Atlantis”."))
        let given = try await admin.submit("/desk/accounts", role.merging(["scope": "610113"]) { $1 })
        #expect(given.status == 200 && given.text.contains("The role was given."), "\(given.text)")
        let held = try await scene.database.read { tx in try tx.grants(of: tx.account(login: "anna@example.org")!.account.id) }
        #expect(held.map(\.grant.scope.path) == ["/region/610000/610100/610113"])
        await scene.database.close()
    }

    /// Whoever manages a province must not take over those whose roles reach beyond it.
    @Test(arguments: TestEngine.allCases)
    func aProvincesAdministratorManagesTheProvinceAlone(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        _ = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        let province = try await Browser.signedIn("province@example.org", Grant(.administrator, over: Scene.shaanxi), at: scene.site)
        _ = try await Browser.signedIn("host@example.org", Grant(.host, over: Scene.shaanxi), at: scene.site)
        let (root, host) = (try await scene.account("root@example.org").id.text, try await scene.account("host@example.org").id.text)
        #expect(try await province.go("/desk/accounts/\(host)").status == 200)
        #expect(try await province.go("/desk/accounts/\(root)").status == 403)
        // Who has no role yet may be given one anywhere: whoever got hold of the account now would have it then.
        _ = try await Browser.signedIn("nobody@example.org", at: scene.site)
        #expect(try await province.go("/desk/accounts/\(try await scene.account("nobody@example.org").id.text)").status == 403)
        for verb in ["link", "login-removal", "session-end", "codes-end", "closing", "revocation"] {
            try await province.go("/desk/accounts/\(host)")
            let csrf = try #require(province.page.forms.first { $0.has("csrf") }?["csrf"])
            let answer = try await province.post("/desk/accounts/\(root)/\(verb)", ["csrf": csrf])
            #expect(answer.status == 403 && answer.text.contains("Your role does not cover this here"), "\(verb)")
        }
        // Whoever works elsewhere is not listed, nor found; what is closed to them is not offered.
        let list = try await province.go("/desk/accounts")
        #expect(list.text.contains("host@example.org") && list.text.contains("province@example.org") && !list.text.contains("root@example.org"))
        #expect(try await !province.go("/desk/accounts?q=root").text.contains("root@example.org"))
        #expect(list.links.contains("/desk/powers") && Set(list.links).isDisjoint(with: ["/desk/ledger", "/desk/forget", "/desk/outbox"]))
        #expect(try await province.go("/desk/forget").status == 403)
        try await province.go("/desk/accounts")
        let given = try await province.submit("/desk/accounts", ["login": "province@example.org", "role": "administrator", "scope": "/"])
        #expect(given.status == 422 && given.text.contains("Your role does not cover this here"))
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func nobodyLocksThemselvesOut(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        let home = "/desk/accounts/\(try await scene.account("root@example.org").id.text)"
        try await admin.go(home)
        let own = try await admin.submit(home + "/revocation")
        #expect(own.status == 409 && own.text.contains("Let another administrator do it."))
        try await admin.go(home)
        let csrf = try #require(admin.page.forms.first { $0.has("csrf") }?["csrf"])
        #expect(try await admin.post(home + "/closing", ["csrf": csrf]).status == 409)
        // Codes for a role that one holds oneself, without codes of one's own.
        try await admin.go("/desk/powers")
        let required = try await admin.post("/desk/powers/codes", ["csrf": csrf, "role": "administrator", "required": "1"])
        #expect(required.status == 409 && required.text.contains("Set up one-time codes for your own account first"))
        #expect(try await admin.go(home).status == 200)
        await scene.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func anAccountSignsInByEachOfItsNames(_ engine: TestEngine) async throws {
        let scene = try await Scene.make(engine)
        let admin = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: scene.site)
        _ = try await Browser.signedIn("anna@example.org", at: scene.site)
        let home = "/desk/accounts/\(try await scene.account("anna@example.org").id.text)"
        try await admin.go(home)
        for (name, says) in [("12345", "Give an e-mail address"), ("root@example.org", "There is already an account root@example.org.")] {
            let wrong = try await admin.submit(home + "/logins", ["another": name])
            #expect(wrong.status == 422 && wrong.text.contains(says) && wrong.form(to: home + "/logins")?["another"] == name)
        }
        try await admin.submit(home + "/logins", ["another": "138 0013 8000"])
        #expect(admin.page.text.contains("+8613800138000 signs in to this account now."))
        #expect(try await Browser(scene.site).signIn("13800138000", "a long password").path == "/desk")
        try await admin.submit(home + "/login-removal")
        #expect(try await Browser(scene.site).signIn("13800138000", "a long password").status == 422)
        #expect(try await Browser(scene.site).signIn("anna@example.org", "a long password").path == "/desk")
        await scene.database.close()
    }
}
