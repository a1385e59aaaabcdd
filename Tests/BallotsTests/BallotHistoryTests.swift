import Activities
import Ballots
import BookingHistory
import Bookings
import Kernel
import Storage
import TestKit
import Testing

/// Clients enter a ballot, withdraw, draw, take what they were given and book what is left, all at once; what they were answered is held against the rows.
/// The long form is `make torture PART=history`.
@Suite struct BallotHistoryTests {
    private struct Game {
        let world: BallotWorld
        let terms: HistoryTerms
        var history: [HistoryEntry]

        func check() async throws -> [String] {
            let (activity, ballot, sessions) = (world.activity, world.ballot, [world.one, world.two])
            let state = try await world.database.read { try HistoryState($0, activity: activity, sessions: sessions, ballot: ballot) }
            return HistoryCheck(history, state, terms).findings
        }
    }

    private func game(_ engine: TestEngine, seed: UInt64) async throws -> Game {
        let places = 20
        let world = try await BallotWorld.make(engine, capacity: places, places: 6)
        _ = try await BallotWorld.rooms.apply(HistoryTerms.file(activity: "lecture"), to: world.database)
        world.clock.set(BallotWorld.opens)
        var history: [HistoryEntry] = []
        for phase in 0..<2 {
            if phase == 1 { world.clock.set(BallotWorld.closes) }
            history += try await withThrowingTaskGroup(of: [HistoryEntry].self) { group in
                for client in 0..<8 {
                    group.addTask {
                        let player = HistoryPlayer(world.database, activity: world.activity, sessions: [world.one, world.two], client: client, ballot: world.ballot)
                        var chance = Seeded(seed &* 1000 &+ UInt64(phase * 100 + client))
                        return await player.play(steps: 30, using: &chance)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        try await world.draw()
        return Game(world: world, terms: HistoryTerms([(world.one, places), (world.two, places)]), history: history)
    }

    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func everyAnswerStands(_ engine: TestEngine) async throws {
        let game = try await game(engine, seed: 5)
        let findings = try await game.check()
        #expect(findings == [], "\(findings)")
        for what in [HistoryEntry.What.enter, .withdraw, .draw, .look, .accept, .book] {
            #expect(game.history.contains { $0.what == what && $0.outcome == .done }, "\(what)")
        }
        #expect(game.history.contains { $0.refusal == "ballot-twice" } && game.history.contains { $0.refusal == "ballot-closed" })
        #expect(!game.history.contains { $0.outcome == .unknown })
        await game.world.database.close()
    }

    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func plantedFaultsAreFound(_ engine: TestEngine) async throws {
        let game = try await game(engine, seed: 6)
        let before = try await game.check()
        #expect(before == [], "\(before)")
        let faults: [(String, SQL, SQL)] = [
            ("withdrawn", "UPDATE ballots_entry SET state = 'withdrawn' WHERE number = (SELECT MIN(number) FROM ballots_entry WHERE state = 'won')", "UPDATE ballots_entry SET state = 'won' WHERE state = 'withdrawn' AND booking IS NOT NULL"),
            ("the draw", "UPDATE ballots_entry SET party = party + 1 WHERE number = (SELECT MIN(number) FROM ballots_entry WHERE state <> 'withdrawn')", "UPDATE ballots_entry SET party = party - 1 WHERE number = (SELECT MIN(number) FROM ballots_entry WHERE state <> 'withdrawn')"),
            ("never told", "UPDATE ballots_entry SET state = 'entered' WHERE state = 'lost'", "UPDATE ballots_entry SET state = 'lost' WHERE state = 'entered'"),
        ]
        for (words, fault, mending) in faults {
            let changed = try await game.world.database.write { try $0.execute(fault) }
            try #require(changed > 0)
            let findings = try await game.check()
            #expect(findings.contains { $0.contains(words) }, "\(words): \(findings)")
            _ = try await game.world.database.write { try $0.execute(mending) }
        }
        let after = try await game.check()
        #expect(after == [], "\(after)")
        await game.world.database.close()
    }
}
