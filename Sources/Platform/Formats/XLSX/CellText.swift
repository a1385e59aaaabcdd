/// Texts of cells as the format writes them.
enum CellText {
    /// The text of UTF-8 bytes, with `_x000D_` and the like turned into the characters that XML cannot hold.
    static func decoded(_ bytes: [UInt8]) -> String {
        guard bytes.contains(0x5F), bytes.count >= 7 else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if let scalar = escaped(bytes, at) {
                out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                at += 7
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func escaped(_ bytes: [UInt8], _ at: Int) -> Unicode.Scalar? {
        guard at + 7 <= bytes.count, bytes[at] == 0x5F, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F else { return nil }
        var number: UInt32 = 0
        for byte in bytes[at + 2..<at + 6] {
            guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            number = number << 4 | UInt32(digit)
        }
        return Unicode.Scalar(number)
    }
}
