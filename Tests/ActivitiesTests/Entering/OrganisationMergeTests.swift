import Access
import Campaigns
import HTTPTypes
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Web

@testable import Activities
@testable import Venues

/// Two records of one unit become one; nothing that refers to either is lost.
@Suite struct OrganisationMergeTests {
    private static func twin(_ world: World, _ tx: Transaction) throws -> ID<Organisation> {
        try tx.addOrganisation(key: "museum-2", name: Wording("校園科技館", "Campus Museum"), kind: .museum, region: "610113", parent: world.museum)
    }

    @Test(arguments: TestEngine.allCases) func everythingMovesAndCanBeReadAfterwards(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (twin, activity, below) = try await world.database.write { tx in
            let twin = try Self.twin(world, tx)
            var draft = world.draft("观星", "Stars")
            draft.organiser = twin
            draft.bodies = [ActivityBody(twin, role: "supporter"), ActivityBody(world.museum, role: "supporter")]
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: world.city)
            try tx.addVenue(key: "annex", name: Wording("分馆"), kind: .museum, region: "610113", organisation: twin)
            let below = try tx.addOrganisation(key: "club", name: Wording("社团"), kind: .other, parent: twin)
            try tx.put(OrganisationProfile(contact: "029-1234567"), of: twin)
            let account = try tx.addAccount(login: "teacher@example.org", name: "T", passwordHash: "x")
            try tx.grant(Grant(.host, over: .organisation(twin.number)), to: account)
            return (twin, activity, below)
        }
        let both = world.identity(9, Grant(.host, over: .organisation(world.museum.number)), Grant(.host, over: .organisation(twin.number)))
        // Power over one of the two is not enough.
        await #expect(throws: Refusal.self) { try await world.database.write { try $0.merge(twin, into: world.museum, house: World.house, by: world.host) } }
        try await world.database.write { try $0.merge(twin, into: world.museum, house: World.house, by: both) }

