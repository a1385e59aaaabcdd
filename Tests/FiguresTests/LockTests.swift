import Access
import Activities
import Figures
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Web

@Suite struct LockTests {
    @Test(arguments: TestEngine.allCases) func lockedValuesStayAndCorrectionsAreListed(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let story = try await world.database.write { tx in
            let story = try Story(world, tx)
            try tx.lockFigures(world.national, by: 9)
            return story
        }
        var before = try await world.figures(world.national)
        before.counties = 2
        try await world.database.write { tx in
            try story.afterTheLock(tx)
            // Published after the lock: in today's values, no correction, and nothing of it is locked.
            let (new, sessions) = try world.activity("Later", at: world.hall, in: [world.joint], days: ["2023-09-20"], tx)
            try tx.measure(activity: new, session: sessions[0], indicator: "views", value: 5, source: "player", coversWhole: true, by: 1)
        }
        let live = try await [world.national, world.city, world.joint].asyncMap { try await world.figures($0).visits }
        #expect(live == [MethodShares(measured: 90, reported: 46), MethodShares(measured: 90, reported: 46), MethodShares(measured: 80, reported: 46)])
        let locks = try await world.database.read { tx in try [world.national, world.city, world.joint].map { try #require(try tx.figureLock($0)) } }
        #expect(locks[0].values == before)
        #expect(locks.map { $0.values.visits?.total } == [144, 144, 144] && locks.map(\.values.activities) == [2, 2, 1])
        #expect(Set(locks.map(\.id)).count == 1 && locks.allSatisfy { $0.root == world.national })
        let corrections = try await world.database.read { tx in try locks.map { try tx.corrections(of: $0) } }
        #expect(corrections.map(\.count) == [2, 2, 1])
        let late = try #require(corrections[0].first), mended = try #require(corrections[0].last)
        #expect(late.before == nil && late.after?.method == .measured && late.after?.value == 10 && late.title.zh == "Rockets")
        #expect(mended.before?.value == 64 && mended.after?.value == 46 && mended.after?.method == .reported)
        #expect(corrections[2].map(\.seq) == [mended.seq])
        for campaign in [world.national, world.city] {
            await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.lockFigures(campaign, by: 9) } }
        }
        await world.database.close()
    }
}

