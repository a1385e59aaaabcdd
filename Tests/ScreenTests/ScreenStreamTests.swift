import Foundation
import HTTPTypes
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Web

@testable import Screen

/// What watchers are sent.
@Suite struct ScreenStreamTests {
    @Test(.timeLimit(.minutes(2)), arguments: TestEngine.allCases) func aCommitIsOnTheScreen(_ engine: TestEngine) async throws {
        let world = try await ScreenWorld.make(engine)
        let watcher = Watcher()
        let watching = Task { try await watcher.watch(world.site, "/screen/action/events") }
        await watcher.until("event: state")
        #expect(watcher.text.hasPrefix("retry: 3000\n\n") && watcher.text.contains("Nobody has reported or recorded any yet"))
        try await world.count(80)
        await watcher.until(##"value=\"80\" data-figure=\"visits\""##)
        try await world.count(1234)
        await watcher.until(">1,234</data>")
        await watcher.until("event: beat\ndata: 10:00")
        // Only what is new is sent: neither the head nor the places have changed.
        let last = try #require(watcher.text.components(separatedBy: "event: state").last)
        #expect(last.contains(#""totals":"#) && !last.contains(#""head":"#) && !last.contains(#""places":"#))

        // Who was away and comes back knows the newest state; whoever knows another gets the whole.
        let (back, other) = (Watcher(), Watcher())
        let known = try #require(watcher.lastID)
        let returning = Task { try await back.watch(world.site, "/screen/action/events", known: known) }
        let arriving = Task { try await other.watch(world.site, "/screen/action/events", known: "gone-3") }
        await other.until(#""head":"#)
        await back.until("event: beat")
        #expect(back.states == 0 && world.hall.watchers == 3 && world.hall.readers == 1)
        for one in [watching, returning, arriving] { one.cancel() }
        for one in [watching, returning, arriving] { _ = try? await one.value }
        #expect(world.hall.watchers == 0 && world.hall.readers == 0)
        await world.database.close()
    }

    /// What another program commits to the same database.
    @Test(.timeLimit(.minutes(2)), arguments: TestEngine.allCases) func whatAnotherProgramCommitsIsOnTheScreen(_ engine: TestEngine) async throws {
        let world = try await ScreenWorld.make(engine)
        let watcher = Watcher()
        let watching = Task { try await watcher.watch(world.site, "/screen/action/events") }
        await watcher.until("event: beat")
        // Its own count of writes, the same tables.
        let other = Database(engine: world.database.engine, clock: world.database.clock, ids: world.database.ids)
        try await other.write { [lecture = world.lecture, past = world.past] tx in
            try tx.measure(activity: lecture, session: past, indicator: "visits", value: 77, source: "gate", coversWhole: true, by: 1)
        }
        await watcher.until(##"value=\"77\" data-figure=\"visits\""##)
        watching.cancel()
        _ = try? await watching.value
        await world.database.close()
    }

    /// 500 watchers, one of whom takes nothing: the database is asked as often as for one, and everybody else sees the change.
    @Test(.timeLimit(.minutes(2)), arguments: TestEngine.allCases) func fiveHundredCostOne(_ engine: TestEngine) async throws {
        // Nothing is read but because of a write, and no beat comes.
        let world = try await ScreenWorld.make(engine, pace: ScreenPace(look: .milliseconds(1), others: .seconds(3600), least: .zero, rest: 0, beat: .seconds(3600)))
        let first = Watcher()
        let one = Task { try await first.watch(world.site, "/screen/action/events") }
        await first.until("event: state")
        func asked(_ visits: Int64, _ watchers: [Watcher]) async throws -> [String] {
            world.statements.forget()
            try await world.count(visits)
            for watcher in watchers { await watcher.until(">\(visits)</data>") }
            return world.statements.all.filter { $0.hasPrefix("SELECT") && $0.contains("view_campaigns_ancestor") }
        }
        let alone = try await asked(101, [first])
        let others = (0..<499).map { _ in Watcher() }
        let stuck = Watcher(isStuck: true)
        let crowd = (others + [stuck]).map { watcher in Task { try await watcher.watch(world.site, "/screen/action/events") } }
        for watcher in others { await watcher.until("event: state") }
        while world.hall.watchers < 501 { await Task.yield() }
        let together = try await asked(102, [first] + others)
        #expect(!alone.isEmpty && world.hall.readers == 1)
        #expect(alone.count == together.count, "\(alone.count) and \(together.count)")
        // The same bytes for everybody who was there before.
        #expect(Set(others.map(\.text)).count <= 2)
        for task in crowd + [one] { task.cancel() }
        for task in crowd + [one] { _ = try? await task.value }
        #expect(world.hall.watchers == 0 && world.hall.readers == 0)
        await world.database.close()
    }

    @Test(.timeLimit(.minutes(1))) func moreThanThereIsRoomForAreRefusedInWords() async throws {
        let world = try await ScreenWorld.make(.sqlite, most: 1)
        let watcher = Watcher()
        let watching = Task { try await watcher.watch(world.site, "/screen/action/events") }
        await watcher.until("event: state")
        let refused = Watcher()
        #expect(try await refused.watch(world.site, "/screen/action/events") == 503)
        #expect(refused.text.contains("Too many watch the wall screens at once (at most 1)"))
        #expect(try await world.site.respond(method: .get, path: "/screen/action/events", headers: [.accept: "text/event-stream"]).headers[.retryAfter] == "30")
        watching.cancel()
        _ = try? await watching.value
        let later = Watcher()
        let again = Task { try await later.watch(world.site, "/screen/action/events") }
        await later.until("event: state")
        again.cancel()
        _ = try? await again.value
        await world.database.close()
    }

    @Test(.timeLimit(.minutes(1))) func everyLanguageIsReadOnce() async throws {
        let world = try await ScreenWorld.make(.sqlite)
        let (chinese, english) = (Watcher(), Watcher())
        let tasks = [(chinese, "zh"), (english, "en")].map { watcher, language in Task { try await watcher.watch(world.site, "/screen/action/events?lang=\(language)") } }
        await chinese.until("月球课")
        await english.until("A lesson on the Moon")
        #expect(world.hall.readers == 1 && world.hall.watchers == 2)
        for task in tasks { task.cancel() }
        for task in tasks { _ = try? await task.value }
        await world.database.close()
    }
}
