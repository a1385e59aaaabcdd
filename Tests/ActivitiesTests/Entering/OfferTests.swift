import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

/// An activity that stands in one owner's series is offered to another owner's week, and stays one activity.
@Suite struct OfferTests {
    /// The world's campaigns with an owner, and beside them a ministry's week with a city's below it, a contest and a week that is over.
    struct Weeks {
        let world: World
        let site: Site
        let national: ID<Campaign>
        let local: ID<Campaign>
        let lecture: ID<Activity>

        static func make(_ engine: TestEngine) async throws -> Weeks {
            let world = try await World.make(engine)
            let (national, local, lecture) = try await world.database.write { tx in
                let association = try tx.addOrganisation(key: "association", name: Wording("科协", "Association"), kind: .association, region: "610000")
                let ministry = try tx.addOrganisation(key: "ministry", name: Wording("科技部", "Ministry"), kind: .government)
                func week(_ key: String, _ kind: Campaign.Kind, parent: ID<Campaign>? = nil, begin: String = "2023-09-10", end: String = "2023-09-20", region: String? = nil) throws -> ID<Campaign> {
                    let id = try tx.addCampaign(key: key, name: Wording(key, key), kind: kind, parent: parent, begin: day(begin), end: day(end), summary: Wording("简介", "Summary"))
                    if let region { try tx.execute("UPDATE campaigns_campaign SET region = \(region) WHERE id = \(id)") }
                    return id
                }
                let national = try week("national-week", .week)
                let local = try week("local-week", .week, parent: national, region: "610100")
                _ = try week("far-week", .week, region: "110000")
                _ = try week("contest", .contest)
                _ = try week("old-week", .week, begin: "2023-08-01", end: "2023-08-31")
                _ = try week("late-week", .week, begin: "2023-12-01", end: "2023-12-31")
                for (campaign, owner) in [(world.day, association), (national, ministry)] {
                    var parts = try tx.parts(of: campaign)
                    parts.roles = [CampaignRole(.organiser, owner)]
                    try tx.save(parts, of: try #require(try tx.campaign(campaign)), by: 0)
                }
                let lecture = try tx.addActivity(world.draft("观星", "Stars"))
                try tx.addSession(SessionDraft(begin: instant("2023-09-16T01:00:00Z"), end: instant("2023-09-16T03:00:00Z")), to: lecture)
                try tx.place(lecture, in: world.city)
                return (national, local, lecture)
            }
            return Weeks(world: world, site: try await World.rooms.site(world.database), national: national, local: local, lecture: lecture)
        }

        func host() async throws -> Browser { try await .signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site) }
        func counted(_ campaign: ID<Campaign>) async throws -> Int64? {
            try await world.database.read { tx in
                try tx.number(
                    """
                    SELECT COUNT(DISTINCT c.activity_id) FROM view_activities_counted c JOIN view_campaigns_ancestor x ON x.campaign_id = c.campaign_id
                    WHERE x.ancestor_id = \(campaign)
                    """)
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func oneClickFromItsPage(_ engine: TestEngine) async throws {
        let weeks = try await Weeks.make(engine)
        let (host, page) = (try await weeks.host(), "/desk/activities/\(weeks.lecture)")
        let seen = try await host.go(page)
        // The narrowest week of the other owner; neither the contest, nor what is over, far away, or of the same owner.
        #expect(seen.text.contains("It also fits") && seen.text.contains("Offer to “local-week” too") && seen.text.contains("Ministry"), "\(seen.text)")
        for other in ["national-week", "far-week", "contest", "old-week", "late-week", "joint-action", "national-day"] {
            #expect(!seen.text.contains("Offer to “\(other)” too"), "\(other)")
        }
        let offered = try await host.submit(page + "/offers", ["campaign": "local-week"])
        #expect(offered.text.contains("It stays one activity for both.") && !offered.text.contains("It also fits"), "\(offered.text)")
        // In the other owner's queue like any other, with where else it stands.
        let moderator = try await Browser.signedIn("moderator@example.org", Grant(.moderator, over: .campaign("local-week")), at: weeks.site)
        #expect(try await moderator.go("/desk/moderation").text.contains("Stars"))
        let item = try await moderator.go("/desk/moderation/\(weeks.lecture)/local-week")
        #expect(item.text.contains("Also in (one activity, counted once): city-series"), "\(item.text)")
        try await weeks.world.database.write { tx in
            try tx.decide(.publish, on: weeks.lecture, in: weeks.local, seen: 1, by: World.identity(8, Grant(.moderator, over: .campaign("local-week"))))
        }
        let (national, city, day) = (try await weeks.counted(weeks.national), try await weeks.counted(weeks.world.city), try await weeks.counted(weeks.world.day))
        #expect([national, city, day] == [1, 1, 1])
        #expect(try await weeks.world.database.read { try $0.number("SELECT COUNT(DISTINCT activity_id) FROM view_activities_counted") } == 1)
        // Twice the same is told, and nobody but its host offers it.
        let twice = try await host.post(page + "/offers", [("csrf", try await host.go(page).token), ("campaign", "local-week")])
        #expect(twice.status == 409 && twice.text.contains("It is there already"), "\(twice.status) \(twice.text)")
        let stranger = try await Browser.signedIn("stranger@example.org", Grant(.host, over: .organisation(1)), at: weeks.site)
        #expect(try await stranger.post(page + "/offers", [("csrf", try await stranger.go("/desk").token), ("campaign", "national-week")]).status == 403)
        await weeks.world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func severalAtOnceEachWithItsReason(_ engine: TestEngine) async throws {
        let weeks = try await Weeks.make(engine)
        let world = weeks.world
        let ids = try await world.database.write { tx in
            var ids = [weeks.lecture]
            for (title, begin) in [("火箭", "2023-09-12T01:00:00Z"), ("化石", "2023-10-12T01:00:00Z"), ("取消", "2023-09-13T01:00:00Z"), ("草稿", "2023-09-14T01:00:00Z")] {
                let id = try tx.addActivity(world.draft(title, "E-\(title)"))
                try tx.addSession(SessionDraft(begin: instant(begin), end: instant(begin).adding(hours: 1)), to: id)
                if title != "草稿" { try tx.place(id, in: world.city) }
                if title == "取消" { try tx.setStatus(.cancelled, of: id, reason: "停电", by: 1) }
                ids.append(id)
            }
            return ids
        }
        let host = try await weeks.host()
        #expect(try await host.go("/desk/activities").text.contains("Offer them to another campaign"))
        let list = try await host.go("/desk/activities/offers?" + ids.map { "activity=\($0)" }.joined(separator: "&"))
        #expect(list.status == 200 && list.text.contains("E-火箭") && list.text.contains("local-week") && !list.text.contains("old-week"), "\(list.text)")
        let fields = ids.map { ("activity", $0.text) }
        let none = try await host.post("/desk/activities/offers", [("csrf", list.token)] + fields)
        #expect(none.status == 422 && none.text.contains("is needed"), "\(none.text)")
        let told = try await host.post("/desk/activities/offers", [("csrf", list.token), ("campaign", "local-week")] + fields)
        #expect(told.text.contains("2 offered, 3 not.") && told.text.contains("None of its sessions falls into “local-week”"), "\(told.text)")
        #expect(told.text.contains("It is cancelled") && told.text.contains("No campaign has published it yet"), "\(told.text)")
        let again = try await host.post("/desk/activities/offers", [("csrf", told.token), ("campaign", "local-week")] + fields)
        #expect(again.text.contains("0 offered, 5 not.") && again.text.contains("It is there already"), "\(again.text)")
        let over = try await host.post("/desk/activities/offers", [("csrf", told.token), ("campaign", "old-week")] + fields)
        #expect(over.status == 422 && over.text.contains("Choose one of the values offered"), "\(over.text)")
        let empty = try await host.go("/desk/activities/offers")
        #expect(empty.text.contains("Nothing is ticked"))
        // What is another's is not told of at all.
        let stranger = try await Browser.signedIn("stranger@example.org", Grant(.host, over: .organisation(1)), at: weeks.site)
        #expect(try await stranger.go("/desk/activities/offers?activity=\(weeks.lecture)").text.contains("Nothing is ticked"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theOtherOwnerAsksOrTakesIn(_ engine: TestEngine) async throws {
        let weeks = try await Weeks.make(engine)
        let world = weeks.world
        let second = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("火箭", "Rockets"))
            try tx.addSession(SessionDraft(begin: instant("2023-09-12T01:00:00Z"), end: instant("2023-09-12T02:00:00Z")), to: id)
            try tx.place(id, in: world.city)
            return id
        }
        let host = try await weeks.host()
        let organiser = try await Browser.signedIn("organiser@example.org", Grant(.organiser, over: .campaign("local-week")), at: weeks.site)
        let path = "/desk/campaigns/local-week/elsewhere"
        #expect(try await organiser.go("/desk/campaigns/local-week").links.contains(path))
        let list = try await organiser.go(path)
        #expect(list.text.contains("2 activities") && list.text.contains("Stars") && list.text.contains("Rockets") && list.text.contains("in city-series"), "\(list.text)")
        #expect(try await organiser.go("/desk/campaigns/city-series/elsewhere").status == 403)
        #expect(try await organiser.post(path, [("csrf", list.token), ("act", "ask")]).text.contains("Tick the activities first."))
        let asked = try await organiser.post(path, [("csrf", list.token), ("act", "ask"), ("activity", weeks.lecture.text)])
        #expect(asked.text.contains("The hosts of 1 were asked, of 0 not.") && !asked.text.contains("Stars"), "\(asked.text)")
        let twice = try await organiser.post(path, [("csrf", list.token), ("act", "ask"), ("activity", weeks.lecture.text)])
        #expect(twice.text.contains("Its hosts have been asked already."), "\(twice.text)")
        // Taken in at once, as its rule allows; the same record in both.
        let taken = try await organiser.post(path, [("csrf", list.token), ("act", "take-in"), ("activity", second.text)])
        #expect(taken.text.contains("1 taken in, 0 not.") && taken.text.contains("Nothing to take in"), "\(taken.text)")
        #expect(try await weeks.counted(weeks.national) == 1)
        // The host finds what was asked for at the activity's page, one click away.
        let page = "/desk/activities/\(weeks.lecture)"
        try await host.go(page)
        _ = try await host.submit(page + "/placements", ["campaign": "local-week"])
        #expect(try await world.database.read { try $0.placement(of: weeks.lecture, in: weeks.local)?.state } == .toModerate)
        await world.database.close()
    }
}
