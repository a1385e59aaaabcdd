package import Storage

/// A kind of record of which two may turn out to be one: `venues.organisation`.
package struct MergePlace: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

/// What a room does when two records of another room become one: whatever refers to the one that goes refers to the other from then on.
/// Runs in the transaction of the merging.
package struct Merging: Sendable {
    let place: MergePlace
    let move: @Sendable (_ tx: Transaction, _ old: Int64, _ kept: Int64) throws -> Void

    package init(of place: MergePlace, move: @escaping @Sendable (_ tx: Transaction, _ old: Int64, _ kept: Int64) throws -> Void) {
        (self.place, self.move) = (place, move)
    }
}

extension House {
    /// Moves every room's references from `old` to `kept`.
    package func merge(_ place: MergePlace, _ old: Int64, into kept: Int64, in tx: Transaction) throws {
        for one in modules.flatMap(\.mergings) where one.place == place { try one.move(tx, old, kept) }
    }
}
