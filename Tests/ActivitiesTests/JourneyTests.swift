import Access
import Activities
import Kernel
import Language
import Storage
import TestKit
import Testing

/// The room through its forms, as people use it.
@Suite struct JourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheFormToThePublicPage(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let moderator = try await Browser.signedIn("mod@example.org", Grant(.moderator, over: .region(["610000"])), at: site)
        let organiser = try await Browser.signedIn("org@example.org", Grant(.organiser, over: .campaign("joint-action")), at: site)
        let visitor = Browser(site)

        // Wrong first: the form comes back with what was entered and a remark.
        try await host.go("/desk/activities/new")
        try await host.submit("/desk/activities", ["kind": "lecture", "age_min": "12", "age_max": "6", "title_en": "Meet <b>the</b> astronauts"])
        #expect(host.page.status == 422)
        #expect(host.page.text.contains("The youngest age 12 is above the oldest 6."))
        #expect(host.page.form(to: "/desk/activities")?["title_en"] == "Meet <b>the</b> astronauts")
        try await host.submit("/desk/activities", ["age_max": "18", "title_zh": "与宇航员见面", "venue": world.venue.text, "summary_en": "Ask them anything"])
        #expect(host.page.status == 200)
        let desk = host.page.path
        let id = String(desk.split(separator: "/").last ?? "")

        // Two sessions; one that is too long is refused.
        try await host.submit("\(desk)/sessions", ["begin": "2023-09-16T09:00", "end": "2023-09-18T09:00"])
        #expect(host.page.status == 422 && host.page.text.contains("24 hours at most"))
        for hour in ["09", "14"] {
            try await host.go(desk)
            try await host.submit("\(desk)/sessions", ["begin": "2023-09-16T\(hour):00", "end": "2023-09-16T\(hour):50", "capacity": "100"])
            #expect(host.page.status == 200)
        }
        try await host.submit("\(desk)/placements", ["campaign": "city-series"])
        #expect(host.page.text.contains("To moderate"))
        #expect(try await visitor.go("/activities/\(id)").status == 404)
        #expect(try await visitor.go("/activities/\(id).json").status == 404)

        // Returned with a remark beside the field, mended, published.
        let item = "/desk/moderation/\(id)/city-series"
        try await moderator.go("/desk/moderation")
        #expect(moderator.page.links.contains(item))
        try await moderator.go(item)
        try await moderator.submit(item, ["decision": "return"])
        #expect(moderator.page.status == 422)
        try await moderator.submit(item, ["decision": "return", "remark_audience": "Say <who> may come"])
        #expect(moderator.page.status == 200)
        try await host.go(desk)
        #expect(host.page.text.contains("Say <who> may come") && !host.page.html.contains("Say <who>"))
        try await host.submit(desk, ["audience_en": "Pupils"])
        #expect(host.page.text.contains("Version 2"))
        try await host.submit("\(desk)/placements", ["campaign": "city-series"])
        try await moderator.go(item)
        #expect(moderator.page.form(to: item)?["version"] == "2")
        try await moderator.submit(item, ["decision": "publish"])
        #expect(moderator.page.path == "/desk/moderation" && moderator.page.text.contains("Publish"))

        // The public: the page, the list, the record.
        try await visitor.go("/activities/\(id)")
        #expect(visitor.page.status == 200)
        #expect(visitor.page.text.contains("Meet <b>the</b> astronauts") && !visitor.page.html.contains("<b>the</b>"))
        #expect(visitor.page.text.contains("Sat 16 Sep 2023 09:00–09:50 1 more session"))
        #expect(visitor.page.text.contains("100 places left") && visitor.page.text.contains("Ages 12 to 18") && visitor.page.text.contains("Yanta Hall"))
        try await visitor.go("/activities?q=yuhangyuan&campaign=national-day&utm_source=x")
        #expect(visitor.page.figures["results"] == "1" && visitor.page.links.contains("/activities/\(id)"))
        #expect(try await visitor.go("/activities?regoin=1").status == 400)
        #expect(visitor.page.text.contains("There is no filter “regoin”"))
        #expect(try await visitor.go("/activities?region=999999").status == 400)
        #expect(try await visitor.go("/activities/\(id).json").html.contains("\"campaigns\":[\"city-series\"]"))

        // Taken in by another campaign's organiser: no copy.
        let programme = "/desk/campaigns/joint-action/programme"
        try await organiser.go(programme)
        #expect(organiser.page.text.contains("astronauts"))
        try await organiser.submit(programme, ["activity": id])
        #expect(organiser.page.text.contains("1 published activity"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 1)

        // Cancelled: said plainly, and counted no more.
        try await host.go(desk)
        try await host.submit("\(desk)/status", ["status": "cancelled", "reason": "The hall is closed"])
        try await visitor.go("/activities/\(id)")
        #expect(visitor.page.text.contains("Cancelled The hall is closed"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM view_activities_counted") } == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func sessionsRulesAndOthersDesks(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), Grant(.moderator, over: .region(["110000"])), at: site)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("观星"))
            try tx.place(id, in: world.city)
            return id
        }
        let desk = "/desk/activities/\(id.text)"
        try await host.go(desk)
        try await host.submit(
            "\(desk)/recurrences",
            ["days": "6", "from": "2023-09-01", "until": "2023-09-30", "begin_clock": "20:00", "end_clock": "22:00", "holidays": "skip", "workdays": "ignore", "capacity": "30"])
        #expect(host.page.status == 200)
        let sessions = try await world.database.read { try $0.sessions(of: id) }
        #expect(sessions.map(\.day.iso) == ["2023-09-02", "2023-09-09", "2023-09-16", "2023-09-23"])
        let one = "\(desk)/sessions/\(sessions[0].id.text)"
        try await host.go(one)
        #expect(host.page.form(to: one)?["begin"] == "2023-09-02T20:00")
        try await host.submit(one, ["begin": "2023-09-02T20:30", "note_zh": "请带外套"])
        let moved = try await world.database.read { try $0.session(anywhere: sessions[0].id) }
        #expect(moved?.status == .moved && moved?.note?.zh == "请带外套" && moved?.capacity == 30)
        try await host.go(one)
        try await host.submit("\(one)/removal")
        #expect(try await world.database.read { try $0.sessions(of: id).count } == 3)
        try await host.go("\(desk)/again")
        try await host.submit("\(desk)/again")
        #expect(host.page.status == 200 && host.page.path != desk)

        #expect(try await other.go(desk).status == 403)
        #expect(try await other.go("/desk/moderation/\(id.text)/city-series").status == 403)
        #expect(try await other.go("/desk/activities").text.contains("Nothing here yet"))
        #expect(try await Browser(site).go("/desk/activities").path.hasPrefix("/sign-in"))
        await world.database.close()
    }
}
