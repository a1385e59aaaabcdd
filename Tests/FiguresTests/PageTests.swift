import Access
import Figures
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Venues
import Web

@Suite struct PageTests {
    /// On the map 0 was counted, ? nobody has stated, – nothing takes place there.
    @Test(arguments: TestEngine.allCases) func theMapTellsNothingFromUnknownAndZero(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            func venue(_ key: String, _ region: String) throws -> ID<Venue> {
                try tx.addVenue(key: key, name: Wording(key, key), kind: .museum, region: region, organisation: world.museum)
            }
            let (seen, sessions) = try world.activity("Seen", at: world.hall, in: [world.city], days: ["2023-09-16"], tx)
            try world.report(seen, sessions[0], 80, .reported, tx)
            _ = try world.activity("Unknown", at: try venue("wuhan", "420106"), in: [world.city], days: ["2023-09-16"], tx)
            let (empty, none) = try world.activity("Nobody came", at: try venue("beijing", "110101"), in: [world.city], days: ["2023-09-16"], tx)
            try tx.measure(activity: empty, session: none[0], indicator: "visits", value: 0, source: "gate", coversWhole: true, by: 1)
        }
        let page = try await Browser(try await world.site()).go("/figures/national-day")
        for words in ["Shaanxi: 80 visits", "Hubei: activities, visits unknown", "Beijing: 0 visits", "Hebei: no activity"] { #expect(page.html.contains(words), "\(words)") }
        #expect(page.text.contains("visits unknown") && !page.text.contains("HB 0") && !page.text.contains("HE 0"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func fromTheFigureToTheClaim(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await world.site()
        let visitor = Browser(site)
        #expect(try await visitor.go("/figures").text.contains("Nothing is counted yet"))
        #expect(try await visitor.go("/figures/national-day").figures["activities"] == "0")
        let story = try await world.database.write { try Story(world, $0) }
        let organiser = try await Browser.signedIn("organiser@example.org", Grant(.organiser, over: .campaign("national-day")), at: site)
        let other = try await Browser.signedIn("other@example.org", Grant(.organiser, over: .campaign("city-series")), at: site)

        try await visitor.go("/figures")
        #expect(visitor.page.links.contains("/figures/national-day"))
        try await visitor.go("/figures/national-day")
        var figures = visitor.page.figures
        #expect(["activities", "sessions", "venues", "venue-times"].map { figures[$0] } == ["2", "3", "2", "3"])
        #expect(["visits", "measured", "reported", "estimated", "booked"].map { figures[$0] } == ["144", "80", "64", "0", "100"])
        #expect(figures["viewer-times"] == "1900" && figures["views"] == "2600" && figures["peak"] == nil && figures["locked-visits"] == nil)
        #expect(visitor.page.links.contains("/figures/national-day/visits"))
        try await visitor.go("/figures/national-day/visits")
        #expect(visitor.page.figures["visits"] == "144")
        let activity = "/figures/national-day/visits/\(story.first.text)"
        #expect(visitor.page.links.contains(activity))
        try await visitor.go(activity)
        #expect(visitor.page.figures["visits"] == "144" && visitor.page.links.contains("/claims/\(story.first.text)/\(story.report.text)"))
        for path in ["?by=kind", "?by=day", "?by=region&of=610000", "?by=region&of=610100", "?lang=zh", "?lang=en"] {
            #expect(try await visitor.go("/figures/national-day\(path)").figures["visits"] == "144", "\(path)")
        }
        #expect(try await visitor.go("/figures/national-day?by=region&of=999999").status == 404)
        for path in ["/figures?colour=red", "/figures/national-day?colour=red", "/figures/national-day/visits?colour=red", "\(activity)?colour=red"] {
            let wrong = try await visitor.go(path)
            #expect(wrong.status == 400 && wrong.text.contains("There is no filter “colour”"), "\(path)")
        }
        #expect(try await visitor.go("/figures/national-day?by=moon").status == 400)
        #expect(try await visitor.go("/figures/national-day?by=region&utm_source=x&from=timeline&gclid=1").status == 200)
        for (indicator, value) in [("activities", "2"), ("sessions", "3"), ("venues", "2"), ("venue-times", "3"), ("booked", "100"), ("viewers", "1900")] {
            let page = try await visitor.go("/figures/national-day/\(indicator)")
            #expect(page.status == 200 && page.figures[indicator == "viewers" ? "viewer-times" : indicator] == value, "\(indicator)")
        }
        #expect(try await visitor.go("/figures/national-day/peak").status == 200)
        #expect(try await visitor.go("/figures/national-day/visits?region=610116").text.contains("There is no record here yet"))
        #expect(try await visitor.go("/figures/national-day/visits?day=2023-09-16").figures["visits"] == "80")
        #expect(try await visitor.go("/figures/national-day/visits?method=reported").figures["reported"] == "64")
        #expect(try await visitor.go("/figures/national-day/happiness").status == 404)
        #expect(try await visitor.go("/figures/joint-action/visits/\(story.second.text)").status == 404)
        #expect(try await visitor.go("/campaigns/joint-action").figures["visits"] == "144")

        // Only who is responsible for the whole edition locks it, and only once.
        let lock = "/desk/figures/national-day/lock"
        #expect(visitor.page.form(to: lock) == nil)
        #expect(try await other.go("/figures/national-day").form(to: lock) == nil)
        try await organiser.go("/figures/national-day")
        #expect(try await organiser.submit(lock).status == 422 && organiser.page.text.contains("Nothing was locked"))
        try await organiser.go("/figures/national-day")
        try await organiser.submit(lock, ["understood": "1"])
        #expect(organiser.page.status == 200 && organiser.page.text.contains("The figures are locked."))
        #expect(organiser.page.form(to: lock) == nil)
        try await world.database.write { try story.afterTheLock($0) }
        for (key, visits, corrections) in [("national-day", "136", "2"), ("city-series", "136", "2"), ("joint-action", "126", "1")] {
            figures = try await visitor.go("/figures/\(key)").figures
            #expect(figures["locked-visits"] == "144" && figures["locked-measured"] == "80" && figures["locked-reported"] == "64", "\(key)")
            #expect(figures["locked-booked"] == "100" && figures["visits"] == visits && figures["corrections"] == corrections, "\(key)")
            #expect(figures["reported"] == "46")
        }
        #expect(try await visitor.go("/figures/city-series?lang=zh").text.contains("随“national-day”一起"))
        await world.database.close()
    }
}
