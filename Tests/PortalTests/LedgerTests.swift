import Access
import Activities
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@Suite("The record of changes")
struct LedgerTests {
    private static func place(_ engine: TestEngine) async throws -> (database: Database, activity: ID<Activity>) {
        let database = try await World.database(engine)
        let activity = try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("市馆", "City Museum"), kind: .museum, region: "610113")
            let campaign = try tx.addCampaign(
                key: "day", name: Wording("科学日", "Science Day"), kind: .day, begin: day("2026-05-20"), end: day("2026-05-21"),
                summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(organiser: museum, title: Wording("=讲座", "=Lecture"), summary: Wording("简介", "Summary"), kind: .lecture)
            draft.content.region = "610113"
            let id = try tx.addActivity(draft, by: 7)
            try tx.place(id, in: campaign, state: .published)
            try tx.setStatus(.cancelled, of: id, reason: "台风", by: 7)
            return id
        }
        return (database, activity)
    }

    /// What a room writes it says in words, in both languages; nothing is said of what nobody writes.
    @Test func everyKindHasWords() {
        let words = World.house.ledgerWords
        #expect(Set(words.map(\.kind)).count == words.count && Set(World.house.ledgerNouns.map(\.noun)).count == World.house.ledgerNouns.count)
        #expect(words.allSatisfy { !$0.says.zh.isEmpty && !$0.says.en.isEmpty })
    }

    @Test(arguments: TestEngine.allCases)
    func itSaysInWordsWhatWasDone(_ engine: TestEngine) async throws {
        let (database, activity) = try await Self.place(engine)
        let browser = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: World.rooms.site(database))
        let all = try await browser.go("/desk/ledger?lang=en")
        for words in ["activity: =Lecture", "changed the status", "台风", "published", "entered", "organisation: City Museum", "campaign: Science Day", "gave a role"] {
            #expect(all.text.contains(words), "\(words): \(all.text)")
        }
        // The history of one record, and what one person did.
        let history = try await browser.go("/desk/ledger?lang=en&noun=activity&id=\(activity)")
        #expect(history.text.contains("changed the status") && !history.text.contains("City Museum"), "\(history.text)")
        #expect(try await browser.go("/desk/ledger?lang=en&kind=activities.published").text.contains("=Lecture"))
        #expect(try await browser.go("/desk/ledger?lang=en&begin=2026-05-21").text.contains("Nothing in the record fits these filters."))
        #expect(try await !browser.go("/desk/ledger?lang=en&begin=2026-05-20&end=2026-05-20").text.contains("Nothing in the record"))
        for (query, says) in [
            ("id=xyz", "is no identity"), ("who=nobody@example.org", "Nobody signs in by this name"), ("kind=eaten", "Choose one of the values"),
            ("begin=2026-05-21&end=2026-05-20", "before the first"), ("before=x", "is no number of an entry"),
        ] {
            let page = try await browser.go("/desk/ledger?lang=en&" + query)
            #expect(page.status == 400 && page.text.contains(says), "\(query): \(page.text)")
        }
        #expect(try await browser.go("/desk/ledger?colour=red").status == 400)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aLongRecordIsReadPageByPageAndKeptWhole(_ engine: TestEngine) async throws {
        let (database, _) = try await Self.place(engine)
        try await database.write { tx in
            let museum = try #require(try tx.organisation(key: "museum")).id
            for number in 0..<1200 { try tx.record(LedgerEntry("venues.organisation-changed", "organisation", museum, by: 0, reason: "reason \(number)")) }
        }
        let browser = try await Browser.signedIn("root@example.org", Grant(.administrator, over: .all), at: World.rooms.site(database))
        var page = try await browser.go("/desk/ledger?lang=en&kind=venues.organisation-changed")
        var (seen, pages) = (0, 1)
        while true {
            seen += page.html.ranges(of: "reason ").count
            // The link to the other language holds this page's own place: only the button leads on.
            guard pages < 30, let older = page.html.firstMatch(of: /class="button" href="(\/desk\/ledger\?[^"]*before=\d+)"/) else { break }
            page = try await browser.go(String(older.1).replacing("&amp;", with: "&"))
            pages += 1
        }
        #expect(seen == 1200 && pages == 24)
        let table = try await browser.go("/desk/ledger.csv?lang=en&kind=venues.organisation-changed").html
        #expect(table.split(separator: "\r\n").count == 1201 && table.contains("City Museum"))
        let formula = try await browser.go("/desk/ledger.csv?lang=en&kind=activities.published").html
        #expect(formula.contains(",'=Lecture,"), "\(formula)")
        await database.close()
    }

    @Test func itIsForThoseWhoMayReadAllOfIt() async throws {
        let (database, _) = try await Self.place(.sqlite)
        let site = try await World.rooms.site(database)
        let organiser = try await Browser.signedIn("one@example.org", Grant(.organiser, over: .campaign("day")), at: site)
        for path in ["/desk/ledger", "/desk/ledger.csv"] { #expect(try await organiser.go(path).status == 403, "\(path)") }
        await database.close()
    }
}
