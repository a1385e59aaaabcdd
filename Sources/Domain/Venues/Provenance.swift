package import Language
package import Storage

/// Where a declared record comes from: the codes of its sources, and a note to readers on how they were read.
package struct Provenance: Hashable, Sendable {
    /// `S1`, `R112`; empty for what was entered at the desk.
    package var sources: [String]
    package var note: Wording?

    package init(sources: [String] = [], note: Wording? = nil) { (self.sources, self.note) = (sources, note) }

    /// As it is kept in the column `source`.
    package var sourceText: String { sources.joined(separator: " ") }
}

extension Row {
    /// The columns `source`, `note_zh`, `note_en`.
    package func provenance() throws(RowError) -> Provenance {
        let sources = try text("source").split(separator: " ").map(String.init)
        return Provenance(sources: sources, note: try wordingOrNil("note"))
    }
}
