@testable import Activities
import Campaigns
import Kernel
import Regions
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@Suite("The public's pages of activities") struct PublicPagesTests {
    /// Three lectures in one city, one workshop elsewhere; today is 1 September 2023.
    private static func programme(_ engine: TestEngine) async throws -> (World, [ID<Activity>]) {
        let world = try await World.make(engine)
        let ids = try await world.database.write { tx in
            try ["与宇航员面对面", "火星之夜", "月球之夜"].enumerated().map { place, title in
                var draft = world.draft(title, "Night \(place)")
                draft.content.access = place == 0 ? [.wheelchair, .quiet] : []
                draft.content.isFree = place == 1
                let id = try tx.addActivity(draft)
                try tx.place(id, in: world.city)
                let begin = instant("2023-09-0\(place + 1)T11:00:00Z")
                try tx.addSession(SessionDraft(begin: begin, end: begin.adding(seconds: 7200), capacity: 30), to: id)
                return id
            }
        }
        return (world, ids)
    }

    @Test(arguments: TestEngine.allCases) func theListLeadsOn(_ engine: TestEngine) async throws {
        let (world, _) = try await Self.programme(engine)
        let browser = Browser(try await World.rooms.site(world.database))
        let all = try await browser.go("/activities")
        #expect(all.status == 200 && all.figures["results"] == "3")
        #expect(all.html.contains("aria-label=\"Fri 1 Sep 2023: 1 activity\""))
        #expect(all.links.contains("/activities?region=610000"))
        #expect(all.links.contains("/activities?places=1") && all.links.contains("/activities?begin=2023-09-02&end=2023-09-03"))
        // A short cut taken is taken back by the same tap; a chip takes one filter away and keeps the others.
        let free = try await browser.go("/activities?free=1&kind=lecture&begin=2023-09-02&end=2023-09-02&utm_source=x")
        #expect(free.figures["results"] == "1")
        #expect(free.text.contains("Remove: Free of charge") && free.text.contains("Remove: Lecture") && free.text.contains("Remove: Sat 2 Sep 2023"))
        #expect(free.links.contains("/activities?kind=lecture&begin=2023-09-02&end=2023-09-02"))
        #expect(free.links.contains("/activities?free=1&kind=lecture"))
        let wheels = try await browser.go("/activities?access=wheelchair")
        #expect(wheels.figures["results"] == "1" && wheels.links.contains("/activities"))
    }

    /// The number beside a link is the number that stands on its page.
    @Test(arguments: TestEngine.allCases) func countsAgreeWithTheirPages(_ engine: TestEngine) async throws {
        let (world, _) = try await Self.programme(engine)
        let browser = Browser(try await World.rooms.site(world.database))
        let facets = try await world.database.read { try $0.survey(ActivityFilter(), first: 0, regions: .china2023).facets }
        #expect(facets.days.map(\.count).prefix(4) == [1, 1, 1, 0] && facets.provinces == ["610000": 3])
        for one in facets.days where one.count > 0 {
            let page = try await browser.go("/activities?begin=\(one.day.iso)&end=\(one.day.iso)")
            #expect(page.figures["results"] == String(one.count))
        }
        let today = World.now.day(in: .china)
        let shelf = try #require(try await world.database.read { try $0.activityShelves([(today, today)], limit: 6, regions: .china2023).shelves.first })
        #expect(shelf.total == 1 && shelf.items.count == 1)
    }

    @Test(arguments: TestEngine.allCases) func nothingFoundHasAWayOn(_ engine: TestEngine) async throws {
        let (world, _) = try await Self.programme(engine)
        let browser = Browser(try await World.rooms.site(world.database))
        let nothing = try await browser.go("/activities?free=1&kind=workshop")
        #expect(nothing.status == 200 && nothing.figures["results"] == "0")
        #expect(nothing.text.contains("Without “Kind”: 1") && nothing.links.contains("/activities?free=1"))
        #expect(nothing.links.contains("/venues"))
    }

    @Test(arguments: TestEngine.allCases) func anActivitySaysWhenWhereAndWhatElse(_ engine: TestEngine) async throws {
        let (world, ids) = try await Self.programme(engine)
        let browser = Browser(try await World.rooms.site(world.database))
        let page = try await browser.go("/activities/\(ids[0].text)")
        for words in ["Today", "Fri 1 Sep 2023 19:00–21:00", "30 places left", "How to get there", "Yanta Hall", "Step-free for wheelchairs", "Quiet hours", "Similar, not far away", "Night 1", "Night 2"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.links.contains("/activities/\(ids[0].text).ics") && page.links.contains("/activities?region=610100"))
        #expect(page.html.contains("data-share=\"http://localhost/activities/\(ids[0].text)\""))
        let venue = try await browser.go("/venues/\(world.venue.text)")
        #expect(venue.text.contains("Programme") && venue.text.contains("Today · Fri 1 Sep 2023") && venue.text.contains("19:00–21:00"))
    }

    @Test func aPlaceCalledAfterItsRegionIsSaidOnce() async throws {
        let (world, ids) = try await Self.programme(.sqlite)
        let placed = try await world.database.write { tx in
            var draft = world.draft("省会的夜", "A night")
            draft.content.venue = nil
            draft.content.place = Place(name: Wording("西安市", "Xi'an"))
            draft.content.region = "610100"
            let id = try tx.addActivity(draft)
            try tx.place(id, in: world.city)
            return id
        }
        #expect(!ids.contains(placed))
        let browser = Browser(try await World.rooms.site(world.database), language: "zh")
        let list = try await browser.go("/activities")
        #expect(!list.html.contains("西安市\u{A0}·") && list.html.contains("雁塔科技馆\u{A0}·"))
    }

    @Test func largePrintIsRememberedWithoutScripts() async throws {
        let (world, _) = try await Self.programme(.sqlite)
        let browser = Browser(try await World.rooms.site(world.database))
        #expect(try await !browser.go("/activities").html.contains("data-print"))
        #expect(try await browser.go("/activities?print=large").html.contains("data-print=\"large\""))
        #expect(try await browser.go("/activities").html.contains("data-print=\"large\""))
        #expect(try await !browser.go("/activities?print=normal").html.contains("data-print"))
        #expect(try await !browser.go("/activities").html.contains("data-print"))
    }
}
