import Foundation
import Testing

/// Habits that keep the house pleasant to live in.
@Suite struct HabitTests {
    @Test func filesStayShort() throws {
        for file in try SourceTree.swift("Sources") where !file.path.hasSuffix("+Data.swift") {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func roomsDoNotForceOrHide() throws {
        for file in try SourceTree.swift("Sources/Domain") {
            for word in ["try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", "print("] {
                #expect(!file.text.contains(word), "\(file.path) contains \(word)")
            }
        }
    }

    @Test func everyRoomExplainsItself() throws {
        for room in SourceTree.rooms {
            let design = try String(contentsOf: SourceTree.root.appendingPathComponent("Sources/Domain/\(room)/DESIGN.md"), encoding: .utf8)
            #expect(design.count > 200, "\(room)/DESIGN.md says too little")
        }
    }

    @Test func everySettingIsDocumented() throws {
        let settings = try String(contentsOf: SourceTree.root.appendingPathComponent("Sources/Tool/Setting.swift"), encoding: .utf8)
        let operations = try String(contentsOf: SourceTree.root.appendingPathComponent("docs/operations.md"), encoding: .utf8)
        let names = settings.matches(of: /"(KEPU_[A-Z_]+)"/).map { String($0.1) }
        #expect(names.count >= 7)
        for name in names { #expect(operations.contains("`\(name)`"), "\(name) is not in docs/operations.md") }
    }

    @Test func everyCommandIsInTheReadme() throws {
        let readme = try String(contentsOf: SourceTree.root.appendingPathComponent("README.md"), encoding: .utf8)
        var count = 0
        for file in try SourceTree.swift("Sources/Tool") {
            for match in file.text.matches(of: /commandName: "([a-z]+)"/) where match.1 != "kepu" {
                count += 1
                #expect(readme.contains(String(match.1)), "kepu \(match.1) is not in README.md")
            }
        }
        #expect(count >= 10)
    }

    @Test func theDrawingNamesEveryRoom() throws {
        let text = try String(contentsOf: SourceTree.root.appendingPathComponent("docs/architecture.md"), encoding: .utf8)
        let drawing = text.split(separator: "```mermaid").dropFirst().first?.split(separator: "```").first ?? ""
        for room in SourceTree.rooms { #expect(drawing.contains(room), "\(room) is not in the drawing") }
    }
}
