import Crypto
import Foundation
import Kernel

/// Seals the ledger afterwards, in batches, so that tampering shows without making writers wait for each other.
///
/// Each checkpoint holds a hash over the entries of its range and over the checkpoint before, and a short digest of each
/// entry, by which `verify` names the first that differs. Whoever keeps a checkpoint's hash elsewhere can show later that
/// nothing before it has changed.
package enum LedgerCheckpoints {
    /// Seals up to `batch` entries that no late commit can come between; gives their number, 0 when there are none.
    package static func append(_ tx: Transaction, batch: Int = 5000) throws -> Int {
        try tx.lock("ledger-checkpoint")
        let last = try tx.row(
            "SELECT \(sql: LedgerCheckpoint.columns) FROM ledger_checkpoint ORDER BY number DESC LIMIT 1", LedgerCheckpoint.init)
        let records = try LedgerReader.batch(tx, after: last?.to ?? .start, limit: batch)
        guard let end = records.last?.cursor else { return 0 }
        var seal = LedgerSeal(after: last?.hash ?? [])
        for record in records { seal.add(record) }
        let from = last?.to ?? .start
        try tx.execute(
            """
            INSERT INTO ledger_checkpoint
                (number, from_mark, from_seq, to_mark, to_seq, entries, previous_hash, hash, digests, at)
            VALUES (\((last?.number ?? 0) + 1), \(from.mark), \(from.seq), \(end.mark), \(end.seq), \(records.count), \(last?.hash ?? []),
                    \(seal.hash), \(seal.digests), \(tx.now))
            """)
        return records.count
    }

    /// The hash of one checkpoint in hexadecimal; nil where there is no such checkpoint.
    package static func hash(of number: Int64, _ tx: Transaction) throws -> String? {
        try tx.row("SELECT hash FROM ledger_checkpoint WHERE number = \(number)") { try $0.blob("hash").hexadecimal }
    }

    /// The newest checkpoint's number and hash in hexadecimal, to be kept or published elsewhere.
    package static func latest(_ tx: Transaction) throws -> (number: Int64, hash: String)? {
        try tx.row("SELECT number, hash FROM ledger_checkpoint ORDER BY number DESC LIMIT 1") { row in
            (try row.int64("number"), try row.blob("hash").hexadecimal)
        }
    }

}

/// A row of `ledger_checkpoint`.
struct LedgerCheckpoint {
    static let columns: SQL = "number, from_mark, from_seq, to_mark, to_seq, entries, previous_hash, hash, digests"

    let number: Int64
    let from: LedgerCursor
    let to: LedgerCursor
    let entries: Int
    let previousHash: [UInt8]
    let hash: [UInt8]
    let digests: [UInt8]

    init(_ row: Row) throws {
        number = try row.int64("number")
        from = LedgerCursor(mark: try row.int64("from_mark"), seq: try row.int64("from_seq"))
        to = LedgerCursor(mark: try row.int64("to_mark"), seq: try row.int64("to_seq"))
        entries = try row.int("entries")
        previousHash = try row.blob("previous_hash")
        hash = try row.blob("hash")
        digests = try row.blob("digests")
    }
}