extension LockTests {
    /// A lock keeps the edition by place, kind and day too, as it was then; two editions are compared by these.
    @Test(arguments: TestEngine.allCases) func aLockedEditionIsComparedAsItWasPublished(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let story = try await world.database.write { try Story(world, $0) }
        let visitor = Browser(try await world.site())
        func lines(_ query: String) async throws -> [String] {
            let page = try await visitor.go("/figures.csv?" + query).html
            return page.split { $0.isNewline }.dropFirst().map { String($0) }
        }
        let questions = ["by=region", "by=region&region=610000&with_region=610000", "by=region&region=610100&with_region=610100", "by=kind", "by=day", "by=day&indicator=sessions", "by=region&indicator=activities"]
        let compared = "campaign=national-day&with=city-series&"
        var before: [[String]] = []
        for question in questions { before.append(try await lines(compared + question)) }
        try await world.database.write { tx in
            try tx.lockFigures(world.national, by: 9)
            try story.afterTheLock(tx)
        }
        for (question, kept) in zip(questions, before) { #expect(try await lines(compared + question) == kept, "\(question)") }
        var page = try await visitor.go("/figures?" + compared + "by=region")
        #expect(page.text.contains("As locked on") && page.text.contains("144") && !page.text.contains("136") && page.links.contains("/figures/national-day#locked"))
        // Alone it is shown as it stands; of two conditions at once nothing was kept, which is said.
        page = try await visitor.go("/figures?campaign=national-day&by=region")
        #expect(page.text.contains("136") && !page.text.contains("As locked on"))
        page = try await visitor.go("/figures?" + compared + "by=day&kind=lecture")
        #expect(page.text.contains("nothing was kept by these conditions") && page.text.contains("136"))
        await world.database.close()
    }

    /// Whatever moment the lock finds: a change is in the locked value or in the corrections, never in neither, never in both.
    @Test(arguments: TestEngine.allCases) func aLockAmongChangesMissesNone(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let days = (1...24).map { "2023-09-\($0 < 10 ? "0" : "")\($0)" }
        let (activity, sessions) = try await world.database.write { tx in try world.activity("Stars", at: world.hall, in: [world.joint], days: days, tx) }
        let others = try await world.database.write { tx in
            try (0..<6).map { try world.activity("Moon \($0)", at: world.hall, in: [world.joint], days: ["2023-09-02"], tx) }
        }
        let subjects = sessions.map { (activity, $0) } + others.map { ($0.0, $0.1[0]) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, subject) in subjects.enumerated() {
                group.addTask {
                    for round in 1...3 {
                        try await world.database.write { tx in
                            _ = try tx.measure(
                                activity: subject.0, session: subject.1, indicator: "views", value: Int64(round * 100 + number), source: "player", coversWhole: true,
                                by: 1)
                        }
                    }
                }
            }
            group.addTask { try await world.database.write { tx in _ = try tx.lockFigures(world.joint, by: 9) } }
            try await group.waitForAll()
        }
        let (locked, corrections, live) = try await world.database.read { tx in
            let lock = try #require(try tx.figureLock(world.joint))
            return (lock.values, try tx.corrections(of: lock), try tx.figures(FigureQuestion(world.joint)))
        }
        let changed = corrections.reduce(0) { $0 + ($1.after?.value ?? 0) - ($1.before?.value ?? 0) }
        let expected = Int64((0..<subjects.count).map { 300 + $0 }.reduce(0, +))
        #expect(live.views?.total == expected)
        #expect((locked.views?.total ?? 0) + changed == expected)
        await world.database.close()
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
        var out: [T] = []
        for element in self { out.append(try await body(element)) }
        return out
    }
}

extension LockTests {
    /// What was called off or taken out after the lock is listed beside the corrections, so that nothing moves without a line.
    @Test(arguments: TestEngine.allCases) func whatMovesWithoutACorrectionIsListedToo(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), visitor = Browser(try await world.site())
        let (kept, gone) = try await world.database.write { tx in
            let (kept, sessions) = try world.activity("Kept", at: world.hall, in: [world.city], days: ["2023-09-19", "2023-09-20"], tx)
            for (session, value) in zip(sessions, [30, 12] as [Int64]) { try world.report(kept, session, value, .reported, tx) }
            let (gone, more) = try world.activity("Gone", at: world.hall, in: [world.city], days: ["2023-09-21"], tx)
            try world.report(gone, more[0], 50, .reported, tx)
            try tx.lockFigures(world.city, by: 9)
            return ((kept, sessions[1]), gone)
        }
        #expect(try await visitor.go("/figures/city-series").figures["movements"] == nil)
        try await world.database.write { tx in
            try tx.execute("UPDATE activities_session SET status = 'cancelled' WHERE activity_id = \(kept.0) AND id = \(kept.1)")
            try tx.record(LedgerEntry("activities.session-cancelled", "session", kept.1, by: 1, payload: "{\"activity\":\"\(kept.0.text)\",\"status\":\"cancelled\"}"))
            try tx.withdraw(gone, from: world.city, by: Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)]))
            let (new, sessions) = try world.activity("New", at: world.hall, in: [world.city], days: ["2023-09-22"], tx)
            try world.report(new, sessions[0], 7, .reported, tx)
        }
        let page = try await visitor.go("/figures/city-series")
        #expect(page.figures["movements"] == "3" && page.figures["corrections"] == "0" && page.figures["locked-visits"] == "92", "\(page.figures)")
        #expect(page.text.contains("−50") && page.text.contains("−12") && page.text.contains("+7") && page.text.contains("Session called off: "), "\(page.text)")
        // Alone in a view it stands as it is now, and says that it is locked.
        let view = try await visitor.go("/figures?campaign=city-series")
        #expect(view.text.contains("This edition is locked") && view.text.contains("37"), "\(view.text)")
        await world.database.close()
    }
}
