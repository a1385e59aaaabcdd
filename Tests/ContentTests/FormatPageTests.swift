import App
import Declaration
import Foundation
import Rooms
import Testing

/// docs/campaign-files.md says what the rooms' shapes say: the same fields, required where they are.
@Suite("The page about campaign files") struct FormatPageTests {
    @Test(arguments: House.kepu.sections.map(\.key)) func namesEveryField(_ key: String) throws {
        let section = try #require(House.kepu.sections.first { $0.key == key })
        let rows = try Self.rows(under: "### `\(key)`")
        #expect(rows.map(\.name).sorted() == section.shape.fields.map(\.name).sorted(), "\(key)")
        for row in rows {
            guard let field = section.shape.field(row.name), let isRequired = row.isRequired else { continue }
            #expect(field.isRequired == isRequired, "\(key): \(row.name)")
        }
    }

    @Test func namesEveryFieldOfAFact() throws {
        let rows = try Self.rows(under: "## 2. `facts`")
        #expect(rows.map(\.name).sorted() == DeclarationDocument.Fact.shape.fields.map(\.name).sorted())
    }

    private struct Row {
        let name: String
        /// Nil where the page says on what it depends.
        let isRequired: Bool?
    }

    /// The first table below a heading.
    private static func rows(under heading: String) throws -> [Row] {
        let page = try String(contentsOf: CampaignFile.root.appending(path: "docs/campaign-files.md"), encoding: .utf8)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix(heading) }, "\(heading)")
        let table = lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
        return table.flatMap { line -> [Row] in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
            let names = cells[0].matches(of: /`([a-z_]+)`/).map { String($0.1) }
            let words = cells[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return names.enumerated().map { place, name in
                let word = words.count == 1 ? words[0] : words.indices.contains(place) ? words[place] : ""
                return Row(name: name, isRequired: word == "yes" ? true : word == "no" ? false : nil)
            }
        }
    }
}
