import Access
import Campaigns
import Kernel
import Outbox
import Storage
import TestKit
import Testing

/// News as people meet it: written by one, checked by another, read by all, superseded and withdrawn.
@Suite struct NewsJourneyTests {
    @Test(arguments: TestEngine.allCases) func writtenReturnedMendedPublished(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        #expect(world.host.page.html.contains("There were <a class=\"figure-link\" href=\"/figures/day-2023/visits\" title=\"Visits\"><data value=\"144\">144 visits</data></a>"))
        #expect(try await world.visitor.go("/news/\(id)").status == 404)
        #expect(try await world.organiser.go("/desk/news/\(id)").text.contains("Draft"))
        try await world.step(world.host, id, "submit")
        #expect(world.host.page.text.contains("It waits to be checked."))
        // To the organiser it stands first, and a return needs a reason.
        #expect(try await world.organiser.go("/desk/news").text.contains("A well-liked Science Day"))
        let silent = try await world.decide(world.organiser, id, ["decision": "return", "remark": " "])
        #expect(silent.status == 422 && silent.text.contains("Say why when you return it"))
        try await world.decide(world.organiser, id, ["decision": "return", "remark": "Whose visits?"])
        #expect(try await world.state(id) == .draft)
        #expect(try await world.host.go("/desk/news/\(id)").text.contains("Returned: Whose visits?"))
        let told = try await world.database.read { tx in
            let host = try #require(try tx.account(login: "host@example.org")).account.id
            return try tx.messages(of: host, limit: 5).compactMap { $0.content }
        }
        #expect(told.map(\.subject.en) == ["Returned to you: A well-liked Science Day"] && told.map(\.path) == ["/desk/news/\(id)"])
        try await world.host.go("/desk/news/\(id)")
        #expect(try await world.host.submit("/desk/news/\(id)", ["title_en": "A Science Day that people liked"]).status == 200)
        try await world.publish(id)

        let page = try await world.visitor.go("/news/\(id)")
        #expect(page.status == 200 && page.text.contains("144 visits (as counted on 30 September 2023)") && page.html.contains("<p>Two</p>"))
        #expect(page.html.contains("\"@type\":\"NewsArticle\"") && page.text.contains("City Museum") && !page.html.contains("noindex"))
        #expect(try await world.visitor.go("/news").text.contains("A Science Day that people liked Press item · City Museum · National Science Day 2023"))
        let chinese = try await world.visitor.go("/news/\(id)?lang=zh")
        #expect(chinese.text.contains("144 人次 （截至2023年9月30日的统计）"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func supersededAndWithdrawn(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let old = try await world.draft()
        try await world.publish(old)
        try await world.host.go("/desk/news/\(old)")
        let page = try await world.host.submit("/desk/news/\(old)/successor")
        let new = try #require(ID<NewsItem>(page.path.split(separator: "/").last ?? ""))
        #expect(page.text.contains("Takes the place of: A well-liked Science Day"))
        // Asked again it is the one that was begun.
        try await world.host.go("/desk/news/\(old)")
        #expect(try await world.host.submit("/desk/news/\(old)/successor").path == page.path)
        #expect(try await world.state(old) == .published)
        try await world.host.submit("/desk/news/\(new)", ["title_en": "The better one"])
        try await world.publish(new)
        #expect(try await world.state(old) == .superseded)

        let before = try await world.visitor.go("/news/\(old)")
        #expect(before.status == 200 && before.html.contains("content=\"noindex\"") && !before.html.contains("NewsArticle"))
        #expect(before.text.contains("This has been superseded. Read instead: The better one") && before.links.contains("/news/\(new)"))
        let after = try await world.visitor.go("/news/\(new)")
        #expect(after.text.contains("This takes the place of: A well-liked Science Day") && !after.html.contains("noindex"))
        let list = try await world.visitor.go("/news")
        #expect(list.text.contains("The better one") && !list.text.contains("A well-liked Science Day"))
        let feed = try await world.visitor.go("/news.atom")
        #expect(feed.headers["content-type"] == "application/atom+xml; charset=utf-8")
        #expect(feed.html.contains("<title>The better one</title>") && !feed.html.contains("<title>A well-liked"))
        #expect(feed.html.contains("news/\(old)\" when=") && feed.html.contains("There were 144 visits (as counted on 30 September 2023)"))

        // Withdrawn, the address says so and nothing of what it said.
        try await world.organiser.go("/desk/news/\(new)")
        let silent = try await world.organiser.submit("/desk/news/\(new)/withdrawal", ["remark": ""])
        #expect(silent.status == 422 && silent.text.contains("Give the reason when you withdraw it"))
        try await world.organiser.submit("/desk/news/\(new)/withdrawal", ["remark": "It was about another day"])
        let gone = try await world.visitor.go("/news/\(new)")
        #expect(gone.status == 410 && gone.text.contains("Reason: It was about another day") && !gone.text.contains("144"))
        #expect(try await world.visitor.go("/news/\(old)").text.contains("by something that was itself withdrawn later"))
        #expect(try await world.visitor.go("/news.atom").html.contains("news/\(new)\" when="))
        await world.database.close()
    }

