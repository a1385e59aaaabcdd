import Dispatch
import Foundation

/// Work that waits for sockets and processes, off the cooperative pool.
enum Blocking {
    private static let queue = DispatchQueue(label: "kepu.torture", attributes: .concurrent)

    static func run<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { done in queue.async { done.resume(with: Result { try work() }) } }
    }

    /// Runs a program to its end; gives its status and what it said.
    static func program(_ words: [String], environment: [String: String] = [:]) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    /// As `program`, and refuses any end but a good one.
    static func must(_ words: [String]) throws {
        let (status, said) = try program(words)
        try demand(status == 0, "\(words.joined(separator: " ")) ends with \(status): \(said.suffix(400))")
    }
}
