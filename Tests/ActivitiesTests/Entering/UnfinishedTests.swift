import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Web

@testable import Activities

/// What is typed and not saved: by hand, by the page's script, over the end of a session.
@Suite struct UnfinishedTests {
    @Test(arguments: TestEngine.allCases) func keptReplacedAndDropped(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (mine, theirs) = (ID<Account>(1), ID<Account>(2))
        let fields = Query([("title_zh", "半个标题\u{0}"), ("age_min", "abc"), ("description_zh", "一\r\n二 & 三=四")])
        let id = try await world.database.write { try $0.keepUnfinished(fields, of: nil, replacing: nil, account: mine) }
        let again = try await world.database.write { try $0.keepUnfinished(Query([("title_zh", "整个标题")]), of: nil, replacing: id, account: mine) }
        #expect(again == id)
        // Nobody else replaces it: theirs is another one.
        let other = try await world.database.write { try $0.keepUnfinished(fields, of: nil, replacing: id, account: theirs) }
        #expect(other != id)
        let (kept, strange) = try await world.database.read { tx in (try tx.unfinishedEntries(of: mine), try tx.unfinishedEntry(id, of: theirs)) }
        #expect(kept.map(\.id) == [id] && kept.first?.title.zh == "整个标题" && strange == nil)
        let theirFields = try await world.database.read { try $0.unfinishedEntry(other, of: theirs)?.fields }
        #expect(theirFields == fields)
        try await world.database.write { try $0.dropUnfinished(other, of: mine) }
        #expect(try await world.database.read { try $0.unfinishedEntries(of: theirs).count } == 1)
        try await world.database.write { try $0.dropUnfinished(other, of: theirs) }
        #expect(try await world.database.read { try $0.unfinishedEntries(of: theirs).count } == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func tooManyAreRefused(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            for _ in 0..<200 { _ = try tx.keepUnfinished(Query([("title_zh", "题")]), of: nil, replacing: nil, account: ID(1)) }
        }
        await #expect(throws: Refusal.self) {
            try await world.database.write { _ = try $0.keepUnfinished(Query([("title_zh", "题")]), of: nil, replacing: nil, account: ID(1)) }
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func savedAsADraftWithWhatIsWrongInIt(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/activities/new")
        // The button sends the same form elsewhere.
        let form = try #require(host.page.form(to: "/desk/activities"))
        let typed = Dictionary(form.values.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        try await host.post("/desk/activities/unfinished", typed.merging(["title_en": "Half a title", "age_min": "abc", "kind": ""]) { $1 })
        #expect(host.page.status == 200 && host.page.path.hasPrefix("/desk/activities/new?unfinished="))
        #expect(host.page.text.contains("Draft saved 08:00. Only you see it"))
        let again = try #require(host.page.form(to: "/desk/activities"))
        #expect(again["title_en"] == "Half a title" && again["age_min"] == "abc")
        // It stands in the list, and saving it takes it away.
        try await host.go("/desk/activities")
        #expect(host.page.text.contains("Unfinished entries Half a title"))
        let address = try #require(host.page.links.first { $0.hasPrefix("/desk/activities/new?unfinished=") })
        try await host.go(address)
        try await host.submit("/desk/activities", ["age_min": "8", "kind": "lecture", "summary_en": "Now whole"])
        #expect(host.page.status == 200 && host.page.text.contains("The activity is saved as a draft."))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_unfinished") } == 0)
        await world.database.close()
    }

    @Test func anEditIsOfferedOnItsPageAndMayBeDiscarded() async throws {
        let world = try await World.make(.sqlite)
        let site = try await World.rooms.site(world.database)
        let id = try await world.database.write { try $0.addActivity(world.draft("观星", "Stars")) }
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let desk = "/desk/activities/\(id.text)"
        try await host.go(desk)
        let csrf = host.page.form(to: desk)?["csrf"] ?? ""
        try await host.post("/desk/activities/unfinished", ["csrf": csrf, "title_en": "Stars above", "entry": id.text, "version": "1"])
        #expect(host.page.path.hasPrefix(desk + "?unfinished=") && host.page.form(to: desk)?["title_en"] == "Stars above")
        try await host.go(desk)
        #expect(host.page.form(to: desk)?["title_en"] == "Stars" && host.page.text.contains("There is text of yours from 08:00 that is not saved."))
        try await host.submit("/desk/activities/unfinished/removal")
        #expect(host.page.text.contains("The unfinished entry is discarded."))
        #expect(try await host.go(desk).text.contains("not saved") == false)
        await world.database.close()
    }

    /// One sees what was kept of oneself and no more, has it deleted, and need not: it goes in time.
    @Test(arguments: TestEngine.allCases) func toldForgottenAndErased(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (mine, theirs) = try await world.database.write { tx in
            (try tx.addAccount(login: "mine@example.org", name: "M", passwordHash: "-"), try tx.addAccount(login: "theirs@example.org", name: "T", passwordHash: "-"))
        }
        try await world.database.write { tx in
            for account in [mine, theirs] {
                _ = try tx.keepUnfinished(Query([("title_zh", "半个标题"), ("contact", "029-1")]), of: nil, replacing: nil, account: account)
            }
        }
        func count(_ account: ID<Account>) async throws -> Int { try await world.database.read { try $0.unfinishedEntries(of: account).count } }
        let told = try await world.database.read { tx in
            try UnfinishedErasure.personalData.records(tx, Account(id: mine, login: "mine@example.org", name: "M"))
        }
        #expect(told.count == 1 && told.first?.facts.last?.value == "title_zh: 半个标题\ncontact: 029-1")
        let forgotten = try await world.database.write { tx in
            [try UnfinishedErasure.personalData.forget(tx, "nobody@example.org", 1), try UnfinishedErasure.personalData.forget(tx, "mine@example.org", 1)]
        }
        #expect(forgotten == [0, 1])
        #expect(try await [count(mine), count(theirs)] == [0, 1])
        #expect(try await world.database.write { try $0.eraseOldUnfinished() } == 0)
        try await world.database.write { tx in
            try tx.execute("UPDATE activities_unfinished SET saved_at = \(World.now.adding(hours: -24 * UnfinishedErasure.keptDays - 1))")
        }
        #expect(try await world.database.write { try $0.eraseOldUnfinished() } == 1)
        #expect(try await count(theirs) == 0)
        await world.database.close()
    }
}
