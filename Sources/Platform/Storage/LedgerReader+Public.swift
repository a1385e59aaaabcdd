package import Kernel

/// What anybody may follow: the public entries, in their final order.
extension LedgerReader {
    /// The public entries after the one of that number (0: from the beginning); nil where the ledger holds no such entry.
    ///
    /// The number, not the mark, is what readers outside keep: it stays true when the database moves between servers.
    package static func publicBatch(_ tx: Transaction, after seq: Int64, limit: Int) throws -> [LedgerRecord]? {
        var cursor = LedgerCursor.start
        if seq != 0 {
            guard let mark = try tx.number("SELECT mark FROM ledger_entry WHERE seq = \(seq)") else { return nil }
            cursor = LedgerCursor(mark: mark, seq: seq)
        }
        return try tx.rows(cursor.following(LedgerRecord.columns, from: "ledger_entry", where: "visibility = 'public'", limit: limit), LedgerRecord.init)
    }

    /// The number of the last public entry that nothing can come before any more; 0 where there is none.
    package static func latestPublic(_ tx: Transaction) throws -> Int64 {
        try tx.number(
            """
            SELECT seq FROM ledger_entry WHERE visibility = 'public' AND mark < \(.oldestMark) ORDER BY mark DESC, seq DESC LIMIT 1
            """) ?? 0
    }
}

/// One public entry, or those of a time, for somebody who wants them again.
extension LedgerReader {
    /// The public entry of that number, once nothing can come before it any more; nil where there is none.
    package static func publicEntry(_ tx: Transaction, _ seq: Int64) throws -> LedgerRecord? {
        try tx.row(
            "SELECT \(sql: LedgerRecord.columns) FROM ledger_entry WHERE seq = \(seq) AND visibility = 'public' AND mark < \(.oldestMark)",
            LedgerRecord.init)
    }

    /// The numbers of the public entries from `begin` up to before `end`, in their final order.
    package static func publicEntries(_ tx: Transaction, from begin: Instant, to end: Instant, limit: Int) throws -> [Int64] {
        try tx.rows(
            """
            SELECT seq FROM ledger_entry
            WHERE visibility = 'public' AND mark < \(.oldestMark) AND at >= \(begin) AND at < \(end) ORDER BY mark, seq LIMIT \(limit)
            """
        ) { try $0.int64("seq") }
    }
}
