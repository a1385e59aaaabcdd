import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Activities

@Suite("What a shared link and a feed reader find in the head") struct LinkPreviewTests {
    private static func described(_ page: PageSeen) -> String? {
        page.html.split(separator: "<meta property=\"og:description\" content=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
    }

    @Test(arguments: TestEngine.allCases) func anActivitySaysWhenAndWhere(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (id, period) = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座", "Lecture"))
            try tx.addSession(SessionDraft(begin: instant("2023-09-16T01:00:00Z"), end: instant("2023-09-16T03:00:00Z")), to: id)
            var draft = world.draft("线上展", "Online show")
            (draft.content.venue, draft.content.mode) = (nil, .online)
            draft.content.onlineURL = "https://example.org/live"
            draft.content.period = ActivityPeriod(begin: day("2023-09-20"), end: day("2023-09-22"))
            let period = try tx.addActivity(draft)
            for one in [id, period] { try tx.place(one, in: world.city) }
            return (id, period)
        }
        let browser = Browser(try await World.rooms.site(world.database))
        let address = "/activities/\(id)"
        let chinese = Self.described(try await browser.go(address + "?lang=zh")) ?? ""
        #expect(chinese.contains("9月16日") && chinese.hasSuffix("09:00–11:00 · 雁塔科技馆 · 西安·雁塔。现场见面"), "\(chinese)")
        let english = Self.described(try await browser.go(address + "?lang=en")) ?? ""
        #expect(english == "Sat 16 Sep 2023 09:00–11:00 · Yanta Hall · Yanta District, Xi&#39;an. Meet in person")
        let online = Self.described(try await browser.go("/activities/\(period)?lang=en")) ?? ""
        #expect(online.contains("20") && online.contains(" · Online. Meet in person"), "\(online)")
        try await world.database.write { try $0.setStatus(.cancelled, of: id, reason: "台风", by: 1) }
        #expect(Self.described(try await browser.go(address + "?lang=en"))?.hasPrefix("Cancelled · ") == true)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aCampaignNamesItsFeeds(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let page = try await Browser(World.rooms.site(world.database)).go("/campaigns/city-series?lang=en")
        for (type, path) in [("application/atom+xml", "/activities.atom"), ("text/calendar", "/activities.ics")] {
            #expect(page.html.contains("<link rel=\"alternate\" type=\"\(type)\" href=\"\(path)?campaign=city-series\""), "\(page.html.prefix(3000))")
        }
        await world.database.close()
    }
}