    /// Whoever writes and publishes the same item says so, and the ledger keeps it.
    @Test(arguments: TestEngine.allCases) func alone(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let campaign = try await world.database.read { tx in try #require(try tx.campaign(key: "day-2023")).id.text }
        try await world.organiser.go("/desk/news/new?campaign=day-2023")
        #expect(world.organiser.page.form(to: "/desk/news")?["campaign"] == campaign)
        let page = try await world.organiser.submit("/desk/news", NewsWorld.text)
        let id = try #require(ID<NewsItem>(page.path.split(separator: "/").last ?? ""))
        try await world.step(world.organiser, id, "submit")
        let refused = try await world.decide(world.organiser, id, ["decision": "publish"])
        #expect(refused.status == 422 && refused.text.contains("You wrote this yourself."))
        #expect(try await world.state(id) == .toCheck)
        try await world.decide(world.organiser, id, ["decision": "publish", "alone": "1"])
        #expect(try await world.state(id) == .published)
        let payload = try await world.database.read { tx in
            try tx.rows("SELECT payload FROM ledger_entry WHERE kind = 'campaigns.news-published'") { try $0.text("payload") }
        }
        #expect(payload == ["{\"alone\":true}"])
        await world.database.close()
    }

    /// A host writes, and neither checks nor publishes; another unit's host sees nothing.
    @Test(arguments: TestEngine.allCases) func onlyWhatIsTheirs(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        try await world.step(world.host, id, "submit")
        let page = try await world.host.go("/desk/news/\(id)")
        #expect(page.form(to: "/desk/news/\(id)/decision") == nil)
        #expect(try await world.host.post("/desk/news/\(id)/decision", ["decision": "publish", "csrf": page.forms[0]["csrf"] ?? ""]).status == 403)
        let stranger = try await Browser.signedIn("stranger@example.org", Grant(.host, over: .organisation(1)), at: world.site)
        #expect(try await stranger.go("/desk/news/\(id)").status == 403)
        #expect(!(try await stranger.go("/desk/news?state=to-check").text.contains("Science Day")))
        let other = try await Browser.signedIn("series@example.org", Grant(.organiser, over: .campaign("series-2023")), at: world.site)
        #expect(try await other.go("/desk/news/\(id)").status == 403)
        // A unit's own is checked by whoever moderates where it has its seat, or over everything.
        let own = try await world.draft(about: nil)
        #expect(try await world.organiser.go("/desk/news/\(own)").status == 403)
        #expect(try await world.state(own) == .draft)
        await world.database.close()
    }

    /// What the checker read is what is published.
    @Test(arguments: TestEngine.allCases) func changedWhileSomebodyReads(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        try await world.step(world.host, id, "submit")
        try await world.organiser.go("/desk/news/\(id)")
        let read = world.organiser.page
        world.clock.advance(seconds: 60)
        try await world.step(world.host, id, "recall")
        try await world.host.submit("/desk/news/\(id)", ["title_en": "Something else"])
        try await world.step(world.host, id, "submit")
        world.organiser.back(to: read)
        let late = try await world.organiser.submit("/desk/news/\(id)/decision", ["decision": "publish"])
        #expect(late.status == 422 && late.text.contains("has changed since you opened the page"))
        #expect(try await world.state(id) == .toCheck)
        await world.database.close()
    }

    @Test func whatIsWrongStandsBesideItsField() async throws {
        let world = try await NewsWorld.make(.sqlite)
        try await world.host.go("/desk/news/new")
        let form = world.host.page
        let wrong: [(values: [String: String], field: String, says: String)] = [
            (["text_en": "{{figure:day-2023/nothing}}"], "text_en", "There is no figure {{figure:day-2023/nothing}}."),
            (["text_zh": "{{figure:visits}}"], "text_zh", "cannot be read as a figure"),
            (["title_en": ""], "title_en", "There is a text in English; give its title too."),
            (["text_zh": ""], "text_zh", "There is a title in Chinese; give the text too."),
            (["title_zh": "", "title_en": "", "text_zh": "", "text_en": ""], "title_zh", "Give a title and a text in at least one language."),
            (["day": "soon"], "day", "Give a date such as"), (["kind": "gossip"], "kind", "Choose one of the values offered."),
            (["unit": ""], "campaign", "Choose the campaign that it is about or the unit that speaks"),
        ]
        for one in wrong {
            world.host.back(to: form)
            let page = try await world.host.submit("/desk/news", NewsWorld.text.merging(["unit": world.museum.text]) { $1 }.merging(one.values) { $1 })
            #expect(page.status == 422 && page.html.contains("id=\"remark-\(one.field)\"") && page.text.contains(one.says), "\(one.values): \(page.text)")
        }
        #expect(try await world.host.go("/desk/news?state=draft").text.contains("Begin with “Write news”"))
        #expect(try await world.host.go("/desk/news?state=lost").status == 400)
        #expect(try await world.visitor.go("/news?kind=gossip").status == 400)
        #expect(try await world.visitor.go("/news?campaign=none").text.contains("There is no campaign with the key “none”"))
        await world.database.close()
    }

    /// One language is enough; typed digits get a hint; a day that has not come is no day to publish on.
    @Test func oneLanguageDigitsAndDays() async throws {
        let world = try await NewsWorld.make(.sqlite)
        let id = try await world.draft(["kind": "launch", "day": "2023-09-21", "title_en": "Begun", "text_en": "With 74,000 activities"])
        #expect(world.host.page.text.contains("The text holds typed numbers: “74,000”."))
        try await world.step(world.host, id, "submit")
        let early = try await world.decide(world.organiser, id, ["decision": "publish"])
        #expect(early.status == 422 && early.text.contains("Its day of publication is 2023-09-21, which is not yet."))
        world.clock.set("2023-09-20T16:10:00Z")
        try await world.decide(world.organiser, id, ["decision": "publish"])
        let page = try await world.visitor.go("/news/\(id)?lang=zh")
        #expect(page.status == 200 && page.html.contains("<div lang=\"en\"><p>With 74,000 activities</p></div>"))
        #expect(try await world.visitor.go("/news?campaign=day-2023&kind=launch").text.contains("Begun"))
        #expect(try await world.visitor.go("/news?campaign=series-2023&lang=en").text.contains("No news of this kind yet."))
        await world.database.close()
    }
}
