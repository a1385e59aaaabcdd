import Foundation
import TestKit
import Testing

/// Two programs on one SQLite file: a server, and a command that writes.
@Suite struct ServingTests {
    @Test func aCommandSaysThatAServerHasTheFile() async throws {
        let place = try Workplace()
        let server = try await Server.start(place)
        defer { server.stop() }
        let applied = try place.kepu("apply", Workplace.campaigns + "beijing-plan-2023.yaml")
        #expect(applied.code == 0 && applied.out.hasPrefix("Applied: "))
        #expect(
            applied.err
                == "kepu: a server (pid \(server.pid), \(server.site)) has this database file open; the change is written beside it and seen by it at once.\n"
        )
        // The server shows it without being started again.
        #expect(try await server.page("/campaigns/beijing-plan-2023").contains("北京市科普工作和科学素质行动计划"))
        let added = try place.kepu("user", "add", "a@example.org", "--json")
        #expect(added.code == 0 && added.out.contains("\"password\"") && added.err.contains("beside it"))
        try place.file("club.yaml", Workplace.club)
        try place.file("club.csv", "id,title\n1,观星\n2,天文\n")
        let imported = try place.kepu("import", "activities", "club.csv", "--map", "club.yaml")
        #expect(imported.code == 0 && imported.err.contains("after 15 seconds is refused as busy"), "\(imported)")
        #expect(try await server.page("/activities?q=%E8%A7%82%E6%98%9F").contains("观星"))
        #expect(try place.kepu("doctor").out.hasSuffix("A server (pid \(server.pid), \(server.site)) has it open.\n"))
        // What the server reads at its start alone is not changed under it, and it has no twin.
        let (demo, twin) = (try place.kepu("demo"), try place.kepu("serve", "--port", "0", "--public", KepuProcess.root.path + "/Public"))
        #expect(demo.code == 69 && demo.err.contains("Stop it first") && twin.code == 69 && twin.err.contains("Another server (pid \(server.pid)"))
        let verified = try place.kepu("verify")
        #expect(verified.code == 0 && verified.out.hasPrefix("The ledger is whole: "), "\(verified)")
        server.stop()
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/kepu.db.serving"))
        #expect(try place.kepu("user", "add", "b@example.org", "--role", "host").err.isEmpty)
    }

    @Test func aPortThatIsTakenIsOneLine() async throws {
        let place = try Workplace()
        let server = try await Server.start(place)
        defer { server.stop() }
        let port = String(server.site.split(separator: ":").last ?? "")
        let secret = ["KEPU_SECRET": "Zm9yIHRlc3RzIGFsb25lLCBhbmQgbm8gb25lIGVsc2U="]
        let other = try Workplace().kepu("serve", "--port", port, "--public", KepuProcess.root.path + "/Public", environment: secret)
        #expect(
            other.code == 69 && other.err == "kepu: Another program is using port \(port). Stop it first, or choose another port with --port.\n",
            "\(other)")
        let nowhere = try Workplace().kepu("serve", "--port", "0", "--host", "192.0.2.1", "--public", KepuProcess.root.path + "/Public", environment: secret)
        #expect(nowhere.code == 69 && nowhere.err == "kepu: This machine has no address 192.0.2.1. Say one of its own with --host.\n", "\(nowhere)")
    }

    /// A server that was killed leaves its file behind and no lock on it.
    @Test func aKilledServerIsNotTakenForOne() async throws {
        let place = try Workplace()
        let server = try await Server.start(place)
        server.kill()
        #expect(FileManager.default.fileExists(atPath: place.folder + "/kepu.db.serving"))
        let added = try place.kepu("user", "add", "a@example.org")
        #expect(added.code == 0 && added.err.isEmpty)
        try await Server.start(place).stop()
    }
}

/// `kepu serve` on a port of the system's choice.
final class Server: Sendable {
    let pid: Int32
    let site: String
    private let process: ChildProcess

    private init(_ process: ChildProcess, _ site: String) { (self.process, pid, self.site) = (process, process.processIdentifier, site) }

    static func start(_ place: Workplace) async throws -> Server {
        let process = ChildProcess()
        let out = place.folder + "/\(UUID()).serve"
        _ = FileManager.default.createFile(atPath: out, contents: nil)
        process.executableURL = KepuProcess.program
        process.arguments = ["serve", "--port", "0", "--public", KepuProcess.root.path + "/Public"]
        process.environment = KepuProcess.environment.merging(["KEPU_DATABASE": place.database]) { $1 }
        process.standardOutput = FileHandle(forWritingAtPath: out).map { .file($0) } ?? .nothing
        try process.start()
        while process.isRunning {
            let text = try String(contentsOfFile: out, encoding: .utf8)
            if let site = text.firstMatch(of: /http:\/\/[0-9.:]+/) { return Server(process, String(site.0)) }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CocoaError(.executableLoad)
    }

    func page(_ path: String) async throws -> String {
        let curl = ChildProcess()
        let pipe = Pipe()
        curl.executableURL = URL(filePath: "/usr/bin/env")
        curl.arguments = ["curl", "-sS", "-H", "Accept-Language: zh", site + path]
        curl.standardOutput = .pipe(pipe)
        try curl.start()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        curl.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    func kill() {
        _ = Foundation.kill(pid, SIGKILL)
        process.waitUntilExit()
    }
}
