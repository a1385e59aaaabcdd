package import Kernel
package import Storage

/// What a kind of ledger entries says in plain words, declared by the room that writes it.
package struct LedgerWord: Sendable {
    /// `activities.published`
    package let kind: String
    /// What was done, in the past: `published`.
    package let says: Phrase

    package init(_ kind: String, _ zh: String, _ en: String) { (self.kind, says) = (kind, Phrase(zh, en)) }
}

/// What a noun of the ledger stands for, declared by the room whose records it names.
package struct LedgerNoun: Sendable {
    /// One record of it.
    package struct Record: Sendable {
        package let name: Phrase?
        /// Where everybody sees it; nil for what is not public.
        package let path: String?
        package init(_ name: Phrase? = nil, at path: String? = nil) { (self.name, self.path) = (name, path) }
    }

    /// `activity`
    package let noun: String
    package let title: Phrase
    /// What the record is called today; nil where it is gone.
    package let record: @Sendable (Transaction, Int64) throws -> Record?

    package init(
        _ noun: String, _ zh: String, _ en: String, record: @escaping @Sendable (Transaction, Int64) throws -> Record? = { _, _ in nil }
    ) {
        (self.noun, title, self.record) = (noun, Phrase(zh, en), record)
    }
}

extension House {
    package var ledgerWords: [LedgerWord] { modules.flatMap(\.ledgerWords) }
    package var ledgerNouns: [LedgerNoun] { modules.flatMap(\.ledgerNouns) }
}