        try await world.database.read { tx in
            #expect(try tx.requireActivity(activity).organiser == world.museum)
            #expect(try tx.bodies(of: activity) == [ActivityBody(world.museum, role: "supporter")])
            #expect(try tx.number("SELECT COUNT(*) FROM view_activities_counted WHERE organiser_id = \(world.museum)") == 1)
            #expect(try tx.venues(of: world.museum).map(\.key).sorted() == ["annex", "hall"])
            #expect(try tx.organisation(below)?.parentID == world.museum)
            #expect(try tx.profile(of: world.museum).contact == "029-1234567")
            #expect(try tx.organisations().map(\.id).contains(twin) == false)
            // The old one can be read, its key means the one that stays, and the roles over it are roles over that.
            #expect(try tx.organisation(twin)?.name.zh == "校園科技館" && tx.organisation(key: "museum-2")?.id == world.museum)
            #expect(try tx.mergedInto(twin) == world.museum)
            #expect(try tx.holders(of: .host, exactlyOver: .organisation(world.museum.number)).count == 1)
            let kinds = try tx.rows("SELECT kind FROM ledger_entry WHERE noun = 'organisation' ORDER BY seq") { try $0.text("kind") }
            #expect(kinds.suffix(2) == ["venues.organisation-merged", "venues.organisation-took-over"])
        }
        // Once is enough, and nobody is merged with themselves.
        for (old, kept) in [(twin, world.museum), (world.museum, world.museum)] {
            await #expect(throws: Refusal.self) { try await world.database.write { try $0.merge(old, into: kept, house: World.house, by: both) } }
        }
        // A file that still names the old key changes nothing of either.
        let again = try await world.database.write { try $0.addOrganisation(key: "museum-2", name: Wording("另一个名字"), kind: .other) }
        #expect(again == world.museum)
        #expect(try await world.database.read { try $0.organisation(world.museum)?.name.zh } == "校园科技馆")
        await world.database.close()
    }

    /// Nor does it get out of the reach of those above it by being merged into one that sits elsewhere.
    @Test(arguments: TestEngine.allCases) func mergingTakesNoUnitFromThoseAboveIt(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let far = try await world.database.write { tx in
            try tx.addOrganisation(key: "far", name: Wording("北京分馆"), kind: .museum, region: "110105")
        }
        let both = world.identity(9, Grant(.host, over: .organisation(world.museum.number)), Grant(.host, over: .organisation(far.number)))
        await #expect {
            try await world.database.write { try $0.merge(world.museum, into: far, house: World.house, by: both) }
        } throws: { ($0 as? Refusal)?.code == "unit-moved" }
        let above = world.identity(9, Grant(.host, over: .region(["610000"])), Grant(.host, over: .organisation(far.number)))
        try await world.database.write { try $0.merge(world.museum, into: far, house: World.house, by: above) }
        #expect(try await world.database.read { try $0.mergedInto(world.museum) } == far)
        await world.database.close()
    }

    /// The one that stays stands below the one that goes: nobody stands above himself afterwards.
    @Test func theOneThatGoesStandsAbove() async throws {
        let world = try await World.make(.sqlite)
        let ids = try await world.database.write { tx in
            let twin = try Self.twin(world, tx)
            let middle = try tx.addOrganisation(key: "middle", name: Wording("中"), kind: .other, parent: world.museum)
            try tx.addOrganisation(key: "museum-2", name: Wording("校園科技館", "Campus Museum"), kind: .museum, region: "610113", parent: middle)
            return (twin: twin, middle: middle)
        }
        let all = world.identity(9, Grant(.administrator, over: .all))
        try await world.database.write { try $0.merge(world.museum, into: ids.twin, house: World.house, by: all) }
        let parents = try await world.database.read { tx in (try tx.organisation(ids.twin)?.parentID, try tx.organisation(ids.middle)?.parentID) }
        #expect(parents.0 == nil && parents.1 == ids.twin)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aProfileIsFilledOnceAndTakenOver(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let twin = try await world.database.write { try Self.twin(world, $0) }
        let site = try await World.rooms.site(world.database)
        let museum = Grant(.host, over: .organisation(world.museum.number))
        let host = try await Browser.signedIn("host@example.org", museum, at: site)
        let clerk = try await Browser.signedIn("clerk@example.org", museum, Grant(.host, over: .organisation(twin.number)), at: site)
        let profile = "/desk/organisations/\(world.museum.text)"
        #expect(try await host.go("/desk/organisations").text.contains("profile not filled in"))
        #expect(try await host.go("/desk/organisations/\(twin.text)").status == 403)
        try await host.go(profile)
        let opened = host.page
        try await host.submit(profile, ["region": "999999", "contact": "Office, 029-8765 4321"])
        #expect(host.page.status == 422 && host.page.text.contains("There is no division with this code."))
        try await host.submit(profile, ["region": "610113", "about_zh": "我们的科技馆", "about_en": "Our museum"])
        #expect(host.page.text.contains("The unit's profile is saved."))
        // Somebody else's page, opened before, does not undo it.
        host.back(to: opened)
        try await host.submit(profile, ["contact": "Another"])
        #expect(host.page.status == 422 && host.page.text.contains("Somebody has changed this since you opened the page"))
        #expect(try await host.go("/desk/activities/new").form(to: "/desk/activities")?["contact"] == "Office, 029-8765 4321")
        #expect(try await Browser(site).go("/organisations/\(world.museum.text)").text.contains("Our museum"))

        // Two that look alike are shown to whoever has power over both, and merged by them.
        try await clerk.go("/desk/organisations")
        #expect(clerk.page.text.contains("These may be one and the same") && clerk.page.text.contains("the same name"))
        let merging = "/desk/organisations/\(twin.text)/merging"
        try await clerk.go(merging + "?into=\(world.museum.text)")
        try await clerk.submit(merging)
        #expect(clerk.page.status == 200 && clerk.page.path == profile)
        let old = try await site.respond(method: .get, path: "/organisations/\(twin.text)", headers: [:], body: [])
        #expect(old.status == 301 && old.headers[.location] == "/organisations/\(world.museum.text)")
        #expect(try await clerk.go("/desk/organisations/\(twin.text)").text.contains("This unit was merged into:"))
        await world.database.close()
    }
}
