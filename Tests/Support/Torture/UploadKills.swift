import Foundation
import Kernel
import Files
import TestKit

/// The program is killed in the middle of uploads, again and again; what it acknowledged is there, the upload goes on, and what is put together is the
/// file. On a disk that forgets what was not flushed, too; and on one that is full.
enum UploadKills {
    static let part = TorturePart(name: "upload-kills", about: "kill -9 in the middle of uploads, what was not flushed lost; a full disk", rounds: 40) { torture in
        let disk = try ForgetfulDisk(torture)
        var kills = 0
        for round in 0..<torture.rounds {
            let found = try await Blocking.run { try UploadGame(torture, round).play(disk: round % 2 == 1 ? disk : nil) }
            kills += found
            if round % 10 == 9 { torture.say("round \(round + 1): \(kills) kills") }
        }
        let full = try await Blocking.run { try UploadGame(torture, torture.rounds).fill() }
        return [Outcome(on: "sqlite", rounds: torture.rounds, found: "\(kills) kills, half of them with a loss of what was not flushed; every file whole, nothing acknowledged sent twice; \(full)")]
    }
}

/// One folder, one file that is sent to it while the program is killed.
private final class UploadGame {
    private let torture: Torture
    private let folder: String
    private var chance: Chance

    init(_ torture: Torture, _ round: Int) throws {
        self.torture = torture
        folder = try torture.newFolder("upload")
        chance = Chance(torture.seed, round)
    }

    /// The number of kills.
    func play(disk: ForgetfulDisk?) throws -> Int {
        let bytes = text(1_000_000 + chance.below(6_000_000))
        var (kills, acknowledged, address) = (0, 0, "")
        while true {
            let stand = try Stand(folder, disk)
            let client = Client(port: stand.port)
            let moment = UInt32(20_000 + chance.below(300_000))
            // The first programs are killed at some moment, the last one is left alone.
            let killer = kills < 6 ? Thread { usleep(moment); stand.kill() } : nil
            if address.isEmpty, let opened = client.deliver("/uploads", Array("name=a.txt&size=\(bytes.count)".utf8), token: stand.token) { address = value("address", opened) ?? "" }
            if !address.isEmpty {
                let stands = client.deliver("\(address)/pieces?offset=\(bytes.count)", [], token: stand.token).flatMap { value("received", $0) }.flatMap { Int($0) }
                if let stands {
                    try demand(stands >= acknowledged, "\(acknowledged) bytes were acknowledged, \(stands) are there")
                    acknowledged = stands
                }
            }
            killer?.start()
            while !address.isEmpty, acknowledged < bytes.count {
                let piece = Array(bytes[acknowledged..<min(bytes.count, acknowledged + 1 + chance.below(400_000))])
                guard let reply = client.deliver("\(address)/pieces?offset=\(acknowledged)", piece, token: stand.token) else { break }
                guard reply.status == 200, let now = value("received", reply).flatMap({ Int($0) }) else { throw TortureProblem("a piece is answered \(reply.status): \(reply.page.html.prefix(300))") }
                acknowledged = now
            }
            if killer == nil {
                try demand(acknowledged == bytes.count, "left alone it stands at \(acknowledged) of \(bytes.count)")
                try finish(address, bytes, client, stand)
                stand.kill()
                return kills
            }
            // Sometimes all is there before the kill: then it hits the end.
            if acknowledged == bytes.count { _ = client.deliver("\(address)/closing", [], token: stand.token) }
            while stand.isAlive { usleep(2000) }
            kills += 1
            if let disk {
                try disk.fail(folder, isTorn: kills % 2 == 0, &chance)
                try disk.fail(folder + "/files/incoming", isTorn: kills % 2 == 0, &chance)
            }
        }
    }

