package import Kernel

/// An entry as the ledger holds it.
package struct LedgerRecord: Sendable {
    /// Its place among all entries, in the order of their inserts.
    package let seq: Int64
    package let at: Instant
    package let entry: LedgerEntry
    let cursor: LedgerCursor

    static let columns: SQL = "seq, mark, at, actor, kind, noun, subject, scope, payload, reason, visibility"

    init(_ row: Row) throws {
        seq = try row.int64("seq")
        at = try row.instant("at")
        cursor = LedgerCursor(mark: try row.int64("mark"), seq: seq)
        entry = try LedgerEntry(row)
    }
}

/// How far one has read. The order is that of the transactions first, of the inserts second: whatever commits later
/// under PostgreSQL has a mark that no reader has passed yet.
package struct LedgerCursor: Hashable, Sendable {
    package let mark: Int64
    package let seq: Int64

    package init(mark: Int64, seq: Int64) { (self.mark, self.seq) = (mark, seq) }

    /// Before the first entry.
    package static let start = LedgerCursor(mark: .min, seq: 0)
}

extension LedgerEntry {
    init(_ row: Row) throws {
        actor = try row.int64("actor")
        kind = try row.text("kind")
        noun = try row.text("noun")
        subject = try row.int64("subject")
        scope = try row.text("scope")
        payload = try row.text("payload")
        reason = try row.text("reason")
        visibility = try row.choice("visibility")
    }
}

extension Transaction {
    /// The latest entries, newest first, for people to read; a reader that must miss none is a `LedgerReader`.
    package func latestLedger(_ limit: Int) throws -> [LedgerRecord] {
        try rows("SELECT \(sql: LedgerRecord.columns) FROM ledger_entry ORDER BY seq DESC LIMIT \(limit)", LedgerRecord.init)
    }

    /// How many entries the ledger holds.
    package func ledgerCount() throws -> Int64 { try number("SELECT COUNT(*) FROM ledger_entry") ?? 0 }
}
