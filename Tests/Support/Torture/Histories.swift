import Activities
import App
import Ballots
import BookingHistory
import Bookings
import Declaration
import Foundation
import Kernel
import Language
import Storage
import Synchronization
import TestKit

/// Clients in several programs ask for everything that one may ask of bookings; what they were answered is held against the rows afterwards. On
/// SQLite, where one program has the file, they are tasks of one.
enum Histories {
    private static let programs = 3
    private static let clients = 6
    private static let steps = 80

    static let part = TorturePart(name: "history", about: "every answer of clients in several programs against the rows and against the others", rounds: 40) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases {
            let rounds = engine == .sqlite ? (torture.rounds + 1) / 2 : torture.rounds / 2
            guard rounds > 0 else { continue }
            let address = try Stage.address(engine, in: torture.newFolder(engine.rawValue))
            let kepu = try await Stage.open(address)
            let first = try await Stage.make(address, kepu)
            var (done, refused, kinds) = (0, 0, [String: Int]())
            for round in 0..<rounds {
                let stage = try await first.another(kepu, round + 1)
                let history = try await play(kepu, stage, torture, round, engine)
                for one in history {
                    if one.outcome == .done { done += 1 } else { refused += 1 }
                    kinds[one.what.rawValue, default: 0] += one.outcome == .done ? 1 : 0
                }
                try await Invariants.check(kepu, stage)
            }
            await kepu.database.close()
            let told = kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            let who = engine == .sqlite ? "\(programs * clients) tasks of one program" : "\(programs) programs of \(clients) clients"
            outcomes.append(Outcome(on: engine.rawValue, rounds: rounds, found: "\(who): \(done) answers done (\(told)), \(refused) refused; none contradicts the rows or another"))
        }
        return outcomes
    }

    private static func play(_ kepu: Kepu, _ stage: Stage, _ torture: Torture, _ round: Int, _ engine: TestEngine) async throws -> [HistoryEntry] {
        var chance = Chance(torture.seed, round)
        let key = "history-\(round + 1)"
        let places = [10 + chance.below(30), 10 + chance.below(30)]
        var sessions: [ID<ActivitySession>] = []
        for count in places + [20] { sessions.append(try await stage.addSession(kepu, capacity: count, inHours: 30)) }
        _ = try await kepu.declarations.apply([(name: "rules.yaml", bytes: Array(HistoryTerms.file(activity: "series-\(round + 1)", key: key).utf8))], to: kepu.database)
        // In every other round places of two of the sessions are drawn.
        let draw = round % 2 == 1 ? try await stage.ballot(kepu, sessions.prefix(2)) : nil
        var game = HistoryClient(
            address: stage.address, activity: stage.activity, sessions: sessions, seed: torture.seed &+ UInt64(round) &* 7919, clients: clients, steps: steps, ballot: draw?.id)
        func once() async throws -> [HistoryEntry] {
            engine == .sqlite ? try await game.play(kepu.database, clients: programs * clients, first: 0) : try await game.inPrograms(programs, torture)
        }
        var history = try await once()
        if let draw {
            // Entries close by the clock; then the same clients draw, take what they were given and book what is left.
            while Clock.system.now() < draw.closes { try await Task.sleep(for: .milliseconds(50)) }
            game.seed &+= 104_729
            history += try await once()
            try await stage.finish(draw.id, kepu)
        }
        let state = try await kepu.database.read { [sessions] tx in try HistoryState(tx, activity: stage.activity, sessions: sessions, rules: key, ballot: draw?.id) }
        let findings = HistoryCheck(history, state, HistoryTerms(Array(zip(sessions, places + [20])), key: key)).findings
        try demand(findings.isEmpty, "\(engine.rawValue), round \(round): \(findings.count) contradictions: \(findings.prefix(3))")
        if round % 5 == 4 { torture.say("\(engine.rawValue), round \(round + 1): \(history.count) answers agree") }
        return history
    }
}

extension Stage {
    /// For some places of each of the sessions, over in three seconds.
    fileprivate func ballot(_ kepu: Kepu, _ sessions: ArraySlice<ID<ActivitySession>>) async throws -> (id: ID<Ballot>, closes: Instant) {
        let sessions = Array(sessions)
        return try await kepu.database.write { tx in
            let closes = tx.now.adding(seconds: 3)
            let draft = BallotDraft(sessions: sessions, places: [.individual: 6, .family: 4], opens: tx.now.adding(seconds: -1), closes: closes, acceptHours: 24)
            return (try tx.openBallot(draft, activity: activity, by: 1), closes)
        }
    }

    /// Whoever has not been told yet is told.
    fileprivate func finish(_ ballot: ID<Ballot>, _ kepu: Kepu) async throws {
        try await kepu.database.write { try $0.drawBallot(ballot) }
        while try await kepu.database.write({ try $0.settleBallot(ballot, limit: 20) }) > 0 {}
    }
}

/// What one program of the part plays.
struct HistoryClient: Sendable {
    static let word = "play-history"

    let address: String
    let activity: ID<Activity>
    let sessions: [ID<ActivitySession>]
    var seed: UInt64
    let clients: Int
    let steps: Int
    let ballot: ID<Ballot>?

    func play(_ database: Database, clients: Int, first: Int) async throws -> [HistoryEntry] {
        try await withThrowingTaskGroup(of: [HistoryEntry].self) { group in
            for number in first..<first + clients {
                group.addTask {
                    var chance = Chance(seed, number)
                    return await HistoryPlayer(database, activity: activity, sessions: sessions, client: number, ballot: ballot).play(steps: steps, using: &chance)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// As so many programs of their own; each writes down what it was told.
    func inPrograms(_ count: Int, _ torture: Torture) async throws -> [HistoryEntry] {
        let program = CommandLine.arguments[0]
        return try await withThrowingTaskGroup(of: [HistoryEntry].self) { group in
            for number in 0..<count {
                let file = torture.folder + "/history-\(number).json"
                let words = [program, Self.word, address, activity.text, sessions.map(\.text).joined(separator: ","), String(seed), String(clients), String(steps), String(number * clients), file, ballot?.text ?? "-"]
                group.addTask {
                    let (status, said) = try await Blocking.run { try Blocking.program(words) }
                    try demand(status == 0, "a program of clients ends with \(status): \(said.suffix(300))")
                    return try JSONDecoder().decode([HistoryEntry].self, from: Data(contentsOf: URL(fileURLWithPath: file)))
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// The program that `inPrograms` starts.
    static func run(_ words: [String]) async {
        do {
            guard words.count == 9, let activity = ID<Activity>(words[1]), let seed = UInt64(words[3]), let clients = Int(words[4]), let steps = Int(words[5]), let first = Int(words[6])
            else { throw TortureProblem("\(word): \(words)") }
            let sessions = words[2].split(separator: ",").compactMap { ID<ActivitySession>(String($0)) }
            let kepu = try await Stage.open(words[0])
            let game = HistoryClient(address: words[0], activity: activity, sessions: sessions, seed: seed, clients: clients, steps: steps, ballot: ID<Ballot>(words[8]))
            let history = try await game.play(kepu.database, clients: clients, first: first)
            await kepu.database.close()
            try JSONEncoder().encode(history).write(to: URL(fileURLWithPath: words[7]))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }
}
