package import Kernel

/// Which entries of the ledger somebody wants to read; each part narrows.
package struct LedgerQuestion: Sendable, Hashable {
    package var kind: String?
    /// An account's id; 0 is the program itself.
    package var actor: Int64?
    package var noun: String?
    package var subject: Int64?
    package var from: Instant?
    /// Before this moment.
    package var until: Instant?
    /// Of sealed entries only those about these nouns; nil: all. Whoever may not read a sealed entry must not find it by its kind, its author
    /// or its record either.
    package var sealedNouns: [String]?

    package init() {}

    /// Whether it asks by more than the time.
    package var asksWhat: Bool { kind != nil || actor != nil || noun != nil || subject != nil }

    fileprivate var conditions: [SQL] {
        var all: [SQL] = []
        if let kind { all.append("kind = \(kind)") }
        if let actor { all.append("actor = \(actor)") }
        if let noun { all.append("noun = \(noun)") }
        if let subject { all.append("subject = \(subject)") }
        if let from { all.append("at >= \(from)") }
        if let until { all.append("at < \(until)") }
        if let sealedNouns { all.append("(visibility <> \(LedgerEntry.Visibility.sealed) OR noun IN (\(list: sealedNouns)))") }
        return all
    }
}

extension Transaction {
    /// Entries, the newest first, for people to read.
    ///
    /// - before: only those before this place (`LedgerRecord.seq`), where one goes on reading.
    package func ledger(_ question: LedgerQuestion, before: Int64? = nil, limit: Int) throws -> [LedgerRecord] {
        let conditions = question.conditions + [before.map { "seq < \($0)" } ?? "seq > 0"]
        return try rows(
            "SELECT \(sql: LedgerRecord.columns) FROM ledger_entry WHERE \(sql: conditions.joined(" AND ")) ORDER BY seq DESC LIMIT \(limit)",
            LedgerRecord.init)
    }
}
