package import Kernel

/// How far the ledger has come: while it stays the same, so does whatever is made of records whose changes stand in it.
///
/// Two numbers, because transactions may end in another order than they began: the last entry, and the last one that nothing can come
/// before any more.
package struct LedgerStamp: Sendable, Hashable {
    package let newest: Int64
    package let settled: Int64
    /// When the newest entry was made.
    package let at: Instant
}

extension Transaction {
    /// - publicOnly: whether only the public entries count; without it, those about places that are taken and given back count too.
    package func ledgerStamp(publicOnly: Bool) throws -> LedgerStamp {
        let newest = try row(publicOnly ? Self.newestPublic : Self.newestOfAll) { row in (try row.int64("seq"), try row.instant("at")) }
        return LedgerStamp(
            newest: newest?.0 ?? 0, settled: try LedgerReader.latestPublic(self), at: newest?.1 ?? Instant(microseconds: 0))
    }

    private static let newestPublic: SQL = "SELECT seq, at FROM ledger_entry WHERE visibility = 'public' ORDER BY mark DESC, seq DESC LIMIT 1"
    private static let newestOfAll: SQL = "SELECT seq, at FROM ledger_entry ORDER BY seq DESC LIMIT 1"
}
