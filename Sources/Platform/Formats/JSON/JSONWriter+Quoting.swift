extension JSONWriter {
    /// Adds the text in quotes, escaped as RFC 8259 asks. U+2028 and U+2029, which end a line in old JavaScript, are escaped too.
    static func quote(_ text: String, isForHTML: Bool, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        var text = text
        text.withUTF8 { utf8 in
            var from = 0
            var at = 0
            while at < utf8.count {
                let byte = utf8[at]
                let length = escapedLength(byte, utf8, at, isForHTML)
                if length == 0 {
                    at += 1
                    continue
                }
                bytes.append(contentsOf: utf8[from..<at])
                escape(byte, separator: length == 3 ? utf8[at + 2] : 0, to: &bytes)
                at += length
                from = at
            }
            bytes.append(contentsOf: utf8[from...])
        }
        bytes.append(0x22)
    }

    /// How many bytes from here on stand for one escape; 0 for a byte that is written as it is.
    @inline(__always)
    private static func escapedLength(_ byte: UInt8, _ utf8: UnsafeBufferPointer<UInt8>, _ at: Int, _ isForHTML: Bool) -> Int {
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F: 1
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): isForHTML ? 1 : 0
        case 0xE2: at + 2 < utf8.count && utf8[at + 1] == 0x80 && utf8[at + 2] & 0xFE == 0xA8 ? 3 : 0
        default: 0
        }
    }

    private static func escape(_ byte: UInt8, separator: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x22: bytes.append(text: "\\\"")
        case 0x5C: bytes.append(text: "\\\\")
        case 0x0A: bytes.append(text: "\\n")
        case 0x0D: bytes.append(text: "\\r")
        case 0x09: bytes.append(text: "\\t")
        case 0xE2: bytes.append(text: separator == 0xA8 ? "\\u2028" : "\\u2029")
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(text: "\\u00")
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
