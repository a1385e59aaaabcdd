import CSodium
import Crypto

/// What is asked of secrets everywhere: compared without telling how far they agree, kept as a hash.
package enum Secrets {
    /// Whether both are the same, in a time that depends on their length alone.
    package static func same(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.count == b.count && sodium_memcmp(a, b, a.count) == 0 }

    package static func same(_ a: String, _ b: String) -> Bool { same(Array(a.utf8), Array(b.utf8)) }

    package static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// What stands for a text where it must be found again: the same for the same text, and without the key no way back (HMAC-SHA256).
    package static func mark(_ text: String, under key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }

    /// SHA-256: for what is long enough not to be guessed.
    package static func digest(_ text: String) -> [UInt8] { hash(text) }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
