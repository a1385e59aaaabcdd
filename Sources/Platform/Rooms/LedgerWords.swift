package import Access
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
    /// What these records are called today, asked in one statement; what is gone is missing.
    package let records: @Sendable (Transaction, [Int64]) throws -> [Int64: Record]
    /// Who reads a sealed entry about such a record, held over everything; nil: nobody, in any list.
    package let sealedFor: Permission?

    package init(
        _ noun: String, _ zh: String, _ en: String, sealedFor: Permission? = nil,
        records: @escaping @Sendable (Transaction, [Int64]) throws -> [Int64: Record] = { _, _ in [:] }
    ) {
        (self.noun, title, self.records, self.sealedFor) = (noun, Phrase(zh, en), records, sealedFor)
    }
}

extension House {
    package var ledgerWords: [LedgerWord] { modules.flatMap(\.ledgerWords) }
    package var ledgerNouns: [LedgerNoun] { modules.flatMap(\.ledgerNouns) }
}
