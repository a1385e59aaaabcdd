/// A text's number (FNV-1a, 64 bits), the same in every run and every program; Swift's own hashes differ from run to run. For telling
/// apart, not for secrets.
package enum Fingerprint {
    /// - seed: another one gives other numbers.
    package static func of(_ text: String, seed: UInt64 = 0) -> UInt64 {
        var hash = 0xcbf2_9ce4_8422_2325 ^ seed
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
