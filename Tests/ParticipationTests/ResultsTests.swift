import Access
import Activities
import Campaigns
import Kernel
import Language
import Outbox
import Rooms
import Storage
import TestKit
import Testing
@testable import Participation

/// What a host states after an event, on one form.
@Suite struct ResultsTests {
    private func code(_ world: World, _ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String? {
        do { try await world.database.write { try unit($0) } } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    private func draft(_ world: World, _ values: [String: Int64], comment: String = "") -> ResultsDraft {
        var draft = ResultsDraft(activity: world.activity, session: world.second)
        (draft.values, draft.comment) = (values, comment)
        return draft
    }

    @Test(arguments: TestEngine.allCases) func eachNumberIsAClaimOfItsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var given = draft(world, ["visits": 64, "school-visits": 40, "school-times": 1, "viewers": 900, "views": 1200, "peak": 300, "staff-times": 5, "volunteer-hours": 0])
        given.platform = "bilibili"
        given.evidence = Evidence(text: "signed sheet", file: .init(name: "sheet.txt", mediaType: "text/plain", bytes: [1, 2, 3]))
        let draft = given
        let outcome = try await world.database.write { try $0.makeResults(draft, by: 1) }
        #expect(outcome.claims.count == 8 && outcome.warnings == [] && outcome.confirmed == [])
        let claims = try await world.database.read { try $0.claims(activity: world.activity, session: world.second) }
        #expect(claims.map(\.indicator) == ["visits", "school-visits", "school-times", "viewers", "views", "peak", "staff-times", "volunteer-hours"])
        let isReceived = claims.allSatisfy { $0.state == .received && $0.method == .reported && $0.hasEvidence }
        #expect(isReceived)
        #expect(claims[3].reason == "bilibili" && claims[0].reason == "")
        // One piece of evidence, its bytes once, for each of them.
        let last = try await world.database.read { try $0.evidenceFile(of: claims[7].id, in: world.activity) }
        #expect(last?.file?.bytes == [1, 2, 3] && last?.text == "signed sheet")
        let kept = try await world.database.read { try $0.number("SELECT COUNT(*) FROM participation_evidence WHERE bytes IS NOT NULL") }
        #expect(kept == 1)
        // Accepted, one by itself and the others at once; nothing is added across indicators.
        let accepted = try await world.database.write { tx -> Int in
            try tx.decideClaim(claims[0].id, in: world.activity, on: .accept, reason: "", by: 2)
            let result = try tx.row("SELECT id FROM participation_result") { try $0.id("id", ResultFacts.self) }
            return try tx.acceptResults(result ?? ID(0), of: world.activity, by: 2)
        }
        #expect(accepted == 7)
        #expect(try await code(world) { try $0.acceptResults(ID(7), of: world.activity, by: 2) } == "results-decided")
        #expect(try await world.counted(world.second) == "reported 64")
        #expect(try await world.counted(world.second, "school-visits") == "reported 40")
        #expect(try await world.counted(world.second, "volunteer-hours") == "reported 0")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aSampleKeepsItsPartsAndItsError(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var given = draft(world, [:])
        given.sample = HeadCountSample(strips: [12, 15, 9], of: 8)
        let draft = given
        let outcome = try await world.database.write { try $0.makeResults(draft, by: 1) }
        let (claim, sample) = try await world.database.read { tx in
            (try tx.claim(outcome.claims[0], in: world.activity), try tx.samples(world.activity)[outcome.claims[0]])
        }
        #expect(claim?.value == 96 && claim?.method == .estimated)
        #expect(sample == HeadCountSample(strips: [12, 15, 9], of: 8))
        await world.database.close()
    }

    /// Over the places, more than the door, a copy, round as always, odd between themselves: said, in need of a remark, never changed.
    @Test(arguments: TestEngine.allCases) func whatIsUnusualNeedsARemark(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { _ = try $0.measure(activity: world.activity, session: world.second, indicator: "viewers", value: 700, source: "player", coversWhole: true, by: 1) }
        let odd = draft(world, ["visits": 130, "viewers": 900, "views": 100, "peak": 950])
        #expect(try await code(world) { try $0.makeResults(odd, by: 1) } == "results-comment")
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM participation_claim WHERE method = 'reported'") } == 0)
        let said = draft(world, odd.values, comment: "We opened a second hall.")
        let outcome = try await world.database.write { try $0.makeResults(said, by: 1) }
        #expect(outcome.warnings == [ClaimWarning(.overCapacity, 100), ClaimWarning(.aboveMeasured, 700), ClaimWarning(.belowViewers, 900), ClaimWarning(.aboveViewers, 900)])
        let claims = try await world.database.read { try $0.claims(activity: world.activity, session: world.second).filter { $0.method == .reported } }
        #expect(claims.map(\.value) == [130, 900, 100, 950] && claims[0].reason == "We opened a second hall.")
        // The same numbers for another session: a copy of that report, and of its visits.
        var copied = ResultsDraft(activity: world.activity, session: world.first)
        copied.values = odd.values
        copied.comment = "Again so many."
        let copy = copied
        let again = try await world.database.write { try $0.makeResults(copy, by: 1) }
        #expect(again.warnings.contains(ClaimWarning(.copyReport)) && again.warnings.contains(ClaimWarning(.copy)))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatWasMeasuredIsNotReportedAgain(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            _ = try tx.measure(activity: world.activity, session: world.second, indicator: "viewers", value: 700, source: "player", coversWhole: true, by: 1)
        }
        let same = draft(world, ["viewers": 700])
        let outcome = try await world.database.write { try $0.makeResults(same, by: 1) }
        #expect(outcome == ResultsOutcome(claims: [], confirmed: ["viewers"], warnings: []))
        #expect(try await world.database.read { try $0.claims(activity: world.activity, session: world.second).count } == 1)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nothingIsReportedOfWhatHasNotBegun(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (later, cancelled) = try await world.database.write { tx -> (ID<ActivitySession>, ID<ActivitySession>) in
            func add(_ begin: Instant) throws -> ID<ActivitySession> { try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: world.activity) }
            return (try add(World.now.adding(hours: 5)), try add(World.now.adding(hours: 6)))
        }
        _ = cancelled
        var early = draft(world, ["visits": 10])
        early.session = later
        let draft = early
        #expect(try await code(world) { try $0.makeResults(draft, by: 1) } == "report-before-begin")
        #expect(try await code(world) { _ = try $0.makeClaim(ClaimDraft(activity: world.activity, session: later, value: 10), by: 1) } == "report-before-begin")
        try await world.database.write { _ = try $0.setStatus(.cancelled, of: world.activity, reason: "停电", by: 1) }
        var gone = draft
        gone.session = later
        let dead = gone
        #expect(try await code(world) { try $0.makeResults(dead, by: 1) } == "results-cancelled")
        await world.database.close()
    }

    /// Six round numbers of one unit are a habit; the seventh is warned of, and units that are one have one habit.
    @Test(arguments: TestEngine.allCases) func roundAsAlways(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let warnings = try await world.database.write { tx -> [[ClaimWarning.Kind]] in
            try (1...7).map { _ in
                let begin = World.now.adding(hours: -30)
                let session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: world.activity)
                let claim = try tx.makeClaim(ClaimDraft(activity: world.activity, session: session, value: 200, reason: "counted"), by: 1)
                return try tx.claim(claim, in: world.activity)?.warnings.map(\.kind) ?? []
            }
        }
        #expect(warnings.map { $0.contains(.roundHabit) } == [false, false, false, false, false, true, true])
        #expect(warnings.map { $0.contains(.copy) } == [false, true, true, true, true, true, true])
        await world.database.close()
    }

    /// Three days after, ten days after, once each; not where somebody has said something, and both never on one day.
    @Test(arguments: TestEngine.allCases) func remindersOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let host = try await world.database.write { tx -> ID<Account> in
            let id = try tx.addAccount(login: "host@example.org", name: "Host", passwordHash: "x")
            try tx.grant(Grant(.host, over: .organisation(world.museum.number)), to: id)
            for (days, hour) in [(3, Int64(0)), (4, 0), (12, 0), (40, 0), (2, 0)] {
                let begin = World.now.adding(hours: Int64(-24 * days) + hour)
                _ = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: world.activity)
            }
            return id
        }
        let sent = try await world.database.write { tx in [try tx.remindOfReports(1), try tx.remindOfReports(0), try tx.remindOfReports(1), try tx.remindOfReports(0)] }
        #expect(sent == [1, 2, 0, 0])
        let letters = try await world.database.read { try $0.messages(of: host, limit: 20) }
        #expect(letters.count == 2)
        await world.database.close()
    }

    /// Of what takes place online alone nobody is asked how many came: its viewers are what is known of it, or not.
    @Test(arguments: TestEngine.allCases) func onlineIsKnownByItsViewers(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (activity, session) = try await world.database.write { tx in
            var draft = ActivityDraft(organiser: world.museum, title: Wording("直播", "On the air"), summary: Wording("直播", "On the air"), kind: .lecture)
            draft.content.mode = .online
            let activity = try tx.addActivity(draft)
            let city = try #require(try tx.campaign(key: "city"))
            try tx.place(activity, in: city.id)
            let begin = World.now.adding(hours: -24 * 5)
            return (activity, try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: activity))
        }
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/reports?unknown=1")
        #expect(host.page.links.contains("/desk/activities/\(activity.text)/sessions/\(session.text)/results"))
        _ = try await world.database.write { tx in try tx.measure(activity: activity, session: session, indicator: "viewers", value: 700, source: "player", coversWhole: true, by: 1) }
        try await host.go("/desk/reports?unknown=1")
        #expect(!host.page.links.contains("/desk/activities/\(activity.text)/sessions/\(session.text)/results"))
        try await host.go("/desk/reports")
        #expect(host.page.text.contains("700 \(Indicators.viewers.unit.en)"))
        #expect(try await host.go("/desk/reports?page=9").status == 400)
        #expect(try await world.database.write { try $0.remindOfReports(0) } == 0)
        await world.database.close()
    }

    /// A form whose numbers stand on two pages of the queue is decided as the whole that it is, and says so.
    @Test(arguments: TestEngine.allCases) func togetherOverTwoPages(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            for number in 0..<48 {
                let begin = World.now.adding(hours: -30)
                let session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1)), to: world.activity)
                try tx.makeClaim(ClaimDraft(activity: world.activity, session: session, value: Int64(21 + number), reason: "counted"), by: 1)
            }
            var draft = ResultsDraft(activity: world.activity, session: world.second)
            (draft.values, draft.comment) = (["visits": 61, "viewers": 73, "volunteer-times": 5], "counted at the door")
            try tx.makeResults(draft, by: 1)
        }
        let office = try await Browser.signedIn("office@example.org", Grant(.office, over: .region(["610000", "610100", "610113"])), at: try await world.site())
        try await office.go("/desk/claims")
        #expect(office.page.text.contains("Accept all 3 numbers of these results"))
        try await office.go("/desk/claims?page=2")
        #expect(office.page.text.contains("Accept all 3 numbers of these results"))
        await world.database.close()
    }
}
