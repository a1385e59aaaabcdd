import Foundation
import Synchronization

/// A `kepu serve` of its own, on a free port, that can be killed at any moment.
final class ServerProcess: Sendable {
    let port: UInt16
    private let process: Int32

    private init(port: UInt16, process: Int32) { (self.port, self.process) = (port, process) }

    /// Starts the program and waits until it says that it is ready.
    static func start(_ program: String, address: String, log: String, environment: [String: String] = [:]) throws -> ServerProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", "--port", "0", "--database", address, "--public", "Public"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging(["KEPU_LANGUAGE": "en"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        let errors = FileHandle(forWritingAtPath: log)
        _ = try errors?.seekToEnd()
        process.standardError = errors ?? FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        Alive.add(process.processIdentifier)
        var said = ""
        while !said.contains("\n") || !said.contains("127.0.0.1:") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else {
                let end = (try? String(contentsOfFile: log, encoding: .utf8))?.suffix(500) ?? ""
                throw TortureProblem("the server does not start: \(said)\(end)")
            }
            said += String(decoding: part, as: UTF8.self)
        }
        let digits = said.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
        guard let port = UInt16(digits) else { throw TortureProblem("no port in “\(said)”") }
        return ServerProcess(port: port, process: process.processIdentifier)
    }

    var isAlive: Bool { kill(process, 0) == 0 }

    /// kill -9, and waits until it is gone.
    func end() { end(with: SIGKILL) }
    /// As an administrator stops it.
    func stop() { end(with: SIGTERM) }

    private func end(with signal: Int32) {
        kill(process, signal)
        for _ in 0..<20_000 {
            guard kill(process, 0) == 0 else { break }
            usleep(1000)
        }
        Alive.remove(process)
    }
}

/// The servers that must not outlive us.
private enum Alive {
    private static let processes = Mutex<Set<Int32>>([])
    private static let onExit: Void = { atexit { Alive.endAll() } }()

    static func add(_ process: Int32) {
        _ = onExit
        processes.withLock { _ = $0.insert(process) }
    }
    static func remove(_ process: Int32) { processes.withLock { _ = $0.remove(process) } }
    private static func endAll() { processes.withLock { for process in $0 { kill(process, SIGKILL) } } }
}
