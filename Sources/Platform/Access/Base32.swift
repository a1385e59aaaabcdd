/// RFC 4648's base 32, upper case and unpadded: how programs for one-time codes take a secret.
package enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func text(_ bytes: [UInt8]) -> String { text(bytes, letters) }

    /// The same bits in other letters.
    static func text(_ bytes: [UInt8], _ letters: [UInt8]) -> String {
        var out: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            (buffer, bits) = (buffer << 8 | UInt32(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                out.append(letters[Int(buffer >> UInt32(bits)) & 31])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { out.append(letters[Int(buffer << UInt32(5 - bits)) & 31]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// The letters that survive being read aloud and typed: digits and small letters without i, l, o, u.
    static let spoken = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
