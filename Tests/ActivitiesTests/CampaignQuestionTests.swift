import Access
import Campaigns
import Kernel
import Language
import Regions
import Storage
import TestKit
import Testing
import Venues

@testable import Activities
@testable import Web

/// What a campaign must know of an activity is asked when it is handed in, wherever that is done.
@Suite struct CampaignQuestionTests {
    private static let fields = [
        CampaignField(key: "quarter", name: Wording("片区", "Quarter"), choices: ["东", "西"], isPublic: true, isRequired: true),
        CampaignField(key: "kind", name: Wording("类型", "Kind")),
    ]

    private static func asking(_ engine: TestEngine) async throws -> (world: World, id: ID<Activity>) {
        let world = try await World.make(engine)
        let id = try await world.database.write { tx in
            var rule = ModerationRule()
            rule.fields = Self.fields
            try tx.put(rule, of: world.city, by: 1)
            let id = try tx.addActivity(world.draft("观星", "Stars"))
            try tx.addSession(SessionDraft(begin: instant("2023-09-16T01:00:00Z"), end: instant("2023-09-16T03:00:00Z")), to: id)
            return id
        }
        return (world, id)
    }

    private static func host(_ world: World) async throws -> Browser {
        let site = try await World.rooms.site(world.database)
        return try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
    }

    @Test(arguments: TestEngine.allCases) func withoutItNothingIsHandedIn(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.asking(engine)
        let refusal = await #expect(throws: Refusal.self) { try await world.database.write { try $0.submit(id, to: world.city, by: world.host) } }
        #expect(refusal?.code == "campaign-fields" && refusal?.field == "asked_quarter" && refusal?.phrase.zh.contains("“片区”") == true)
        #expect(try await world.database.read { try $0.placement(of: id, in: world.city) } == nil)
        try await world.database.write { try $0.submit(id, to: world.city, saying: ["quarter": "西"], by: world.host) }
        // Said once, it is known: a newer version is handed in without it.
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: id)).content
            content.ageMin = 8
            try tx.revise(id, to: content, seen: 1, by: 1)
            try tx.submit(id, to: world.city, by: world.host)
        }
        #expect(try await world.database.read { try $0.campaignValues(of: id, in: world.city) } == ["quarter": "西"])
        // Whoever takes it in elsewhere is not asked.
        try await world.database.write { tx in
            var rule = ModerationRule()
            rule.fields = Self.fields
            try tx.put(rule, of: world.bases, by: 1)
            try tx.decide(.publish, on: id, in: world.city, seen: 2, by: World.moderator)
            try tx.takeIn(id, into: world.bases, by: World.organiser)
        }
        #expect(try await world.database.read { try $0.placement(of: id, in: world.bases)?.publishedNumber } == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theDeskAsksForWhatIsMissing(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.asking(engine)
        let host = try await Self.host(world)
        let desk = "/desk/activities/\(id.text)"
        try await host.go(desk)
        try await host.submit(desk + "/placements", ["campaign": "city-series"])
        #expect(host.page.status == 422 && host.page.text.contains("Nothing is submitted yet.") && host.page.text.contains("Quarter"))
        #expect(host.page.form(to: desk + "/placements")?["campaign"] == "city-series")
        try await host.submit(desk + "/placements", ["asked_quarter": "南"])
        #expect(host.page.status == 422 && host.page.html.contains("remark-asked_quarter"))
        try await host.submit(desk + "/placements", ["asked_quarter": "东", "asked_kind": "夜间"])
        #expect(host.page.status == 200 && host.page.text.contains("Submitted to the moderators."))
        let moderator = try await Browser.signedIn("mod@example.org", Grant(.moderator, over: .region(["610000"])), at: try await World.rooms.site(world.database))
        try await moderator.go("/desk/moderation/\(id.text)/city-series")
        #expect(moderator.page.html.contains("<dd>东</dd>") && moderator.page.html.contains("<dd>夜间</dd>"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func joiningAsksOfAllThatAreTicked(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.asking(engine)
        let other = try await world.database.write { try $0.addActivity(world.draft("化石", "Fossils")) }
        let host = try await Self.host(world)
        let joining = "/desk/campaigns/city-series/joining"
        try await host.go(joining)
        try await host.submit(joining, ["activity": id.text])
        #expect(host.page.status == 422 && host.page.html.contains("remark-asked_quarter"))
        // What was ticked stays ticked.
        #expect(host.page.form(to: joining)?["activity"] == id.text)
        try await host.submit(joining, ["activity": other.text, "asked_quarter": "东"])
        #expect(host.page.text.contains("1 submitted, 0 not."))
        #expect(try await world.database.read { try $0.campaignValues(of: other, in: world.city) } == ["quarter": "东"])
        await world.database.close()
    }

    /// The campaign's own template has a column for each, which no column of the activity is taken for.
    @Test(arguments: TestEngine.allCases) func theTemplateHasItsColumns(_ engine: TestEngine) async throws {
        let (world, _) = try await Self.asking(engine)
        let host = try await Self.host(world)
        let plain = try await host.go("/desk/activities/template.csv").html
        let own = try await host.go("/desk/activities/template.csv?campaign=city-series").html
        #expect(!plain.contains("片区") && own.contains("片区（本项目） / Quarter (this campaign)") && own.contains("类型（本项目） / Kind (this campaign)"))
        let page = "/desk/activities/sheet"
        #expect(try await host.go(page).links.contains(page + "?campaign=city-series"))
        try await host.go(page + "?campaign=city-series")
        let table = """
            Title in English,Kind,Summary in English,Quarter (this campaign),Kind (this campaign)
            Rockets,workshop,Build one,东,夜间
            Comets,lecture,Look up,,
            """
        try await host.submit(page, [:], files: [("file", "filled.csv", table)])
        #expect(host.page.status == 422 && host.page.text.contains("2 rows: 1 can be taken in, 1 not.") && host.page.text.contains("片区（本项目）"))
        try await host.submit(page + "/taking")
        #expect(host.page.status == 200, "\(host.page.text.prefix(600))")
        let kept = try await world.database.read { tx in
            try tx.rows("SELECT activity_id FROM activities_placement_value WHERE key = 'kind'") { try $0.id("activity_id", Activity.self) }
        }
        let one = try #require(kept.first)
        let (values, state) = try await world.database.read { (try $0.campaignValues(of: one, in: world.city), try $0.placement(of: one, in: world.city)?.state) }
        #expect(kept.count == 1 && values == ["quarter": "东", "kind": "夜间"] && state == .toModerate)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anOrganiserSaysWhatMustBeKnown(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let organiser = try await Browser.signedIn("org@example.org", Grant(.organiser, over: .campaign("city-series")), at: site)
        let rule = "/desk/campaigns/city-series/moderation"
        try await organiser.go(rule)
        try await organiser.submit(rule, ["fields": "*! 片区 | Quarter | 东/西\n！经费\n* 主讲人"])
        #expect(organiser.page.status == 200)
        let fields = try await world.database.read { try $0.moderationRule(of: world.city).fields }
        #expect(fields.map(\.name.zh) == ["片区", "经费", "主讲人"] && fields.map(\.isRequired) == [true, true, false] && fields.map(\.isPublic) == [true, false, true])
        try await organiser.go(rule)
        #expect(organiser.page.form(to: rule)?["fields"]?.split(whereSeparator: \.isNewline).map(String.init) == ["*! 片区 | Quarter | 东/西", "! 经费", "* 主讲人"])
        await world.database.close()
    }
}
