import Crypto
import Kernel

/// The draw: a pure function of the seed and the entries, which anybody can compute again.
///
/// 1. Each entry gets the key SHA-256("kepu-ballot/1/" + seed in hexadecimal + "/" + its number).
/// 2. The entries are put in the order of their keys, the smallest first; among equals the smaller number.
/// 3. In that order each party gets the first of the sessions that it chose where so many places of its kind are left as it has persons:
///    all of them together. A party for which none is left gets nothing, and the next one is asked.
package enum BallotDraw {
    /// What the draw knows of an entry: nothing of a person, and not when it came.
    package struct Entry: Sendable, Hashable, Codable {
        package let number: Int64
        package let kind: String
        package let party: Int
        /// In the order of their wish.
        package let sessions: [String]
        /// SHA-256 of the entry's code, which only its owner has.
        package let hash: String
        package init(number: Int64, kind: String, party: Int, sessions: [String], hash: String) {
            (self.number, self.kind, self.party, self.sessions, self.hash) = (number, kind, party, sessions, hash)
        }
    }

    package struct Places: Sendable, Hashable, Codable {
        package let session: String
        package let kind: String
        package let places: Int
        package init(session: String, kind: String, places: Int) { (self.session, self.kind, self.places) = (session, kind, places) }
    }

    package struct Outcome: Sendable, Hashable, Codable {
        package let number: Int64
        /// In the drawn order, from 1.
        package let place: Int
        /// Nil: nothing was left.
        package let session: String?
        package init(number: Int64, place: Int, session: String?) { (self.number, self.place, self.session) = (number, place, session) }
    }

    /// In the drawn order.
    package static func run(seed: [UInt8], entries: [Entry], places: [Places]) -> [Outcome] {
        var left: [String: Int] = [:]
        for one in places { left[one.session + "/" + one.kind, default: 0] += one.places }
        let seed = seed.hexadecimal
        let ordered = entries.map { Keyed(key: key(of: $0.number, seed: seed), entry: $0) }.sorted()
        var outcomes: [Outcome] = []
        for one in ordered {
            let entry = one.entry, kind = "/" + entry.kind
            let session = entry.party < 1 ? nil : entry.sessions.first { left[$0 + kind, default: 0] >= entry.party }
            if let session { left[session + kind, default: 0] -= entry.party }
            outcomes.append(Outcome(number: entry.number, place: outcomes.count + 1, session: session))
        }
        return outcomes
    }

    private struct Keyed: Comparable {
        let key: String
        let entry: Entry
        static func < (a: Keyed, b: Keyed) -> Bool { a.key == b.key ? a.entry.number < b.entry.number : a.key < b.key }
    }

    /// The key that puts an entry into its place.
    package static func key(of number: Int64, seed: String) -> String { hash("kepu-ballot/1/\(seed)/\(number)") }

    /// What is published before entries close, and binds the seed.
    package static func commitment(to seed: [UInt8]) -> String { SHA256.hash(data: seed).hexadecimal }

    /// What stands for all entries, whatever their order in the file.
    package static func digest(of entries: [Entry]) -> String {
        var hash = SHA256()
        for entry in entries.sorted(by: { $0.number < $1.number }) {
            hash.update(data: Array("\(entry.number)/\(entry.kind)/\(entry.party)/\(entry.sessions.joined(separator: ","))/\(entry.hash)\n".utf8))
        }
        return hash.finalize().hexadecimal
    }

    package static func hash(_ text: String) -> String { SHA256.hash(data: Array(text.utf8)).hexadecimal }

    package static func bytes(hexadecimal text: String) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: letters.count, by: 2) {
            guard let byte = UInt8(String(decoding: letters[place..<place + 2], as: UTF8.self), radix: 16), letters[place] != UInt8(ascii: "+") else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
