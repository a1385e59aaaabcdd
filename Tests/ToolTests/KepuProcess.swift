import Foundation
import TestKit
import Testing

/// The program as a person runs it: arguments in, two streams and an exit code out.
struct KepuProcess: Sendable {
    let code: Int32
    let out: String
    let err: String

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The product lies beside the program that runs the tests.
    static let program: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let beside = URL(filePath: own).deletingLastPathComponent().appending(path: "kepu")
        return FileManager.default.isExecutableFile(atPath: beside.path) ? beside : root.appending(path: ".build/debug/kepu")
    }()

    /// Runs the program in `folder`, in English, with no settings but those of `environment`.
    static func run(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws -> KepuProcess {
        let process = ChildProcess()
        let (out, err) = (folder + "/\(UUID()).out", folder + "/\(UUID()).err")
        for path in [out, err] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = self.environment.merging(environment) { $1 }
        process.standardInput = .nothing
        process.standardOutput = FileHandle(forWritingAtPath: out).map { .file($0) } ?? .nothing
        process.standardError = FileHandle(forWritingAtPath: err).map { .file($0) } ?? .nothing
        try process.start()
        process.waitUntilExit()
        return KepuProcess(
            code: process.terminationStatus, out: try String(contentsOfFile: out, encoding: .utf8),
            err: try String(contentsOfFile: err, encoding: .utf8))
    }

    static var environment: [String: String] {
        var kept = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("KEPU_") && !$0.key.hasPrefix("LC_") }
        kept["LANG"] = "C.UTF-8"
        return kept
    }
}
