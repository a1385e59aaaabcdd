/// Text for XML: markup escaped, characters that XML 1.0 cannot hold left out.
enum XMLText {
    /// Adds the text between two tags.
    static func append(_ text: String, to bytes: inout [UInt8]) { append(text, to: &bytes, isAttribute: false) }

    /// Adds ` name="text"`.
    static func attribute(_ name: StaticString, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(text: " \(name)=\"")
        append(text, to: &bytes, isAttribute: true)
        bytes.append(0x22)
    }

    /// Adds `<name>text</name>`.
    static func element(_ name: StaticString, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(text: "<\(name)>")
        append(text, to: &bytes)
        bytes.append(text: "</\(name)>")
    }

    private static func append(_ text: String, to bytes: inout [UInt8], isAttribute: Bool) {
        var text = text
        text.withUTF8 { utf8 in
            var at = 0
            while at < utf8.count {
                let byte = utf8[at]
                switch byte {
                case UInt8(ascii: "&"): bytes.append(text: "&amp;")
                case UInt8(ascii: "<"): bytes.append(text: "&lt;")
                case UInt8(ascii: ">"): bytes.append(text: "&gt;")
                case UInt8(ascii: "\""): bytes.append(text: "&quot;")
                // Readers turn a bare line end inside an attribute into a blank, and a bare return anywhere into a line end.
                case 0x0A where isAttribute: bytes.append(text: "&#10;")
                case 0x09 where isAttribute: bytes.append(text: "&#9;")
                case 0x0D: bytes.append(text: "&#13;")
                case 0x09, 0x0A: bytes.append(byte)
                case 0..<0x20, 0x7F: break
                // U+0080 to U+009F are allowed but discouraged; U+FFFE and U+FFFF are not characters.
                case 0xC2 where at + 1 < utf8.count && utf8[at + 1] < 0xA0: at += 1
                case 0xEF where at + 2 < utf8.count && utf8[at + 1] == 0xBF && utf8[at + 2] >= 0xBE: at += 2
                default: bytes.append(byte)
                }
                at += 1
            }
        }
    }
}
