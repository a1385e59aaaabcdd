import Activities
import Foundation
import Kernel
import TestKit

/// The PostgreSQL server is stopped at once (-m immediate) or killed under load and started again; the program goes on by itself.
enum PostgresKills {
    static let part = TorturePart(name: "server-kills", about: "PostgreSQL killed and started again under load", rounds: 60) { torture in
        let server = try PostgresServer()
        let game = try await KillGame(torture, address: Stage.postgres())
        for round in 0..<torture.rounds { try await play(round, game, server, torture) }
        try await game.verify()
        return [Outcome(on: "postgres", rounds: torture.rounds, found: game.sum.text + "; the program went on after each")]
    }

    private static func play(_ round: Int, _ game: KillGame, _ postgres: PostgresServer, _ torture: Torture) async throws {
        try await game.prepare()
        let server = try await game.start()
        var chance = Chance(torture.seed, round)
        let (moment, isKill) = (100 + chance.below(700), chance.happens(50))
        let (account, sessions) = try await game.load(server, round) { _ in
            try await Task.sleep(for: .milliseconds(moment))
            try await Blocking.run {
                try postgres.crash(isKill)
                usleep(100_000)
                try postgres.start()
                try waitUntilItServes(server)
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        try await Blocking.run { server.stop() }
        let broken = try await game.look(account, sessions, deep: round % 10 == 9)
        try demand(broken.isEmpty, "round \(round), \(isKill ? "killed" : "stopped") after \(moment) ms: \(broken.count) broken: \(broken.prefix(3))")
        if round % 10 == 9 { torture.say("round \(round + 1): \(game.sum.booked) bookings acknowledged") }
    }

    private static func waitUntilItServes(_ server: ServerProcess) throws {
        for _ in 0..<300 {
            if Client(port: server.port).get("/activities")?.status == 200 { return }
            usleep(100_000)
        }
        throw TortureProblem("30 seconds after PostgreSQL is back, the program serves no page")
    }
}

/// The throw-away server of `scripts/with-postgres.sh`.
struct PostgresServer: Sendable {
    private let data: String
    private let tool: String

    init() throws {
        let address = ProcessInfo.processInfo.environment["KEPU_TEST_POSTGRES"] ?? ""
        guard let host = address.components(separatedBy: "host=").dropFirst().first?.components(separatedBy: "&").first else {
            throw TortureProblem("there is no server: run this under scripts/with-postgres.sh")
        }
        data = host + "/data"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []).sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
        let found = versions.last.map { "/usr/lib/postgresql/\($0)/bin/pg_ctl" } ?? ""
        tool = FileManager.default.isExecutableFile(atPath: found) ? found : "pg_ctl"
    }

    private func owner(_ words: [String]) -> [String] { getuid() == 0 ? ["runuser", "-u", "postgres", "--"] + words : words }

    /// Without any shutdown: every server process ends where it stands.
    func crash(_ isKill: Bool) throws {
        guard isKill else { return try Blocking.must(owner([tool, "-D", data, "-m", "immediate", "-w", "stop"])) }
        let text = (try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)) ?? ""
        guard let line = text.split(separator: "\n").first, let process = Int32(line) else { throw TortureProblem("PostgreSQL's number is not known") }
        // It stands still while its children are looked for: one that it makes meanwhile would be left, and keep the next server from starting.
        kill(process, SIGSTOP)
        let children = try Blocking.program(["ps", "-o", "pid=", "--ppid", "\(process)"]).said.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        for number in [process] + children { kill(number, SIGKILL) }
        for _ in 0..<5000 where ([process] + children).contains(where: { kill($0, 0) == 0 && !isZombie($0) }) { usleep(1000) }
        try? FileManager.default.removeItem(atPath: data + "/postmaster.pid")
    }

    private func isZombie(_ process: Int32) -> Bool {
        let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.components(separatedBy: ") ").last
        return state?.hasPrefix("Z") ?? true
    }

    /// What the server wrote last.
    private var lastWords: String {
        let log = (try? String(contentsOfFile: data + "/server.log", encoding: .utf8)) ?? ""
        return log.split(separator: "\n").suffix(5).joined(separator: " | ")
    }

    func start() throws {
        let said = (try? String(contentsOfFile: data + "/postmaster.opts", encoding: .utf8)) ?? ""
        let options = said.trimmingCharacters(in: .whitespacesAndNewlines).components(separatedBy: " ").dropFirst().joined(separator: " ").replacingOccurrences(of: "\"", with: "'")
        let words = owner([tool, "-D", data, "-w", "-t", "60", "-l", data + "/server.log", "-o", options, "start"])
        // The server must not keep our open files: we would wait for its end.
        let close = "for fd in /proc/self/fd/*; do fd=${fd##*/}; [ $fd -gt 2 ] && [ $fd -ne 255 ] && eval \"exec $fd>&-\"; done 2>/dev/null"
        let (status, text) = try Blocking.program(["bash", "-c", close + "; exec \"$@\" >/dev/null 2>&1 </dev/null", "bash"] + words)
        try demand(status == 0, "PostgreSQL does not start again: \(text) \(lastWords)")
    }
}
