import Activities
import Campaigns
import HTTPTypes
import JointActions
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Screen

@Suite struct ScreenPageTests {
    @Test(arguments: TestEngine.allCases) func thePageIsWholeWithoutScripts(_ engine: TestEngine) async throws {
        let world = try await ScreenWorld.make(engine)
        try await world.count(80)
        let visitor = Browser(world.site)
        try await visitor.go("/screen/action")
        let page = visitor.page
        #expect(["visits", "measured", "reported", "activities", "sessions", "booked", "provinces", "places-left"].map { page.figures[$0] } == ["80", "80", "0", "1", "3", "0", "1", "90"])
        #expect(page.text.contains("Day 3 of 7") && page.text.contains("2 sessions") && page.text.contains("A lesson on the Moon"))
        #expect(page.text.contains("Numbers of when this page was opened; reload for newer ones 10:00"))
        for link in ["/figures/action/visits", "/figures/action/visits?method=measured", "/figures/action/booked", "/figures/action?by=region&of=610000", "/activities/\(world.lecture.text)", "/campaigns/action"] {
            #expect(page.links.contains(link), "\(link)")
        }
        #expect(page.html.contains("Shaanxi: 80 visits") && page.html.contains("Hubei: no activity") && page.text.contains("provinces reached"))
        // Who has joined and who received the flag, once a unit does.
        #expect(page.figures["flags"] == nil)
        try await visitor.go("/figures/action")
        #expect(visitor.page.links.contains("/screen/action"))

        try await visitor.go("/screen/empty?lang=zh")
        #expect(visitor.page.figures["visits"] == nil && visitor.page.figures["activities"] == "0" && visitor.page.figures["provinces"] == "0")
        #expect(visitor.page.text.contains("未知不等于 0") && visitor.page.text.contains("即将开始") && visitor.page.text.contains("活动发布后在这里出现"))
        #expect(try await visitor.go("/screen/nowhere").status == 404)
        #expect(try await visitor.go("/screen/nowhere/events").status == 404)
        #expect(try await visitor.go("/screen/action?colour=red").status == 400)
        await world.database.close()
    }

    /// For those who only want to see what it says: `curl`, or a program without patience.
    @Test(arguments: TestEngine.allCases) func whoAsksForNoStreamGetsOneState(_ engine: TestEngine) async throws {
        let world = try await ScreenWorld.make(engine)
        let answer = try await world.site.respond(method: .get, path: "/screen/action/events?lang=zh")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 200 && answer.headers[.contentType] == "text/event-stream; charset=utf-8" && answer.headers[.cacheControl] == "no-store")
        #expect(text.count(of: "event: state") == 1 && text.contains("月球课") && world.hall.watchers == 0)
        #expect(try await world.site.respond(method: .head, path: "/screen/action/events", headers: [.accept: "text/event-stream"]).status == 200)
        #expect(world.hall.watchers == 0 && world.hall.readers == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func flagsAndUnitsStandOnIt(_ engine: TestEngine) async throws {
        let world = try await ScreenWorld.make(engine)
        let roll = try await world.database.write { tx in
            let action = try #require(try tx.campaign(key: "action")).id, north = try #require(try tx.campaign(key: "action-north")).id
            let (museum, school) = (try #require(try tx.organisation(key: "museum")).id, try #require(try tx.organisation(key: "school")).id)
            for (campaign, unit) in [(action, museum), (north, museum), (north, school)] {
                try tx.execute("INSERT INTO jointactions_joining (campaign_id, organisation_id, ways, joined_at, joined_by) VALUES (\(campaign), \(unit), '', \(tx.now), 1)")
            }
            for (campaign, day) in [(action, "2023-09-18"), (north, "2023-09-19")] {
                try tx.execute("INSERT INTO jointactions_flag (campaign_id, organisation_id, awarded_on, awarded_by) VALUES (\(campaign), \(museum), \(day), 1)")
            }
            return try tx.flagRoll(of: action, most: 5)
        }
        // One unit in two parts is one unit, with one flag.
        #expect(roll.units == 2 && roll.flags == 1 && roll.latest.map(\.zh) == ["市科技馆"])
        let page = try await Browser(world.site).go("/screen/action")
        #expect(page.figures["flags"] == "1" && page.text.contains("of 2 units") && page.text.contains("City Museum"))
        await world.database.close()
    }
}
