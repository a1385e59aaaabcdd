import Crypto
import Foundation
import Kernel

/// Some entries of the ledger with the proof that they stand in it, which can be checked without the ledger.
///
/// A checkpoint's hash is SHA-256 over the hash before and each entry's own SHA-256 (`LedgerSeal`). The extract holds the hashes of all entries
/// of the checkpoints that it touches, and says in full only those that its reader may see: what is hidden stays hidden and is still
/// proved to be there. Whoever has noted a checkpoint's hash elsewhere holds it against the one that stands here.
package struct LedgerExtract: Sendable, Hashable, Codable {
    /// An entry, in full where the reader may see it.
    package struct Line: Sendable, Hashable, Codable {
        package var seq: Int64
        /// The checkpoint that seals it; nil: none yet.
        package var checkpoint: Int64?
        /// Its place among the checkpoint's entries, from 0.
        package var place: Int?
        package var says: Saying?
    }

    /// What an entry says, in the form in which it is hashed: numbers as 8 bytes, big end first, texts as UTF-8 with their length in front.
    package struct Saying: Sendable, Hashable, Codable {
        /// Microseconds since 1970, UTC.
        package var at: Int64
        /// The same for people.
        package var time: String
        package var actor: Int64
        package var kind: String
        package var noun: String
        package var subject: Int64
        package var scope: String
        package var payload: String
        package var reason: String
        package var visibility: String
    }

    package struct Seal: Sendable, Hashable, Codable {
        package var number: Int64
        /// Hexadecimal, as all hashes here.
        package var previous: String
        package var hash: String
        package var entries: [String]
    }

    package var lines: [Line] = []
    package var seals: [Seal] = []

    /// What does not agree; empty: every entry that is shown is the one that was sealed.
    package func faults() -> [String] {
        var faults: [String] = []
        let byNumber = Dictionary(seals.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for seal in seals {
            var chain = SHA256()
            chain.update(data: Self.bytes(seal.previous))
            for entry in seal.entries { chain.update(data: Self.bytes(entry)) }
            if chain.finalize().hexadecimal != seal.hash { faults.append("checkpoint \(seal.number)") }
            if let before = byNumber[seal.number - 1], before.hash != seal.previous { faults.append("checkpoint \(seal.number) does not follow \(seal.number - 1)") }
        }
        for line in lines {
            guard let number = line.checkpoint, let place = line.place else { continue }
            guard let seal = byNumber[number], seal.entries.indices.contains(place) else {
                faults.append("entry \(line.seq)")
                continue
            }
            if let says = line.says, LedgerSeal.leaf(says.record(line.seq)).hexadecimal != seal.entries[place] { faults.append("entry \(line.seq)") }
        }
        return faults
    }

    private static func bytes(_ text: String) -> [UInt8] {
        let digits = text.utf8.map { UInt8($0 >= 97 ? $0 - 87 : $0 >= 65 ? $0 - 55 : $0 &- 48) }
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | (digits[$0 + 1] & 15) }
    }
}

extension LedgerExtract.Saying {
    init(_ record: LedgerRecord) {
        let entry = record.entry
        self.init(
            at: record.at.microseconds, time: record.at.iso, actor: entry.actor, kind: entry.kind, noun: entry.noun, subject: entry.subject, scope: entry.scope,
            payload: entry.payload, reason: entry.reason, visibility: entry.visibility.rawValue)
    }

    func record(_ seq: Int64) -> LedgerRecord {
        var entry = LedgerEntry(kind, noun, ID<LedgerExtract>(subject), by: actor, scope: scope, payload: payload, reason: reason)
        // A visibility that nobody knows hashes to something else and is found.
        entry.visibility = LedgerEntry.Visibility(rawValue: visibility) ?? .sealed
        return LedgerRecord(seq: seq, at: Instant(microseconds: at), entry: entry)
    }
}

extension LedgerRecord {
    init(seq: Int64, at: Instant, entry: LedgerEntry) {
        (self.seq, self.at, self.entry, cursor) = (seq, at, entry, .start)
    }
}

extension LedgerCheckpoints {
    /// The entries about these subjects, in order, with the checkpoints that seal them.
    ///
    /// - Parameter shows: whether the reader may see what an entry says.
    package static func extract(_ tx: Transaction, about subjects: [(noun: String, id: Int64)], shows: (LedgerEntry) -> Bool) throws -> LedgerExtract {
        var found: [LedgerRecord] = []
        for subject in subjects {
            found += try tx.rows(
                "SELECT \(sql: LedgerRecord.columns) FROM ledger_entry WHERE noun = \(subject.noun) AND subject = \(subject.id) ORDER BY seq", LedgerRecord.init)
        }
        found.sort { $0.seq < $1.seq }
        var (extract, places) = (LedgerExtract(), [Int64: (checkpoint: Int64, place: Int)]())
        for record in found where places[record.seq] == nil {
            guard let seal = try seal(over: record, tx) else { continue }
            extract.seals.append(seal.0)
            for (place, seq) in seal.seqs.enumerated() { places[seq] = (seal.0.number, place) }
        }
        extract.lines = found.map { record in
            let place = places[record.seq]
            return LedgerExtract.Line(
                seq: record.seq, checkpoint: place?.checkpoint, place: place?.place, says: shows(record.entry) ? LedgerExtract.Saying(record) : nil)
        }
        extract.seals.sort { $0.number < $1.number }
        return extract
    }

    private static func seal(over record: LedgerRecord, _ tx: Transaction) throws -> (LedgerExtract.Seal, seqs: [Int64])? {
        let checkpoint = try tx.row(
            """
            SELECT \(sql: LedgerCheckpoint.columns) FROM ledger_checkpoint WHERE (to_mark, to_seq) >= (\(record.cursor.mark), \(record.cursor.seq))
            ORDER BY number LIMIT 1
            """, LedgerCheckpoint.init)
        guard let checkpoint else { return nil }
        var (entries, seqs): ([String], [Int64]) = ([], [])
        try tx.stream(checkpoint.from.following(LedgerRecord.columns, from: "ledger_entry", upTo: checkpoint.to)) { row in
            let one = try LedgerRecord(row)
            entries.append(LedgerSeal.leaf(one).hexadecimal)
            seqs.append(one.seq)
            return true
        }
        let seal = LedgerExtract.Seal(
            number: checkpoint.number, previous: checkpoint.previousHash.hexadecimal, hash: checkpoint.hash.hexadecimal, entries: entries)
        return (seal, seqs)
    }
}
