import Foundation

/// A file for one test, removed with it.
final class TemporaryFile {
    let path: String

    init(_ ending: String, _ bytes: some Sequence<UInt8> = []) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("kepu-formats-\(UUID().uuidString).\(ending)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ ending: String, text: String) throws { try self.init(ending, text.utf8) }

    /// Writes a head, a block again and again, and a tail, without holding them all.
    convenience init(_ ending: String, head: String, block: [UInt8], times: Int, tail: String) throws {
        try self.init(ending, head.utf8)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        for _ in 0..<times { try handle.write(contentsOf: Data(block)) }
        try handle.write(contentsOf: Data(tail.utf8))
        try handle.close()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Memory of this process in bytes, as the system counts it.
func residentMemory() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) << 10
}

/// The data for trying things out beside the project, where it is present.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
