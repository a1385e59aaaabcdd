import Kernel

extension Transaction {
    /// Appends several entries in one statement: for bulk work.
    package func record(_ entries: [LedgerEntry]) throws {
        guard !entries.isEmpty else { return }
        let values: [SQL] = entries.map { entry in
            """
            (\(.transactionMark), \(now), \(entry.actor), \(entry.kind), \(entry.noun), \(entry.subject), \(entry.scope), \(entry.payload),
            \(entry.reason), \(entry.visibility))
            """
        }
        try execute(
            """
            INSERT INTO ledger_entry (mark, at, actor, kind, noun, subject, scope, payload, reason, visibility) VALUES \(sql: values.joined(", "))
            """)
    }
}
