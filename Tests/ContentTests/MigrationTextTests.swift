import App
import Foundation
import Rooms
import Storage
import Testing

/// A migration that has landed never changes: databases remember what they were told, and refuse a program that says something else.
@Suite("The text of migrations") struct MigrationTextTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("migrations.txt")

    @Test func isTheOneThatLanded() throws {
        let landed = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let now = Kepu.tables(of: .kepu).flatMap(\.migrations).map { [$0.name, $0.checksum] }
        let kept = Dictionary(landed.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        for one in now {
            let landed = kept[one[0]]
            #expect(landed == nil || landed == one[1], "\(one[0]) says something else than when it landed: undo that, and add a migration.")
        }
        let new = now.filter { kept[$0[0]] == nil }.map { $0.joined(separator: " ") }
        #expect(new.isEmpty, "New migrations belong into \(Self.file.lastPathComponent): \(new.joined(separator: "; "))")
        #expect(Set(kept.keys).subtracting(now.map { $0[0] }).isEmpty, "A migration that landed is gone.")
    }
}
