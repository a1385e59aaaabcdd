import Crypto
import Foundation
import Kernel

/// The hash over a run of entries: SHA-256 over the hash before and each entry's own SHA-256.
struct LedgerSeal {
    /// 8 bytes of the entry's number and 8 of its hash.
    static let digestLength = 16

    private var chain = SHA256()
    private(set) var digests: [UInt8] = []

    init(after previous: [UInt8]) { chain.update(data: previous) }

    mutating func add(_ record: LedgerRecord) {
        let leaf = Self.leaf(record)
        chain.update(data: leaf)
        digests += Self.bytes(record.seq) + leaf.prefix(8)
    }

    var hash: [UInt8] { Array(chain.finalize()) }

    static func leaf(_ record: LedgerRecord) -> [UInt8] { Array(SHA256.hash(data: canonical(record))) }

    /// Numbers as 8 bytes, texts with their length before them: no two entries have the same bytes.
    private static func canonical(_ record: LedgerRecord) -> [UInt8] {
        let entry = record.entry
        var out: [UInt8] = []
        out.reserveCapacity(128 + entry.payload.utf8.count)
        for number in [record.seq, record.at.microseconds, entry.actor, entry.subject] { out += bytes(number) }
        for text in [entry.kind, entry.noun, entry.scope, entry.payload, entry.reason, entry.visibility.rawValue] {
            out += bytes(Int64(text.utf8.count))
            out += text.utf8
        }
        return out
    }

    static func bytes(_ number: Int64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
