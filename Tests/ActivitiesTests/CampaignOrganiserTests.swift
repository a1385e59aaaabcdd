import Access
import Activities
import Kernel
import Language
import Storage
import TestKit
import Testing

/// An organiser whose role is held over a campaign enters activities for it, whoever holds them.
@Suite struct CampaignOrganiserTests {
    @Test(arguments: TestEngine.allCases) func entersActivitiesForTheCampaignOnly(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let organiser = try await Browser.signedIn("org@example.org", Grant(.organiser, over: .campaign("joint-action")), at: site)
        try await organiser.go("/desk/activities/new")
        let form = try #require(organiser.page.form(to: "/desk/activities"))
        #expect(form["campaign"] == "joint-action")
        #expect(!organiser.page.html.contains("value=\"city-series\""))

        let values = ["kind": "lecture", "title_zh": "讲座", "title_en": "A talk", "summary_en": "One talk", "organiser": world.museum.text]
        // For a campaign that is not theirs: refused, nothing kept.
        try await organiser.submit("/desk/activities", values.merging(["campaign": "city-series"]) { $1 })
        #expect(organiser.page.status == 422)
        try await organiser.submit("/desk/activities", values.merging(["campaign": ""]) { $1 })
        #expect(organiser.page.status == 422)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 0)

        try await organiser.go("/desk/activities/new")
        try await organiser.submit("/desk/activities", values)
        #expect(organiser.page.status == 200 && organiser.page.text.contains("A talk") && organiser.page.text.contains("Draft"))
        let desk = organiser.page.path
        try await organiser.submit("\(desk)/sessions", ["begin": "2023-09-16T09:00", "end": "2023-09-16T10:00"])
        #expect(organiser.page.status == 200 && organiser.page.text.contains("The session is added."))
        #expect(try await organiser.go("/desk/activities").text.contains("A talk"))

        // Used again, the copy is theirs too.
        try await organiser.go("\(desk)/again")
        try await organiser.submit("\(desk)/again")
        #expect(organiser.page.status == 200 && organiser.page.path != desk && organiser.page.text.contains("Draft"))

        // The programme is a step from the campaign's page.
        let programme = "/desk/campaigns/joint-action/programme"
        #expect(try await organiser.go("/desk/campaigns/joint-action").links.contains(programme))
        #expect(try await organiser.go(programme).links.contains("/desk/campaigns/joint-action"))
    }

    @Test(arguments: TestEngine.allCases) func aHostIsAskedForNoCampaign(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/activities/new")
        #expect(host.page.form(to: "/desk/activities")?.has("campaign") == false)
        // A campaign that they name all the same is not entered: they submit to it like everybody.
        try await host.submit(
            "/desk/activities", ["kind": "lecture", "title_en": "A talk", "summary_en": "One talk", "campaign": "joint-action"])
        #expect(host.page.status == 200)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_placement") } == 0)
    }
}
