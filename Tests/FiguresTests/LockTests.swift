import Figures
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing

@Suite struct LockTests {
    @Test(arguments: TestEngine.allCases) func lockedValuesStayAndCorrectionsAreListed(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let story = try await world.database.write { tx in
            let story = try Story(world, tx)
            try tx.lockFigures(world.national, by: 9)
            return story
        }
        let before = try await world.figures(world.national)
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

extension Array where Element: Sendable {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
        var out: [T] = []
        for element in self { out.append(try await body(element)) }
        return out
    }
}
