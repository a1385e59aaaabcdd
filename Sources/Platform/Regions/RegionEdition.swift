package import Kernel

/// A new edition of the code table, as far as it changes the one before: new units, and which each of them replaces.
package struct RegionEdition: Sendable, Hashable {
    /// One new unit.
    package struct Entry: Sendable, Hashable {
        package let region: Region
        package let validFrom: Day
        /// The code of which it takes the place; several entries with the same one are a split.
        package let replaces: String?
        /// Its line in the file, from 1.
        package let line: Int
    }

    /// The latest day on which one of its units begins: `2026-01-01`.
    package let name: String
    package let entries: [Entry]

    static let columns = ["code", "level", "parent", "name_zh", "name_en", "valid_from", "replaces"]

    /// The entries that replace `code`: one is a successor, several are a split.
    func successors(of code: String) -> [Entry] { entries.filter { $0.replaces == code } }
}
