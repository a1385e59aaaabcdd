import Activities
import App
import Bookings
import Figures
import Kernel
import Participation
import Storage
import Story
import Synchronization
import TestKit

/// Random operations by many tasks at once; in each pause every counter is recomputed from the records.
enum Races {
    static let tasks = 16
    static let steps = 60

    static let part = TorturePart(name: "races", about: "random operations by 16 tasks against recomputed counters", rounds: 200) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases {
            let rounds = engine == .sqlite ? (torture.rounds + 1) / 2 : torture.rounds / 2
            guard rounds > 0 else { continue }
            let time = TestClock("2024-09-01T08:00:00+08:00")
            let kepu = try await Stage.open(Stage.address(engine, in: torture.newFolder(engine.rawValue)), clock: time.clock)
            let tally = Tally()
            var stage = try await Stage.make("", kepu)
            for round in 0..<rounds {
                // A lock is for ever: another campaign, and an activity of its own, after every tenth round.
                if round % 10 == 0, round > 0 { stage = try await stage.another(kepu, round) }
                try await play(kepu, stage, time, torture.seed &+ UInt64(round), tally)
                do { try await Invariants.check(kepu, stage) } catch { throw TortureProblem("\(engine.rawValue), round \(round): \(error)") }
                if round % 10 == 9 { torture.say("\(engine.rawValue), round \(round + 1): \(tally.text)") }
            }
            await kepu.database.close()
            outcomes.append(Outcome(on: engine.rawValue, rounds: rounds, found: tally.text + "; places, booked claims, tickets, counted claims, locks and ledger in step after each round"))
        }
        return outcomes
    }

    private static func play(_ kepu: Kepu, _ stage: Stage, _ time: TestClock, _ seed: UInt64, _ tally: Tally) async throws {
        var chance = Chance(seed)
        var sessions: [ID<ActivitySession>] = []
        for _ in 0..<2 { sessions.append(try await stage.addSession(kepu, capacity: 5 + chance.below(40), inHours: 1)) }
        let round = RaceRound(kepu: kepu, stage: stage, sessions: sessions, tally: tally)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<tasks {
                group.addTask {
                    var chance = Chance(seed, number)
                    for _ in 0..<steps { try await round.step(&chance) }
                }
            }
            try await group.waitForAll()
        }
    }
}

extension Stage {
    /// The same house with another campaign and another activity.
    func another(_ kepu: Kepu, _ number: Int) async throws -> Stage {
        let (activity, campaign) = try await kepu.database.write { tx in try makeAnother(tx, number) }
        return Stage(address: address, activity: activity, museum: museum, campaign: campaign)
    }
}

/// How often each operation was done and refused.
final class Tally: Sendable {
    private let counts = Mutex<[String: (done: Int, refused: Int)]>([:])

    func add(_ name: String, isRefused: Bool) {
        counts.withLock { counts in
            var count = counts[name] ?? (0, 0)
            if isRefused { count.refused += 1 } else { count.done += 1 }
            counts[name] = count
        }
    }

    var text: String {
        counts.withLock { counts in
            let total = counts.values.reduce(0) { $0 + $1.done + $1.refused }
            return "\(total) operations (" + counts.sorted { $0.key < $1.key }.map { "\($0) \($1.done)+\($1.refused)" }.joined(separator: ", ") + "; done+refused)"
        }
    }
}