    private func finish(_ address: String, _ bytes: [UInt8], _ client: Client, _ stand: Stand) throws {
        let digest = FileDigest(of: bytes)
        guard let closed = client.deliver("\(address)/closing", [], token: stand.token) else { throw TortureProblem("closing is not answered") }
        try demand(value("digest", closed) == digest.text, "what arrived is not the file: \(closed.status) \(closed.page.html.prefix(300))")
        let id = String(address.split(separator: "/").last ?? "")
        let taken = client.deliver("/taking", Array("file-upload=\(id)".utf8), token: stand.token)
        try demand(taken?.page.html.contains(digest.text) == true, "the file is not taken: \(taken?.status ?? 0)")
        let file = client.get("/files/\(digest)")
        try demand(file.map { FileDigest(of: Array($0.page.html.utf8)) } == digest, "what is handed out is not the file")
    }

    /// A disk that fills up: told in a sentence, nothing lost, and on when there is room.
    func fill() throws -> String {
        guard getuid() == 0 else { throw TortureProblem("a small disk is mounted for this part: run it as root") }
        let disk = try SmallDisk(torture.newFolder("small"), megabytes: 24)
        defer { disk.remove() }
        let bytes = text(8_000_000), stand = try Stand(disk.path, nil), client = Client(port: stand.port)
        defer { stand.kill() }
        guard let opened = client.deliver("/uploads", Array("name=a.txt&size=\(bytes.count)".utf8), token: stand.token), let address = value("address", opened) else {
            throw TortureProblem("no upload is opened")
        }
        try disk.fill(leaving: 3000)
        var (at, refused) = (0, 0)
        while at < bytes.count {
            let piece = Array(bytes[at..<min(bytes.count, at + 500_000)])
            guard let reply = client.deliver("\(address)/pieces?offset=\(at)", piece, token: stand.token) else { throw TortureProblem("the server did not outlive the full disk") }
            if reply.status == 200, let now = value("received", reply).flatMap({ Int($0) }) {
                at = now
            } else {
                try demand(["files-full", "database-full"].contains(value("code", reply) ?? "") && reply.status == 503, "a full disk is answered \(reply.status): \(reply.page.html.prefix(300))")
                refused += 1
                if refused == 3 { try disk.empty() }
                try demand(refused < 10, "it does not go on")
            }
        }
        try demand(refused >= 3, "the disk was never full")
        try finish(address, bytes, client, stand)
        return "a full disk told \(refused) times, then whole"
    }

    private func text(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        while out.count < count { out += Array((String(chance.next(), radix: 36) + "\n").utf8) }
        return Array(out.prefix(count))
    }

    private func value(_ name: String, _ reply: Reply) -> String? {
        guard let object = try? JSONSerialization.jsonObject(with: Data(reply.page.html.utf8)) as? [String: Any] else { return nil }
        return object[name].map { "\($0)" }
    }
}

/// A `filestand` of its own on a free port.
private final class Stand: Sendable {
    let port: UInt16
    let token: String
    private let process: ChildProcess

    init(_ folder: String, _ disk: ForgetfulDisk?) throws {
        let (process, output) = (ChildProcess(), Pipe())
        process.executableURL = URL(filePath: ".build/debug/filestand")
        process.arguments = [folder, "0"]
        process.environment = ProcessInfo.processInfo.environment.merging(disk?.environment(folder, lies: false) ?? [:]) { $1 }
        process.standardOutput = .pipe(output)
        try process.start()
        var said = ""
        while !said.contains("ready 127.0.0.1:") || !said.hasSuffix("\n") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw TortureProblem("filestand does not start: \(said)") }
            said += String(decoding: part, as: UTF8.self)
        }
        let lines = said.split(separator: "\n")
        guard let token = lines.first(where: { $0.hasPrefix("token ") })?.dropFirst(6), let port = UInt16(said.split(separator: ":").last?.prefix { $0.isNumber } ?? "") else {
            throw TortureProblem("filestand says \(said)")
        }
        (self.process, self.port, self.token) = (process, port, String(token))
    }

    var isAlive: Bool { process.isRunning }

    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
