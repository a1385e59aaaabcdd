import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing

@testable import Activities

/// Last year's entries used again, by one and by many.
@Suite struct AgainJourneyTests {
    private struct Fair {
        let world: World
        let before: ID<Campaign>
        let now: ID<Campaign>
        let activity: ID<Activity>

        static func make(_ engine: TestEngine) async throws -> Fair {
            let world = try await World.make(engine)
            return try await world.database.write { tx in
                func edition(_ year: String, _ begin: String, _ end: String) throws -> ID<Campaign> {
                    try tx.addCampaign(
                        key: "fair-\(year)", name: Wording("博览会 \(year)", "Fair \(year)"), kind: .festival, begin: day(begin), end: day(end),
                        summary: Wording("简介", "Summary"))
                }
                let before = try edition("2022", "2022-09-17", "2022-09-25"), now = try edition("2023", "2023-09-16", "2023-09-24")
                let id = try add("观星", "Stars", in: before, world, tx)
                return Fair(world: world, before: before, now: now, activity: id)
            }
        }

        /// On the second Sunday of the edition of 2022, with places taken.
        static func add(_ zh: String, _ en: String, in campaign: ID<Campaign>, _ world: World, _ tx: Transaction) throws -> ID<Activity> {
            let id = try tx.addActivity(world.draft(zh, en))
            let draft = SessionDraft(begin: instant("2022-09-18T01:00:00Z"), end: instant("2022-09-18T03:00:00Z"), capacity: 100)
            let session = try tx.addSession(draft, to: id)
            try tx.place(id, in: campaign)
            _ = try tx.takePlaces(30, activity: id, session: session)
            return id
        }

        var address: String { "/desk/activities/\(activity.text)/again" }
    }

    @Test(arguments: TestEngine.allCases) func datesAreShownBeforeAnythingIsSaved(_ engine: TestEngine) async throws {
        let fair = try await Fair.make(engine)
        let site = try await World.rooms.site(fair.world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(fair.world.museum.number)), at: site)
        #expect(try await host.go("/desk/activities?when=past").links.contains(fair.address))
        try await host.go(fair.address)
        let form = try #require(host.page.forms.first { $0.action == fair.address && $0.method == "post" })
        #expect(form["begin_0"] == "2023-09-17T09:00" && form["end_0"] == "2023-09-17T11:00" && form["capacity_0"] == "100")
        #expect(form["campaign"] == "fair-2023")
        // Without an edition 52 weeks later.
        try await host.go(fair.address + "?campaign=")
        let plain = try #require(host.page.forms.first { $0.action == fair.address && $0.method == "post" })
        #expect(plain["begin_0"] == "2023-09-17T09:00" && plain["campaign"] == "")

        try await host.go(fair.address)
        try await host.submit(fair.address, ["end_0": "2023-09-17T08:00"])
        #expect(host.page.status == 422 && host.page.text.contains("A session ends after it begins."))
        try await host.submit(fair.address, ["end_0": "2023-09-17T12:00", "submit": "1"])
        #expect(host.page.status == 200 && host.page.text.contains("This year's draft is made, with 1 session. It is submitted to the moderators."))
        let (new, sessions, placements) = try await fair.world.database.read { tx in
            let id = try #require(try tx.usedAgain(fair.activity))
            return (try tx.requireActivity(id), try tx.sessions(of: id), try tx.placements(of: id))
        }
        #expect(new.repeats == fair.activity && new.firstAt == instant("2023-09-17T01:00:00Z") && new.lastAt == instant("2023-09-17T04:00:00Z"))
        #expect(sessions.map(\.capacity) == [100] && sessions.map(\.taken) == [0])
        #expect(placements.map(\.campaign) == [fair.now] && placements.map(\.state) == [.toModerate])
        // The old one stays as it was.
        let before = try await fair.world.database.read { tx in try tx.sessions(of: fair.activity).map(\.taken) }
        #expect(before == [30])
        #expect(try await host.go(fair.address).text.contains("It has been used again already"))
        await fair.world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func manyAtOnceEachWithItsOutcome(_ engine: TestEngine) async throws {
        let fair = try await Fair.make(engine)
        let (second, strange) = try await fair.world.database.write { tx in
            let second = try Fair.add("火箭", "Rockets", in: fair.before, fair.world, tx)
            var draft = fair.world.draft("别家", "Not theirs")
            draft.organiser = ID(1)
            draft.content.venue = nil
            return (second, try tx.addActivity(draft))
        }
        let site = try await World.rooms.site(fair.world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(fair.world.museum.number)), at: site)
        let ids = [fair.activity, second].map(\.text)
        #expect(try await host.go("/desk/activities/again?activity=\(ids[0])&activity=\(strange.text)").status == 403)
        #expect(try await host.go("/desk/activities/again").status == 400)
        try await host.go("/desk/activities/again?activity=\(ids[0])&activity=\(ids[1])")
        #expect(host.page.text.contains("Stars Fair 2023 · 1 session, 17 September 2023"))
        let asked = host.page
        try await host.submit("/desk/activities/again")
        #expect(host.page.status == 200 && host.page.text.contains("2 made, 0 not."))
        // Sent twice, they are made once.
        host.back(to: asked)
        try await host.submit("/desk/activities/again")
        #expect(host.page.text.contains("0 made, 2 not.") && host.page.text.contains("Made before"))
        #expect(try await fair.world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity WHERE repeats_id IS NOT NULL") } == 2)
        await fair.world.database.close()
    }
}
