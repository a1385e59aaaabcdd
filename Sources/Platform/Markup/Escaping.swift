// The one place that turns text into markup. The same rule serves text and quoted attribute values, so nothing depends on
// where a piece ends up: & < > " ' become references; control characters, which no browser shows and some act on, U+FFFD.
extension HTML {
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { source in
            var clean = 0
            for index in source.indices {
                guard let replacement = Self.replacement(of: source[index]) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[clean..<index]))
                append(replacement)
                clean = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[clean...]))
        }
    }

    /// What stands for the byte, nil when it may stand for itself. Bytes above 127 belong to letters and stay.
    private static func replacement(of byte: UInt8) -> StaticString? {
        switch byte {
        case 0x3F...0x7E, 0x80...0xFF: nil
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        case 0x27: "&#39;"
        case 0x09, 0x0A, 0x0D: nil
        case 0x00..<0x20, 0x7F: "\u{FFFD}"
        default: nil
        }
    }
}
