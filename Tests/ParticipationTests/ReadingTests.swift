import Access
import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Web

/// Readings of counters and platforms, in batches: each once, added or replaced as its source says.
@Suite struct ReadingTests {
    private let begin = instant("2023-09-16T01:00:00Z")

    private func gate(_ world: World, _ sequence: Int64, _ quantity: Int64, whole: Bool = false) -> Reading {
        Reading(
            session: world.first, source: "gate", sequence: sequence, at: .moment(begin.adding(minutes: sequence)), quantity: quantity, coversWhole: whole)
    }

    private func deliver(_ readings: [Reading], _ world: World, goodOnly: Bool = false) async throws -> [ReadingOutcome] {
        try await world.database.write { try $0.takeReadings(readings, of: world.activity, goodOnly: goodOnly, by: 7) }
    }

    private func feed(_ world: World, _ indicator: String = "visits") async throws -> ReadingFeed? {
        try await world.database.read { tx in
            try tx.claims(activity: world.activity, session: world.first).filter { $0.indicator == indicator && $0.method == .measured }
                .compactMap { try tx.readingFeed(of: $0) }.first
        }
    }

    @Test(arguments: TestEngine.allCases) func incrementsAreAddedOnceInWhateverOrder(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let all = (1...250).map { gate(world, $0, 2) }
        #expect(try await deliver(Array(all[100..<200]).reversed(), world).allSatisfy { $0 == .taken })
        #expect(try await world.counted(world.first) == "measured 200")
        let again = try await deliver(all, world)
        #expect(again.count { $0 == .taken } == 150 && again.count { $0 == .same } == 100)
        #expect(try await world.counted(world.first) == "measured 500")
        #expect(try await deliver(all, world).allSatisfy { $0 == .same })
        let kept = try await world.database.read { tx in
            try [tx.number("SELECT COUNT(*) FROM participation_row"), tx.number("SELECT COUNT(*) FROM participation_claim"), tx.number("SELECT SUM(quantity) FROM participation_row")]
        }
        #expect(kept == [250, 1, 500])
        let changes = try await world.database.read { try $0.rows("SELECT after_value FROM view_participation_change ORDER BY seq") { try $0.int64("after_value") } }
        #expect(changes == [200, 500])
    }

    @Test(arguments: TestEngine.allCases) func oneBadRowTakesNothing(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var late = gate(world, 3, 5)
        late.at = .moment(begin.adding(hours: 20))
        let batch = [gate(world, 1, 5), gate(world, 2, 5), late]
        let outcomes = try await deliver(batch, world)
        #expect(outcomes.map(\.isWrong) == [false, false, true])
        #expect(try await world.counted(world.first) == nil)
        #expect(try await deliver(batch, world, goodOnly: true).map(\.isWrong) == [false, false, true])
        #expect(try await world.counted(world.first) == "measured 10")
        // The same number of the same source with another quantity is no reading, but a contradiction.
        #expect(try await deliver([gate(world, 2, 6)], world).map(\.isWrong) == [true])
        let stranger = Reading(session: ID(99), source: "gate", sequence: 9, at: .moment(begin), quantity: 1)
        #expect(try await deliver([stranger, gate(world, 7, 1)], world).map(\.isWrong) == [true, false])
        #expect(try await world.counted(world.first) == "measured 10")
    }

    @Test(arguments: TestEngine.allCases) func whatIsMissingIsNotWhole(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await deliver([gate(world, 1, 5, whole: true), gate(world, 3, 5, whole: true)], world)
        let partly = try await world.database.read { try $0.claims(activity: world.activity, session: world.first)[0] }
        #expect(partly.coversWhole == false && partly.value == 10)
        #expect(try await feed(world)?.missing == 1)
        _ = try await deliver([gate(world, 2, 1)], world)
        let whole = try await world.database.read { try $0.claims(activity: world.activity, session: world.first)[0] }
        #expect(whole.coversWhole && whole.value == 11)
    }

