import Activities
import App
import Foundation
import Kernel
import Storage
import TestKit

/// A server is killed at a random moment under load, again and again: nothing that was acknowledged is missing.
enum Kills {
    static let part = TorturePart(name: "kills", about: "kill -9 of the program under load, on both engines", rounds: 300) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases {
            let rounds = engine == .sqlite ? (torture.rounds + 1) / 2 : torture.rounds / 2
            guard rounds > 0 else { continue }
            let folder = try torture.newFolder(engine.rawValue)
            let game = try await KillGame(torture, address: Stage.address(engine, in: folder))
            for round in 0..<rounds { try await game.play(round) }
            try await game.verify()
            outcomes.append(Outcome(on: engine.rawValue, rounds: rounds, found: game.sum.text))
        }
        return outcomes
    }
}

/// How much was done in all rounds.
struct KillSum: Sendable {
    var booked = 0
    var unknown = 0
    var refused = 0
    var claims = 0
    var edits = 0

    mutating func add(_ told: Account.Told) {
        booked += told.bookings.count
        unknown += told.unknown
        refused += told.refused
        claims += told.claims.count
        edits += told.edits.count
    }

    var text: String {
        "\(booked) bookings, \(claims) reports, \(edits) edits acknowledged, none missing, no session oversold; \(refused) bookings refused, none of them there; \(unknown) cut off; ledger whole"
    }
}

/// One database over many rounds: serve, load, kill, look.
final class KillGame {
    let torture: Torture
    let stage: Stage
    let program: String
    private(set) var sum = KillSum()
    private var cookies: [String: String] = [:]
    private var started = 0

    init(_ torture: Torture, address: String) async throws {
        self.torture = torture
        stage = try await Stage.make(address)
        // A copy: the program may be built anew meanwhile.
        program = torture.folder + "/kepu"
        if !FileManager.default.fileExists(atPath: program) { try FileManager.default.copyItem(atPath: Torture.kepu, toPath: program) }
    }

    func start(_ environment: [String: String] = [:]) async throws -> ServerProcess {
        let (program, address, log) = (program, stage.address, torture.folder + "/server.log")
        let server = try await Blocking.run { try ServerProcess.start(program, address: address, log: log, environment: environment) }
        if cookies.isEmpty {
            cookies = try await Blocking.run {
                let client = Client(port: server.port)
                try client.signIn(Stage.host, Stage.password)
                return client.cookies
            }
        }
        return server
    }

    /// Serves two new sessions under load until `end` has ended.
    func load(_ server: ServerProcess, _ round: Int, bookers: Int = 6, until end: @escaping @Sendable (Account) async throws -> Void) async throws -> (Account, [ID<ActivitySession>]) {
        let sessions = nextSessions
        let account = Account()
        let load = Load(stage: stage, port: server.port, sessions: sessions, account: account, host: cookies, seed: torture.seed &+ UInt64(round) &* 1_000_003)
        try await load.run(bookers: bookers) { try await end(account) }
        return (account, sessions)
    }

    private var nextSessions: [ID<ActivitySession>] = []

    func prepare() async throws {
        let kepu = try await Stage.open(stage.address)
        nextSessions = [try await stage.addSession(kepu, capacity: 40), try await stage.addSession(kepu, capacity: 400)]
        await kepu.database.close()
    }

    func play(_ round: Int) async throws {
        try await prepare()
        let server = try await start()
        var chance = Chance(torture.seed, round)
        let moment = 50 + chance.below(950)
        let (account, sessions) = try await load(server, round) { _ in
            try await Task.sleep(for: .milliseconds(moment))
            try await Blocking.run { server.end() }
        }
        let broken = try await look(account, sessions, deep: round % 10 == 9)
        try demand(broken.isEmpty, "round \(round), killed after \(moment) ms: \(broken.count) broken: \(broken.prefix(3))")
        if round % 10 == 9 { torture.say("round \(round + 1): \(sum.booked) bookings acknowledged") }
    }

    /// Opens the database as the next start does, and holds it against what was told.
    func look(_ account: Account, _ sessions: [ID<ActivitySession>], deep: Bool) async throws -> [String] {
        let kepu = try await Stage.open(stage.address)
        let broken = try await account.broken(in: kepu, stage, sessions)
        try await Invariants.check(kepu, stage)
        await kepu.database.close()
        sum.add(account.now)
        if deep { try await verify() }
        return broken
    }

    func verify() async throws {
        let (program, address) = (program, stage.address)
        try await Blocking.run { try Blocking.must([program, "verify", "--database", address]) }
    }
}
