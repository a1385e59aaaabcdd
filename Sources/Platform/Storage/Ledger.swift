package import Kernel

/// One line of the append-only record of what changed, by whom, when and why; written in the transaction of the change.
///
/// Payloads hold no personal data: references, and values that stay true after a person is forgotten.
package struct LedgerEntry: Sendable {
    /// Who may read it: anyone, the unit concerned, the office in charge, or nobody but whoever holds the very power over such records; others
    /// learn that there is such an entry and when it was made, nothing else.
    package enum Visibility: String, Sendable, SQLConvertible { case `public`, unit, office, sealed }

    /// The account's id, or 0 for the program itself.
    package var actor: Int64
    /// Past tense, room first: `activities.published`.
    package var kind: String
    /// What it is about: `activity`, `session`, `campaign` … and its id.
    package var noun: String
    package var subject: Int64
    /// The subject's scope path, so that an office finds its entries: `/region/61/6101`.
    package var scope: String
    /// Canonical JSON.
    package var payload: String
    package var reason: String
    package var visibility: Visibility

    package init<Noun>(
        _ kind: String, _ noun: String, _ subject: ID<Noun>, by actor: Int64, scope: String = "/", payload: String = "{}", reason: String = "",
        visibility: Visibility = .office
    ) {
        (self.actor, self.kind, self.noun, self.subject) = (actor, kind, noun, subject.number)
        (self.scope, self.payload, self.reason, self.visibility) = (scope, payload, reason, visibility)
    }
}

extension Transaction {
    /// Appends to the ledger, in this transaction.
    package func record(_ entry: LedgerEntry) throws {
        try execute(
            """
            INSERT INTO ledger_entry (mark, at, actor, kind, noun, subject, scope, payload, reason, visibility)
            VALUES (\(.transactionMark), \(now), \(entry.actor), \(entry.kind), \(entry.noun), \(entry.subject), \(entry.scope),
                    \(entry.payload), \(entry.reason), \(entry.visibility))
            """)
    }
}
