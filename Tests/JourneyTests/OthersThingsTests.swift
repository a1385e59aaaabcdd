import Access
import App
import Kernel
import Storage
import TestKit
import Testing
import Web

/// Every address and every form of the desk with an identity in it, sent by somebody who holds every role, but elsewhere.
@Suite struct OthersThingsTests {
    /// What everybody with the role may open: it shows what is public, and one's own.
    private static let open: Set = ["/desk/campaigns/{key}/joining"]
    /// Where the identity stands in the form, and what is not theirs is passed over, each by itself.
    private static let eachByItself: Set = ["/desk/campaigns/{key}/joining", "/desk/moderation/decisions", "/desk/activities/again"]

    @Test(arguments: TestEngine.allCases) func nobodyOpensOrChangesThem(_ engine: TestEngine) async throws {
        let world = try await NaughtyWorld.make(engine)
        let admin = NaughtyVisitor(world.site, language: "en"), other = NaughtyVisitor(world.site, language: "en")
        try await signIn(admin, NaughtyWorld.login)
        var crawl = NaughtyCrawl(world.kepu.house)
        try await crawl.walk(admin, from: ["/desk", "/"] + world.hidden)

        try await elsewhere(world)
        try await signIn(other, "elsewhere@story.kepu")
        let token = try #require(try await other.go("/desk/me/password").forms.compactMap { $0.field("csrf")?.value }.first)
        let before = try await count(world)

        var leaks: [String] = [], asked = 0
        for (path, pattern) in crawl.opened where Self.isAboutSomething(pattern) && !Self.open.contains(pattern) {
            asked += 1
            let status = try await other.go(path).status
            if status != 403 && status != 404 { leaks.append("GET \(path): \(status)") }
        }
        for one in crawl.found.values.sorted(by: { $0.key < $1.key }) where one.form.isPost {
            guard Self.isAboutSomething(one.pattern) || Self.eachByItself.contains(one.pattern) else { continue }
            asked += 1
            let page = try await other.send(one.form, Self.values(one.form, token))
            let isPassedOver = Self.eachByItself.contains(one.pattern) && page.status < 500
            if page.status != 403 && page.status != 404 && !isPassedOver { leaks.append("POST \(one.form.action) from \(one.page): \(page.status)") }
        }
        #expect(leaks.isEmpty, "\(leaks.joined(separator: "\n"))")
        #expect(try await count(world) == before, "something of somebody else's was changed")
        #expect(asked > 60, "\(asked)")
        await world.kepu.database.close()
    }

    /// At the desk or the door, about one thing; one's own account is one's own.
    private static func isAboutSomething(_ pattern: String) -> Bool {
        pattern.contains("{") && (pattern.hasPrefix("/desk/") || pattern.hasPrefix("/door/")) && !["/desk/me/", "/desk/messages/"].contains { pattern.hasPrefix($0) }
    }

    /// As it would be sent: with every box ticked, and something in every field that is empty.
    private static func values(_ form: NaughtyForm, _ token: String) -> [(String, String)] {
        form.fields.map { field in
            if field.name == "csrf" { return (field.name, token) }
            if field.kind == "select", field.value.isEmpty { return (field.name, field.options.first { !$0.isEmpty } ?? "") }
            return (field.name, field.value.isEmpty && field.kind != "hidden" ? "1" : field.value)
        }
    }

    /// Somebody with every role over a prefecture, a unit and a campaign that have nothing to do with what is there.
    private func elsewhere(_ world: NaughtyWorld) async throws {
        let hash = try await Passwords.hash(of: Token(NaughtyWorld.password))
        try await world.kepu.database.write { tx in
            let account = try tx.addAccount(login: "elsewhere@story.kepu", name: "Elsewhere", passwordHash: hash)
            for role in Role.known {
                for scope in [Scope.region(["110000", "110100"]), .organisation(1), .campaign("elsewhere")] { try tx.grant(Grant(role, over: scope), to: account) }
            }
        }
    }

    private func signIn(_ visitor: NaughtyVisitor, _ login: String) async throws {
        let form = try #require(try await visitor.go("/sign-in").forms.first { $0.action == "/sign-in" })
        let values = form.fields.map { ($0.name, $0.name == "login" ? login : $0.name == "password" ? NaughtyWorld.password : $0.value) }
        #expect(try await visitor.send(form, values).status == 200)
    }

    /// Whatever is changed stands in the ledger.
    private func count(_ world: NaughtyWorld) async throws -> Int64 { try await world.kepu.database.read { try $0.ledgerCount() } }
}
