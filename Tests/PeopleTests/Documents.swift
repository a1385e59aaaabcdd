import Foundation

/// `docs/powers.md`.
func documented() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/powers.md"), encoding: .utf8)
}
