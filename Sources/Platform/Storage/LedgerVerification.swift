import Kernel

/// What a check of the whole ledger found.
package enum LedgerVerdict: Sendable, Equatable {
    /// Every sealed entry is as it was sealed; `unsealed` follow the last checkpoint.
    case intact(checkpoints: Int64, entries: Int64, unsealed: Int64)
    case broken(checkpoint: Int64, LedgerDamage)
}

/// The first thing that differs.
package enum LedgerDamage: Sendable, Equatable {
    case changed(seq: Int64)
    case missing(seq: Int64)
    case added(seq: Int64)
    /// The checkpoint itself, or its link to the one before.
    case checkpoint
}

extension LedgerCheckpoints {
    /// Computes every hash anew. `progress` hears how many entries of how many are done.
    package static func verify(_ tx: Transaction, progress: (Int64, Int64) -> Void = { _, _ in }) throws -> LedgerVerdict {
        let total = try tx.number("SELECT SUM(entries) FROM ledger_checkpoint") ?? 0
        var (checkpoints, entries) = (Int64(0), Int64(0))
        var (end, hash) = (LedgerCursor.start, [UInt8]())
        var broken: LedgerVerdict?
        try tx.stream("SELECT \(sql: LedgerCheckpoint.columns) FROM ledger_checkpoint ORDER BY number") { row in
            let checkpoint = try LedgerCheckpoint(row)
            let isLinked = checkpoint.number == checkpoints + 1 && checkpoint.previousHash == hash && checkpoint.from == end
            if let damage = isLinked ? try damage(tx, checkpoint) : .checkpoint {
                broken = .broken(checkpoint: checkpoint.number, damage)
                return false
            }
            (end, hash) = (checkpoint.to, checkpoint.hash)
            checkpoints += 1
            entries += Int64(checkpoint.entries)
            progress(entries, total)
            return true
        }
        if let broken { return broken }
        let unsealed =
            try tx.number(
                """
                SELECT (SELECT COUNT(*) FROM ledger_entry WHERE mark = \(end.mark) AND seq > \(end.seq)) + (SELECT COUNT(*) FROM ledger_entry WHERE mark > \(end.mark))
                """) ?? 0
        return .intact(checkpoints: checkpoints, entries: entries, unsealed: unsealed)
    }

    private static func damage(_ tx: Transaction, _ checkpoint: LedgerCheckpoint) throws -> LedgerDamage? {
        let sealed = Sealed(checkpoint.digests)
        guard sealed.count == checkpoint.entries else { return .checkpoint }
        var seal = LedgerSeal(after: checkpoint.previousHash)
        var place = 0
        var damage: LedgerDamage?
        try tx.stream(checkpoint.from.following(LedgerRecord.columns, from: "ledger_entry", upTo: checkpoint.to)) { row in
            let record = try LedgerRecord(row)
            damage = sealed.compare(record, at: place)
            guard damage == nil else { return false }
            seal.add(record)
            place += 1
            return true
        }
        if let damage { return damage }
        if place < sealed.count { return .missing(seq: sealed.seq(place)) }
        return seal.hash == checkpoint.hash ? nil : .checkpoint
    }

    /// The digests of one checkpoint.
    private struct Sealed {
        private let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var count: Int { bytes.count / LedgerSeal.digestLength }

        func seq(_ place: Int) -> Int64 {
            let start = place * LedgerSeal.digestLength
            return bytes[start..<start + 8].reduce(0) { $0 << 8 | Int64($1) }
        }

        func compare(_ record: LedgerRecord, at place: Int) -> LedgerDamage? {
            guard place < count else { return .added(seq: record.seq) }
            guard seq(place) == record.seq else {
                let isKnown = (place..<count).contains { seq($0) == record.seq }
                return isKnown ? .missing(seq: seq(place)) : .added(seq: record.seq)
            }
            let start = place * LedgerSeal.digestLength + 8
            return bytes[start..<start + 8].elementsEqual(LedgerSeal.leaf(record).prefix(8)) ? nil : .changed(seq: record.seq)
        }
    }
}
