package import Kernel

/// What an apply does, or would do, to every record of its files.
package struct Plan: Sendable {
    package enum Status: String, Sendable, CaseIterable {
        case created
        case changed
        /// The desk changed it since the last apply, and that is kept.
        case drifted
        /// No longer in the file, kept because something depends on it or the desk changed it.
        case removedKept = "removed-kept"
        /// No longer in the file, taken back.
        case removedWithdrawn = "removed-withdrawn"
        /// No room understands its section yet: kept as written.
        case waiting = "declared-not-yet-supported"
        case unchanged
    }

    /// One record.
    package struct Item: Sendable {
        package let file: String
        package let section: String
        package let key: String
        package let status: Status
        /// The fields that differ, those that are kept included.
        package let changes: [FieldChange]
        /// Why a removed record is kept.
        package let reason: Phrase?
        /// In the file; nil for what it no longer holds.
        package let line: Int?
    }

    /// The names of the files, in the order in which they were given.
    package var files: [String] = []
    package var items: [Item] = []
    /// How many facts the files state, and how many of them wait for a room.
    package var facts = (stated: 0, waiting: 0)
    /// Whether the facts differ from those of the last apply.
    package var factsChanged = false
    /// Whether it was carried out, or only looked at.
    package var isApplied = false

    package func count(_ status: Status) -> Int { items.count { $0.status == status } }

    /// Whether the database holds already all that the files say.
    package var changesNothing: Bool {
        !factsChanged
            && items.allSatisfy { item in
                switch item.status {
                case .created, .changed, .removedWithdrawn: false
                case .waiting: item.changes.isEmpty
                case .unchanged, .drifted, .removedKept: true
                }
            }
    }
}