    @Test(arguments: TestEngine.allCases) func platformsDeliverTotalsOfTheirOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func total(_ sequence: Int64, _ indicator: String, _ quantity: Int64, _ source: String) -> Reading {
            // Read a day later: a platform's totals are.
            Reading(
                session: world.first, indicator: indicator, source: source, sequence: sequence, at: .moment(instant("2023-09-16T23:00:00Z")), quantity: quantity,
                basis: .total, coversWhole: true)
        }
        let watched = Reading.sourceWithSeconds("bilibili", 30)
        _ = try await deliver([total(2, "views", 2600, "bilibili"), total(2, "watched", 900, watched), total(2, "peak", 700, "bilibili")], world)
        // An older total comes late: it is kept, and says nothing new.
        _ = try await deliver([total(1, "views", 2000, "bilibili")], world)
        #expect(try await world.counted(world.first, "views") == "measured 2600")
        #expect(try await world.counted(world.first, "watched") == "measured 900")
        #expect(try await world.counted(world.first, "visits") == nil)
        _ = try await deliver([total(3, "views", 2700, "bilibili")], world)
        #expect(try await world.counted(world.first, "views") == "measured 2700")
        var peak = total(4, "peak", 1, "bilibili")
        peak.basis = .increment
        #expect(try await deliver([peak], world).map(\.isWrong) == [true])
        var mixed = gate(world, 5, 1)
        (mixed.source, mixed.indicator) = ("bilibili", "views")
        #expect(try await deliver([mixed], world).map(\.isWrong) == [true])
        // A single reading cannot be put beside them.
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                _ = try tx.measure(activity: world.activity, session: world.first, indicator: "views", value: 1, source: "bilibili", coversWhole: true, by: 1)
            }
        }
    }

    @Test func whatIsWrongWithASingleReading() async throws {
        let world = try await World.make(.sqlite)
        let session = try #require(try await world.database.read { try $0.session(world.activity, world.first) })
        func problem(_ change: (inout Reading) -> Void) -> String? {
            var reading = Reading(session: session.id, source: "gate", sequence: 1, at: .moment(session.begin), quantity: 1)
            change(&reading)
            return ReadingRules.problem(of: reading, in: session, now: session.end)?.en
        }
        #expect(problem { _ in } == nil)
        #expect(problem { $0.source = "door" } != nil)
        #expect(problem { $0.source = "" } != nil)
        #expect(problem { $0.sequence = -1 } != nil)
        #expect(problem { $0.quantity = -1 } != nil)
        #expect(problem { $0.indicator = "likes" } != nil)
        #expect(problem { $0.at = .moment(session.end.adding(minutes: 11)) } != nil)
        #expect(problem { $0.at = .moment(session.begin.adding(hours: -3)) } != nil)
    }

    /// A table at the desk: a rehearsal first, then in earnest; a wrong row is named by its line.
    @Test(arguments: TestEngine.allCases) func aTableAtTheDesk(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await world.site())
        let head = "session,indicator,source,sequence,at,quantity,basis,seconds,covers\n"
        let good = head + "\(world.first.text),visits,gate,1,2023-09-16T09:05,12,increment,,\n\(world.first.text),visits,gate,2,2023-09-16T01:10:00Z,3,increment,,\n"
        try await host.go("/desk/readings")
        try await host.submit("/desk/readings", [:], files: [("file", "readings.csv", good)])
        #expect(host.page.status == 200 && host.page.text.contains("2 new readings"))
        #expect(try await world.counted(world.first) == nil)
        try await host.go("/desk/readings")
        try await host.submit("/desk/readings", ["take": "1"], files: [("file", "readings.csv", good + "\(world.first.text),visits,gate,x,2023-09-16T09:20,4,increment,,\n")])
        #expect(host.page.status == 422 && host.page.text.contains("line 4: sequence"))
        #expect(try await world.counted(world.first) == nil)
        try await host.go("/desk/readings")
        try await host.submit("/desk/readings", ["take": "1"], files: [("file", "readings.csv", good)])
        #expect(host.page.status == 200)
        #expect(try await world.counted(world.first) == "measured 15")
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), at: try await world.site())
        try await other.go("/desk/readings")
        try await other.submit("/desk/readings", ["take": "1"], files: [("file", "readings.csv", good)])
        #expect(other.page.status == 422 && other.page.text.contains("may not deliver"))
    }

    /// A name that looks like the program's own, or that cannot be read, is none.
    @Test(arguments: TestEngine.allCases) func aSourceHasANameOfItsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        for name in ["door", "Door", "DOOR", "Cloud-Hall 2", "gate\u{202E}", "gate\u{200B}", "gate\u{7}"] {
            let reading = Reading(session: world.first, source: name, sequence: 1, at: .moment(begin), quantity: 3)
            #expect(try await deliver([reading], world).allSatisfy(\.isWrong), "\(name.debugDescription)")
            await #expect(throws: Refusal.self, "\(name.debugDescription)") {
                try await world.database.write { tx in
                    _ = try tx.measure(activity: world.activity, session: world.first, indicator: "visits", value: 3, source: name, coversWhole: false, by: 7)
                }
            }
        }
        await world.database.close()
    }

    /// A reading that somebody types counts unchecked, so it is not taken where the session cannot have had so many; a counter's is.
    @Test(arguments: TestEngine.allCases) func whatIsTypedIsPlausible(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let desk = "/desk/activities/\(world.activity.text)/sessions/\(world.first.text)"
        try await host.go(desk + "/claims")
        let wrong = try await host.submit(desk + "/readings", ["indicator": "visits", "value": "9999999", "source": "my-own-counter", "covers": "1"])
        #expect(wrong.status == 422 && wrong.text.contains("above the capacity of 100") && wrong.text.contains("report it instead"), "\(wrong.text)")
        #expect(try await world.counted(world.first) == nil)
        try await host.go(desk + "/claims")
        #expect(try await host.submit(desk + "/readings", ["indicator": "visits", "value": "90", "source": "my-own-counter", "covers": "1"]).status == 200)
        #expect(try await world.counted(world.first) == "measured 90")
        await world.database.close()
    }

    /// Of an activity as a whole nothing is measured before its first session.
    @Test(arguments: TestEngine.allCases) func nothingIsMeasuredBeforeItBegins(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in try tx.execute("UPDATE activities_session SET begin_at = begin_at + 31536000000000, end_at = end_at + 31536000000000 WHERE activity_id = \(world.activity)") }
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                _ = try tx.measure(activity: world.activity, session: ID(0), indicator: "visits", value: 3, source: "gate", coversWhole: true, by: 7)
            }
        }
        await world.database.close()
    }
}
