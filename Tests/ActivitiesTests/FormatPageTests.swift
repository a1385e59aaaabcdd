import Foundation
import Kernel
import Testing

@testable import Activities

/// `docs/formats.md` names the columns and the formats that there are, in their order.
@Suite struct FormatPageTests {
    private static func lines() throws -> [Substring] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/formats.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    }

    @Test func namesEveryColumn() throws {
        let table = try Self.lines().drop { !$0.hasPrefix("| 中文 |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
        let named = table.map { line in line.split(separator: "|").prefix(2).map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(named == ListingTable.columns.map { [$0.heading.zh, $0.heading.en] })
    }

    @Test func namesEveryFormat() throws {
        let text = try Self.lines().joined(separator: "\n")
        for format in ListingFormat.allCases { #expect(text.contains("| `.\(format.rawValue)` | `\(format.mediaType)")) }
    }
}
