import Foundation
import Kernel
import TestKit

/// The disk fills up under load: a clear refusal, nothing acknowledged is lost, and it goes on once there is room again.
enum FullDisk {
    static let part = TorturePart(name: "full-disk", about: "SQLite on a small disk that fills up", rounds: 5) { torture in
        guard getuid() == 0 else { throw TortureProblem("a small disk is mounted for this part: run it as root") }
        var refused = 0
        var sum = KillSum()
        for round in 0..<torture.rounds {
            let disk = try SmallDisk(torture.newFolder("disk"), megabytes: 64)
            do {
                refused += try await play(round, disk, torture, &sum)
                disk.remove()
            } catch {
                disk.remove()
                throw error
            }
        }
        return [Outcome(on: "sqlite", rounds: torture.rounds, found: sum.text + "; \(refused) refused in the sentence for a full disk, pages still served, bookings again once there was room")]
    }

    private static func play(_ round: Int, _ disk: SmallDisk, _ torture: Torture, _ sum: inout KillSum) async throws -> Int {
        let game = try await KillGame(torture, address: "sqlite:\(disk.path)/kepu.db")
        try await game.prepare()
        try disk.fill(leaving: 300 + 200 * round)
        let server = try await game.start()
        let stage = game.stage
        let (account, sessions) = try await game.load(server, round) { account in
            try await Blocking.run {
                try becomesFull(account, server, stage)
                try disk.empty()
                try goesOn(account)
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        try demand(server.isAlive, "the server did not outlive the full disk")
        await Task.yield()
        try await Blocking.run { server.end() }
        let broken = try await game.look(account, sessions, deep: true)
        try demand(broken.isEmpty, "round \(round): \(broken.count) broken: \(broken.prefix(3))")
        sum.add(account.now)
        torture.say("round \(round + 1): \(account.now.bookings.count) bookings acknowledged, \(account.now.refused) refused")
        return account.now.full
    }

    /// Waits for the sentence of a full disk; what only reads is answered meanwhile.
    private static func becomesFull(_ account: Account, _ server: ServerProcess, _ stage: Stage) throws {
        for _ in 0..<1200 where account.now.full < 20 { usleep(50_000) }
        let told = account.now
        try demand(told.full >= 20, "60 seconds of load brought no clear refusal: \(told.bookings.count) bookings, \(told.refused) refused, \(told.problems.prefix(3))")
        let page = Client(port: server.port).get("/activities/\(stage.activity.text)")
        try demand(page?.status == 200, "on a full disk the activity's page is answered \(page?.status ?? 0)")
    }

    private static func goesOn(_ account: Account) throws {
        let before = account.now.bookings.count
        for _ in 0..<400 where account.now.bookings.count <= before { usleep(50_000) }
        try demand(account.now.bookings.count > before, "20 seconds after there is room again, nothing can be booked")
    }
}

/// A file system of a few megabytes, filled by a file beside the database.
struct SmallDisk: Sendable {
    let path: String
    private var filler: String { path + "/filler" }

    init(_ path: String, megabytes: Int) throws {
        self.path = path
        try Blocking.must(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
    }

    /// Leaves so many kilobytes.
    func fill(leaving kilobytes: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber
        let size = max(0, (free?.intValue ?? 0) - kilobytes * 1024)
        try Blocking.must(["fallocate", "-l", "\(size)", filler])
    }

    func empty() throws { try FileManager.default.removeItem(atPath: filler) }

    func remove() { _ = try? Blocking.program(["umount", "-l", path]) }
}
