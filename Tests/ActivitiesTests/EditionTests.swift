import Access
import Kernel
import Language
import Regions
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// Activities in units that only a later edition knows, or that one has replaced.
@Suite struct EditionTests {
    private static let edition = "code,level,parent,name_zh,name_en,valid_from,replaces\n"
        + "610197,county,610100,新长安区,New Chang'an District,2026-01-01,610116\n"
        + "610196,county,610100,航天新区,Aerospace New District,2026-01-01,\n"

    private func world(_ engine: TestEngine) async throws -> World {
        let world = try await World.make(engine)
        try await world.database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        return world
    }

    @Test(arguments: TestEngine.allCases) func areEnteredNamedAndFound(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let values = ["kind": "lecture", "title_zh": "火箭", "title_en": "Rockets", "summary_en": "See one", "organiser": world.museum.text]
        try await host.go("/desk/activities/new")
        try await host.submit("/desk/activities", values.merging(["region": "长安区"]) { $1 })
        #expect(host.page.status == 422)
        #expect(host.page.text.contains("130102 Chang'an District, Shijiazhuang") && host.page.text.contains("610116 Chang'an District, Xi'an"))
        try await host.submit("/desk/activities", ["region": "航天新区"])
        #expect(host.page.status == 200)
        let new = try #require(ID<Activity>(String(host.page.path.split(separator: "/").last ?? "")))
        #expect(host.page.form(to: "/desk/activities/\(new)")?["region"] == "610196")
        try await host.submit("/desk/activities/\(new)", ["region": "610116", "summary_en": "See two"])
        #expect(host.page.status == 200 && host.page.form(to: "/desk/activities/\(new)")?["region"] == "610116")
        try await host.submit("/desk/activities/\(new)", ["region": "610196"])

        let old = try await world.database.write { tx in
            var draft = ActivityDraft(organiser: world.museum, title: Wording("旧活动", "Fossils"), summary: Wording("", "Old"), kind: .lecture)
            draft.content.region = "610116"
            let old = try tx.addActivity(draft)
            for id in [new, old] {
                try tx.place(id, in: world.city)
                let begin = instant("2023-09-16T01:00:00Z")
                _ = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(seconds: 3600), capacity: 10), to: id)
            }
            return old
        }
        let visitor = Browser(site)
        #expect(try await visitor.go("/activities/\(new)").text.contains("Aerospace New District, Xi'an, Shaanxi"))
        #expect(try await visitor.go("/activities/\(old)").text.contains("Chang'an District, Xi'an, Shaanxi"))
        let list = try await visitor.go("/activities")
        #expect(list.text.contains("Aerospace New District, Xi'an") && list.text.contains("Chang'an District, Xi'an"))
        for (code, title) in [("610196", "Rockets"), ("610116", "Fossils"), ("610197", "Fossils")] {
            let found = try await visitor.go("/activities?region=\(code)")
            #expect(found.status == 200 && found.figures["results"] == "1" && found.text.contains(title), "\(code)")
            #expect(found.form(to: "/activities")?["region"] == code)
        }
        let city = try await visitor.go("/activities?region=610100")
        #expect(city.figures["results"] == "2")
        #expect(city.html.contains("value=\"610196\"") && !city.html.contains("value=\"610116\""))
        #expect(try await visitor.go("/activities?region=610999").status == 400)
        #expect(visitor.page.text.contains("There is no region with the code “610999”"))

        // The moderator reads the names too.
        try await host.go("/desk/activities/\(new)")
        try await host.submit("/desk/activities/\(new)/placements", ["campaign": "joint-action"])
        let moderator = try await Browser.signedIn("mod@example.org", Grant(.moderator, over: .region(["610000"])), at: site)
        #expect(try await moderator.go("/desk/moderation").text.contains("Aerospace New District, Xi'an"))
        #expect(try await moderator.go("/desk/moderation/\(new)/joint-action").text.contains("Aerospace New District, Xi'an, Shaanxi 610196"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func comeInThroughAMapping(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let file = try ImportWorld.file(
            "club.csv",
            """
            id,title,kind,when,free,district
            1,观星,讲座,2023年9月16日 9:00-11:00,是,610196
            2,化石,展览,2023年9月16日 9:00-11:00,是,610116
            3,夜游,展览,2023年9月16日 9:00-11:00,是,610999
            """)
        func mapping(_ region: String) throws -> String {
            try ImportWorld.file("club.yaml", ImportWorld.csvMapping.replacing("region: \"610113\"", with: "region: \"\(region)\""))
        }
        let report = try await ImportWorld.run(file, mapping("district"), world.database, good: true)
        #expect(ImportWorld.number("added", in: report) == 2 && ImportWorld.number("refused", in: report) == 1, "\(report.lines)")
        #expect(report.lines.contains { $0.contains("610999") })
        let counted: SQL = "SELECT region FROM view_activities_counted ORDER BY region"
        #expect(try await world.database.read { try $0.rows(counted) { try $0.text("region") } } == ["610116", "610196"])
        let other = try ImportWorld.file("other.csv", "id,title,kind,when,free\n9,露营,展览,2023-09-17 09:00-17:00,否\n")
        let whole = try await ImportWorld.run(other, mapping("610196"), world.database)
        #expect(whole.succeeded && ImportWorld.number("added", in: whole) == 1, "\(whole.lines)")
        let unknown = try await ImportWorld.run(other, mapping("610999"), world.database)
        #expect(!unknown.succeeded && unknown.lines.joined().contains("610999"))
        await world.database.close()
    }
}
