/// Numbers and bytes in the letters of a ticket: Crockford's base 32, capitals only, one spelling for each.
enum TicketLetters {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    static func text(_ number: Int64, length: Int) -> String {
        String(decoding: (0..<length).reversed().map { letters[Int(number >> Int64(5 * $0)) & 31] }, as: UTF8.self)
    }

    static func number(_ text: some StringProtocol, length: Int) -> Int64? {
        guard text.utf8.count == length else { return nil }
        var number: Int64 = 0
        for letter in text.utf8 {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            number = number << 5 | Int64(value)
        }
        return number
    }

    static func text(_ bytes: [UInt8]) -> String {
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

    /// Nil for what `text` would not have written: other letters, bits left over.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var out: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for letter in text.utf8 {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            (buffer, bits) = (buffer << 5 | UInt32(value), bits + 5)
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        return self.text(out) == text ? out : nil
    }
}
