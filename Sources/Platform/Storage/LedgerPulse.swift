/// Where the ledger stands: another one says that somebody, in whatever program, may have committed something since.
///
/// For whoever wants to look again, not for readers: what has been read is a `LedgerReader`'s cursor.
package struct LedgerPulse: Sendable, Hashable {
    private let seq: Int64
    /// Moves when a transaction ends that began before the last entry was written; always the same on SQLite.
    private let oldest: Int64

    init(seq: Int64, oldest: Int64) { (self.seq, self.oldest) = (seq, oldest) }
}

extension Transaction {
    package func ledgerPulse() throws -> LedgerPulse {
        try row("SELECT COALESCE(MAX(seq), 0) AS seq, \(.oldestMark) AS oldest FROM ledger_entry") { row in
            LedgerPulse(seq: try row.int64("seq"), oldest: try row.int64("oldest"))
        } ?? LedgerPulse(seq: 0, oldest: 0)
    }
}
