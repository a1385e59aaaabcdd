import Foundation
import TestKit

/// `kill -9` alone leaves what was written in the system's memory. Here what was not flushed is lost, as when the power
/// fails: everything, or a random part of it. First the disk that forgets is shown to bite.
enum Durability {
    static let part = TorturePart(name: "durability", about: "SQLite on a disk that forgets what was not flushed", rounds: 100) { torture in
        let disk = try ForgetfulDisk(torture)
        let without = try await sqlite(torture, disk, synchronous: "OFF"), with = try await sqlite(torture, disk, synchronous: "FULL")
        try demand(without.lost > 0, "the disk that forgets does not bite: a plain loop with synchronous=OFF lost none of \(without.told) rows")
        try demand(with.lost == 0, "a plain loop with synchronous=FULL lost \(with.lost) of \(with.told) rows")
        torture.say("plain loop: synchronous=OFF loses \(without.lost) of \(without.told) acknowledged rows, FULL loses \(with.lost) of \(with.told)")

        let lying = try await lostByLies(torture, disk)
        torture.say("Kepu on a disk that also lies about flushes: \(lying)")
        let game = try await KillGame(torture, address: "sqlite:\(torture.newFolder("flushes"))/kepu.db")
        for round in 0..<torture.rounds {
            let broken = try await play(round, game, disk, torture, "flushes", isTorn: round % 2 == 1)
            try demand(broken.isEmpty, "round \(round): \(broken.count) broken: \(broken.prefix(3))")
            if round % 10 == 9 { torture.say("round \(round + 1): \(game.sum.booked) bookings acknowledged") }
        }
        try await game.verify()
        let proof = "the disk bites: a loop with synchronous=OFF lost \(without.lost) of \(without.told) rows, Kepu without flushes lost \(lying)"
        return [Outcome(on: "sqlite", rounds: torture.rounds, found: game.sum.text + "; " + proof)]
    }

    private static func play(
        _ round: Int, _ game: KillGame, _ disk: ForgetfulDisk, _ torture: Torture, _ name: String, isTorn: Bool, lies: Bool = false
    ) async throws -> [String] {
        let folder = torture.folder + "/" + name
        try await game.prepare()
        let server = try await game.start(disk.environment(folder, lies: lies))
        var chance = Chance(torture.seed, round)
        let moment = 50 + chance.below(700)
        let (account, sessions) = try await game.load(server, round) { _ in
            try await Task.sleep(for: .milliseconds(moment))
            try await Blocking.run { server.end() }
        }
        try disk.fail(folder, isTorn: isTorn, &chance)
        return try await game.look(account, sessions, deep: round % 10 == 9)
    }

    /// The same game without flushes has to be lost, or it proves nothing.
    private static func lostByLies(_ torture: Torture, _ disk: ForgetfulDisk) async throws -> String {
        let game = try await KillGame(torture, address: "sqlite:\(torture.newFolder("lies"))/kepu.db")
        var lost = 0
        for round in 0..<5 { lost += try await play(round, game, disk, torture, "lies", isTorn: false, lies: true).count }
        let all = game.sum.booked + game.sum.claims + game.sum.edits
        try demand(lost > 0, "without any flush Kepu lost none of \(all): the disk that forgets does not reach it")
        return "\(lost) of \(all) acknowledged things"
    }

    /// A plain loop of one row and one commit each, killed after half a second.
    private static func sqlite(_ torture: Torture, _ disk: ForgetfulDisk, synchronous: String) async throws -> (told: Int, lost: Int) {
        let folder = try torture.newFolder("loop")
        let loop = """
            import sqlite3, itertools
            c = sqlite3.connect('\(folder)/loop.db', isolation_level=None)
            c.execute('PRAGMA journal_mode=WAL'); c.execute('PRAGMA synchronous=\(synchronous)')
            c.execute('CREATE TABLE t (n INTEGER PRIMARY KEY)')
            for n in itertools.count(1):
                c.execute('INSERT INTO t VALUES (?)', (n,)); print(n, flush=True)
            """
        let said = try await Blocking.run {
            try Blocking.program(["timeout", "-s", "KILL", "0.7", "python3", "-c", loop], environment: disk.environment(folder, lies: false)).said
        }
        let told = said.split(separator: "\n").compactMap { Int($0) }.max() ?? 0
        var chance = Chance(torture.seed)
        try disk.fail(folder, isTorn: false, &chance)
        let look = "import sqlite3\ntry: print(sqlite3.connect('\(folder)/loop.db').execute('SELECT COUNT(*) FROM t').fetchone()[0])\nexcept sqlite3.Error: print(0)"
        let (_, count) = try await Blocking.run { try Blocking.program(["python3", "-c", look]) }
        guard let stored = Int(count.trimmingCharacters(in: .whitespacesAndNewlines)), told > 0 else { throw TortureProblem("the plain loop did not run: \(said.prefix(300)) \(count)") }
        return (told, max(0, told - stored))
    }
}

/// `lostwrites.c`, made for this run.
struct ForgetfulDisk: Sendable {
    private let library: String

    init(_ torture: Torture) throws {
        library = torture.folder + "/lostwrites.so"
        try Blocking.must(["clang", "-O1", "-shared", "-fPIC", "-o", library, "Tests/Support/Torture/lostwrites.c", "-ldl", "-lpthread"])
    }

    func environment(_ folder: String, lies: Bool) -> [String: String] {
        ["LD_PRELOAD": library, "KEPU_SHIM_FOLDER": folder + "/"].merging(lies ? ["KEPU_SHIM_LIES": "1"] : [:]) { $1 }
    }

    /// The power fails: each file is what was flushed of it; torn, each sector written since may have reached the disk or not.
    func fail(_ folder: String, isTorn: Bool, _ chance: inout Chance) throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: folder) where name.hasSuffix("-shm") { try files.removeItem(atPath: folder + "/" + name) }
        for name in try files.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".flushed") {
            let flushed = folder + "/" + name
            let path = String(flushed.dropLast(".flushed".count))
            if isTorn, let now = files.contents(atPath: path), let then = files.contents(atPath: flushed) {
                try torn(Array(now), Array(then), &chance).write(to: URL(fileURLWithPath: flushed))
            }
            try? files.removeItem(atPath: path)
            try files.moveItem(atPath: flushed, toPath: path)
        }
    }

    private func torn(_ now: [UInt8], _ then: [UInt8], _ chance: inout Chance) -> Data {
        let sector = 512
        var out = Data(then)
        for start in stride(from: 0, to: now.count, by: sector) {
            let end = min(start + sector, now.count)
            let isFlushed = end <= then.count && now.withUnsafeBytes { a in
                then.withUnsafeBytes { b in memcmp(a.baseAddress! + start, b.baseAddress! + start, end - start) == 0 }
            }
            guard !isFlushed, chance.happens(50) else { continue }
            if out.count < end { out.append(Data(count: end - out.count)) }
            out.replaceSubrange(start..<end, with: now[start..<end])
        }
        return out
    }
}
