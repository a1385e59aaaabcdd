/// Addresses as they may stand in a feed: only ASCII that RFC 3986 allows, everything else percent-encoded.
enum WebAddress {
    /// The address with blanks, control characters, quotes, angle brackets and letters beyond ASCII percent-encoded.
    static func encoded(_ address: String) -> String {
        guard !address.utf8.allSatisfy(isPlain) else { return address }
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in address.utf8 {
            if isPlain(byte) { out.append(byte) } else { out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: true
        }
    }
}
