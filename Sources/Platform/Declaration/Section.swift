package import Kernel
package import Storage

/// What a room contributes to campaign files: one top-level key whose records it understands.
package struct Section: Sendable {
    /// The top-level key: `venues`.
    package let key: String
    /// When it is applied: organisations 10, venues 20, networks 30, agreements 40, campaigns 50, activities 60 …
    package let order: Int
    /// What one record is called: "场馆", "venue".
    package let noun: Phrase
    /// The fields of a record. The first is `.key`.
    package let shape: Shape
    /// Whether its records belong to an edition and are made anew when a campaign is cloned; others are copied as they are.
    package let isEdition: Bool
    /// Creates or updates the record with this key, to hold exactly `record`.
    package let apply: @Sendable (Transaction, DeclaredRecord, DeclarationContext) throws -> Void
    /// What the room now holds under this key (`DeclaredValue.record(of:)`), or nil. After `apply` it must be what was applied;
    /// nil fields, empty lists and defaults need no care, they are evened out.
    package let current: @Sendable (Transaction, String) throws -> DeclaredValue?
    /// Whether something that people made depends on the record, so that a removal in the file must not delete it.
    package let hasRecords: @Sendable (Transaction, String) throws -> Bool
    /// Takes the record back; called only when nothing depends on it.
    package let withdraw: @Sendable (Transaction, String, DeclarationContext) throws -> Void

    package init(
        _ key: String, order: Int, noun: Phrase, shape: Shape, isEdition: Bool = false,
        apply: @escaping @Sendable (Transaction, DeclaredRecord, DeclarationContext) throws -> Void,
        current: @escaping @Sendable (Transaction, String) throws -> DeclaredValue?,
        hasRecords: @escaping @Sendable (Transaction, String) throws -> Bool,
        withdraw: @escaping @Sendable (Transaction, String, DeclarationContext) throws -> Void
    ) {
        (self.key, self.order, self.noun, self.shape, self.isEdition) = (key, order, noun, shape, isEdition)
        (self.apply, self.current, self.hasRecords, self.withdraw) = (apply, current, hasRecords, withdraw)
    }
}

/// Under which circumstances a record is applied.
package struct DeclarationContext: Sendable {
    /// The account that applies, or 0 for the program itself: for the room's own ledger entries.
    package let actor: Int64
    /// The name of the file, without folder and ending.
    package let file: String

    package init(actor: Int64, file: String) { (self.actor, self.file) = (actor, file) }
}

/// What shapes need to know from elsewhere.
package struct DeclarationChecks: Sendable {
    /// Whether the code names a province, prefecture or county.
    package let isRegion: @Sendable (String) -> Bool

    package init(isRegion: @escaping @Sendable (String) -> Bool) { self.isRegion = isRegion }
}
