import Access
import Activities
import CloudHall
import Kernel
import Storage
import TestKit
import Testing

/// The hall as visitors and the host see it.
@Suite struct LiveJourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheListToTheStream(_ engine: TestEngine) async throws {
        let world = try await HallWorld.make(engine)
        let site = try await world.site()
        let visitor = Browser(site)
        let path = "/live/\(world.session.text)"
        try await visitor.go("/live")
        #expect(visitor.page.status == 200 && visitor.page.links.contains(path))
        #expect(try await visitor.go("/live?campaign=cloud-day&theme=space").links.contains(path))
        #expect(try await visitor.go("/live?campaign=cloud-day&theme=sea").links.contains(path) == false)
        #expect(try await visitor.go("/live?campaign=another").links.contains(path) == false)
        #expect(try await visitor.go("/live?colour=red").status == 400)
        // Before it opens there is no way in.
        #expect(try await visitor.go(path).links.contains { $0.contains("/join/") } == false)
        world.clock.set(HallWorld.begin.adding(minutes: -10))
        try await visitor.go(path)
        let join = try #require(visitor.page.links.first { $0.contains("/join/") })
        #expect(!visitor.page.html.contains("stream.example.org"))
        let sent = try await visitor.led(join)
        #expect(sent == HallWorld.link)
        let other = Browser(site)
        try await other.go(path)
        #expect(try await other.led(join) == path)
        try await world.database.write { try $0.tallyHall(activity: world.activity, session: world.session) }
        #expect(try await world.counted("viewers") == "measured 1")
        // It is over; a recording is there.
        world.clock.set(HallWorld.begin.adding(hours: 3))
        try await world.database.write { tx in
            try tx.put(
                OnlineRoom(activity: world.activity, session: world.session, joinURL: HallWorld.link, isOnlyWay: true, recordingURL: "https://video.example.org/7"), by: 0)
        }
        try await visitor.go(path)
        #expect(visitor.page.links.contains { $0.contains("/join/") } == false)
        let watch = try #require(visitor.page.links.first { $0.contains("/watch/") })
        #expect(try await visitor.led(watch) == "https://video.example.org/7")
        #expect(try await world.room()?.replays == 1)
        let json = try await visitor.go("/live.json").html
        #expect(json.contains(world.session.text) && !json.contains("video.example.org") && !json.contains("stream.example.org"))
    }

    @Test func theHostSetsTheRoomOnTheSessionsForm() async throws {
        let world = try await HallWorld.make(.sqlite)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await world.site())
        let form = "/desk/activities/\(world.activity.text)/sessions/\(world.session.text)"
        try await host.go(form)
        #expect(host.page.status == 200 && host.page.html.contains("hall_join_url") && host.page.html.contains("stream.example.org"))
    }
}
