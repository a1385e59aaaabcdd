import Foundation
import Synchronization

/// The Latin letters of single characters, from Foundation's tables. Each is asked for once: the tables are slow, the memory is
/// bounded by the number of characters there are.
enum Syllables {
    private static let known = Mutex<[Character: String]>([:])

    /// The usual reading of a Han character; the character itself when the tables have none.
    static func of(_ character: Character) -> String {
        remembered(character) {
            let toned = String(character).applyingTransform(StringTransform("Han-Latin"), reverse: false) ?? ""
            let plain = toned.precomposedStringWithCanonicalMapping.map { "üǖǘǚǜ".contains($0) ? "v" : String($0) }.joined()
            let latin = plain.applyingTransform(StringTransform("Latin-ASCII"), reverse: false)?.lowercased() ?? ""
            return latin.isEmpty || !latin.utf8.allSatisfy { $0 < 0x80 } ? String(character) : latin
        }
    }

    /// A letter of any other script in ASCII letters, lower-cased; empty for what is no letter.
    static func latin(_ character: Character) -> String {
        remembered(character) {
            String(character).applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false)?.lowercased() ?? ""
        }
    }

    private static func remembered(_ character: Character, _ make: () -> String) -> String {
        if let answer = known.withLock({ $0[character] }) { return answer }
        let answer = make()
        known.withLock { known in
            if known.count > 40_000 { known.removeAll() }
            known[character] = answer
        }
        return answer
    }
}
