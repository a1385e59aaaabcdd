import Foundation

/// The folder of this run's files, removed when the run ends.
package enum TestFolder {
    private static let root: String = {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("kepu-tests-\(ProcessInfo.processInfo.processIdentifier)").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { TestFolder.remove() }
        return path
    }()

    package static func path(_ name: String) -> String { root + "/" + name }

    private static func remove() { try? FileManager.default.removeItem(atPath: root) }
}
