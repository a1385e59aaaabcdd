/// Marks are numbers of one server's transactions. A database that was restored elsewhere, or moved between the engines,
/// brings marks that mean nothing there: they are moved below every number to come, in their order.
enum LedgerMarks {
    static func settle(_ tx: Transaction) throws {
        guard let highest = try tx.number("SELECT MAX(mark) FROM ledger_entry"), highest > 0,
            let current = try tx.number("SELECT \(.transactionMark) AS mark"), highest > current
        else { return }
        let shift = highest + 1
        try tx.execute("UPDATE ledger_entry SET mark = mark - \(shift)")
        try tx.execute("UPDATE ledger_cursor SET mark = mark - \(shift) WHERE mark > \(LedgerCursor.start.mark)")
        try tx.execute("UPDATE ledger_checkpoint SET to_mark = to_mark - \(shift)")
        try tx.execute("UPDATE ledger_checkpoint SET from_mark = from_mark - \(shift) WHERE from_mark > \(LedgerCursor.start.mark)")
    }
}
