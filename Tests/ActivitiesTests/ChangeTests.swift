import Access
import Activities
import Kernel
import Storage
import TestKit
import Testing

/// What may be changed, by whom, and what is not done twice.
@Suite struct ChangeTests {
    private func draft(_ begin: String, hours: Int64 = 2) -> SessionDraft {
        SessionDraft(begin: instant(begin), end: instant(begin).adding(hours: hours), capacity: 10)
    }

    @Test(arguments: TestEngine.allCases) func sessionsComeBackWithTheirActivity(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let found = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            // Over already; to come; called off by itself.
            let sessions = try ["2023-08-01T01:00:00Z", "2023-09-20T01:00:00Z", "2023-09-21T01:00:00Z"].map { try tx.addSession(draft($0), to: id) }
            let last = try #require(try tx.session(id, sessions[2]))
            try tx.changeSession(last, to: draft("2023-09-21T01:00:00Z"), status: .cancelled, house: World.house, by: 1)
            let off = try tx.setStatus(.cancelled, of: id, reason: "停电", by: 1)
            let between = try tx.sessions(of: id).map(\.status)
            let on = try tx.setStatus(.scheduled, of: id, reason: "", house: World.house, by: 1)
            return (off, between, on, try tx.sessions(of: id).map(\.status))
        }
        #expect(found.0.cancelled == 2 && found.1 == [.cancelled, .cancelled, .cancelled])
        #expect(found.2.restored == 2 && found.2.stillCancelled == 1)
        #expect(found.3 == [.scheduled, .scheduled, .cancelled])
        await world.database.close()
    }

    /// A form sent twice makes nothing twice; the sentence names what is there.
    @Test(arguments: TestEngine.allCases) func nothingIsAddedTwice(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let host = try await Browser.signedIn(
            "host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await World.rooms.site(world.database))
        let id = try await world.database.write { try $0.addActivity(world.draft("观星")) }
        let desk = "/desk/activities/\(id.text)"
        func count() async throws -> Int { try await world.database.read { try $0.sessions(of: id).count } }
        let session = ["begin": "2023-09-16T09:00", "end": "2023-09-16T10:00", "capacity": "10"]
        try await host.go(desk)
        try await host.submit("\(desk)/sessions", session)
        try await host.go(desk)
        try await host.submit("\(desk)/sessions", session)
        #expect(host.page.status == 422 && host.page.text.contains("There is this very session already: Sat 16 Sep 2023 09:00"))
        #expect(try await count() == 1)
        try await host.go(desk)
        try await host.submit("\(desk)/sessions", session.merging(["note_en": "Hall 2", "note_zh": "二号厅"]) { $1 })
        #expect(try await count() == 2)
        let rule = [
            "days": "6", "from": "2023-09-17", "until": "2023-09-30", "begin_clock": "20:00", "end_clock": "22:00", "holidays": "skip",
            "workdays": "ignore", "capacity": "30",
        ]
        for _ in 0..<2 {
            try await host.go(desk)
            try await host.submit("\(desk)/recurrences", rule)
        }
        #expect(host.page.status == 422 && host.page.text.contains("This very rule has made"))
        #expect(try await count() == 3)
        // Years that cannot be meant.
        for year in ["0001", "1899", "9999"] {
            try await host.go(desk)
            try await host.submit("\(desk)/sessions", ["begin": "\(year)-01-01T09:00", "end": "\(year)-01-01T10:00"])
            #expect(host.page.status == 422 && host.page.text.contains("A session lies in the years 1900 to 2200"), "\(year)")
        }
        #expect(try await count() == 3)
        await world.database.close()
    }

    /// Two clerks with the same page: the second hears of the first.
    @Test(arguments: TestEngine.allCases) func whatAClerkSawIsWhatAClerkChanges(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let one = try await Browser.signedIn("one@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let two = try await Browser.signedIn("two@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let (id, session) = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            return (id, try tx.addSession(draft("2023-09-16T01:00:00Z"), to: id))
        }
        let page = "/desk/activities/\(id.text)/sessions/\(session.text)"
        try await one.go(page)
        try await two.go(page)
        try await one.submit(page, ["capacity": "20"])
        #expect(one.page.status == 200)
        try await two.submit(page, ["note_zh": "请带外套"])
        #expect(two.page.status == 422 && two.page.text.contains("Somebody has changed this session since you opened the page"))
        let kept = try await world.database.read { try $0.session(anywhere: session) }
        #expect(kept?.capacity == 20 && kept?.note == nil)
        await world.database.close()
    }

    /// A campaign's organiser takes a host's activity out of that campaign, and neither changes nor cancels it.
    @Test(arguments: TestEngine.allCases) func anOrganiserHasASayInTheirCampaignOnly(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let organiser = try await Browser.signedIn("org@example.org", Grant(.organiser, over: .campaign("city-series")), at: site)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            try tx.place(id, in: world.city)
            try tx.place(id, in: world.bases)
            return id
        }
        let desk = "/desk/activities/\(id.text)"
        #expect(try await organiser.go(desk).status == 403)
        #expect(!(try await organiser.go("/desk/activities").links.contains(desk)))
        #expect(try await host.go(desk).status == 200)
        let programme = "/desk/campaigns/city-series/programme"
        try await organiser.go(programme)
        try await organiser.submit("\(desk)/placements/city-series/withdrawal")
        #expect(organiser.page.status == 200 && organiser.page.path == programme)
        let states = try await world.database.read { tx in
            try [world.city, world.bases].map { try tx.placement(of: id, in: $0)?.state }
        }
        #expect(states == [.withdrawn, .published])
        // Nor in a campaign that is not theirs.
        let code = await withRefusal {
            try await world.database.write { tx in
                try tx.withdraw(id, from: world.bases, by: World.identity(9, Grant(.organiser, over: .campaign("city-series"))))
            }
        }
        #expect(code == "not-yours")
        await world.database.close()
    }

    private func withRefusal(_ unit: () async throws -> Void) async -> String? {
        do { try await unit() } catch let refusal as Refusal { return refusal.code } catch { return "\(error)" }
        return nil
    }
}
