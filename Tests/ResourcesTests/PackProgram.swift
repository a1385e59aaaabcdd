import Foundation
import TestKit

/// `kepu pack …` as somebody runs it who has no database, in English.
struct PackProgram {
    let code: Int32
    let said: String

    init(_ arguments: String..., in folder: String) throws {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let process = ChildProcess(), out = folder + "/\(UUID()).out"
        _ = FileManager.default.createFile(atPath: out, contents: nil)
        process.executableURL = URL(filePath: own).deletingLastPathComponent().appending(path: "kepu")
        process.arguments = ["pack"] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("KEPU_") && !$0.key.hasPrefix("LC_") }.merging(["LANG": "C.UTF-8"]) { $1 }
        process.standardInput = .nothing
        process.standardOutput = FileHandle(forWritingAtPath: out).map { .file($0) } ?? .nothing
        process.standardError = FileHandle(forWritingAtPath: out).map { .file($0) } ?? .nothing
        try process.start()
        process.waitUntilExit()
        (code, said) = (process.terminationStatus, try String(contentsOfFile: out, encoding: .utf8))
    }
}
