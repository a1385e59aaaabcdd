/// A reader of the ledger that never misses an entry: it stays below the oldest transaction that may still commit.
///
/// What it derives and how far it has read are written in one transaction:
///
///     let count = try await database.write { tx in try reader.consume(tx) { entry in … } }
package struct LedgerReader: Sendable {
    /// Its name in `ledger_cursor`: the room's prefix and what it makes, `figures-rollup`.
    package let name: String

    package init(_ name: String) { self.name = name }

    /// Hands the entries that follow the cursor to `body` and moves the cursor behind them; gives their number, 0 when there
    /// is nothing new. Two programs with a reader of the same name take turns.
    package func consume(_ tx: Transaction, limit: Int = 500, _ body: (LedgerRecord) throws -> Void) throws -> Int {
        try tx.lock("ledger-reader/\(name)")
        let records = try Self.batch(tx, after: cursor(tx), limit: limit)
        for record in records { try body(record) }
        if let last = records.last { try move(tx, to: last.cursor) }
        return records.count
    }

    /// How far this reader has come.
    package func cursor(_ tx: Transaction) throws -> LedgerCursor {
        try tx.row("SELECT mark, seq FROM ledger_cursor WHERE reader = \(name)") { row in
            LedgerCursor(mark: try row.int64("mark"), seq: try row.int64("seq"))
        } ?? .start
    }

    /// Sets the cursor: back to `.start` for a reader that derives everything anew.
    package func move(_ tx: Transaction, to cursor: LedgerCursor) throws {
        try tx.execute(
            """
            INSERT INTO ledger_cursor (reader, mark, seq) VALUES (\(name), \(cursor.mark), \(cursor.seq))
            ON CONFLICT (reader) DO UPDATE SET mark = excluded.mark, seq = excluded.seq
            """)
    }

    /// The last entry that nothing can come before any more; nil where there is none.
    package static func last(_ tx: Transaction) throws -> LedgerCursor? {
        try tx.row("SELECT mark, seq FROM ledger_entry WHERE mark < \(.oldestMark) ORDER BY mark DESC, seq DESC LIMIT 1") { row in
            LedgerCursor(mark: try row.int64("mark"), seq: try row.int64("seq"))
        }
    }

    /// The entries after `cursor` that nothing can come before any more, in their final order.
    package static func batch(_ tx: Transaction, after cursor: LedgerCursor, limit: Int) throws -> [LedgerRecord] {
        try tx.rows(cursor.following(LedgerRecord.columns, from: "ledger_entry", limit: limit), LedgerRecord.init)
    }
}
