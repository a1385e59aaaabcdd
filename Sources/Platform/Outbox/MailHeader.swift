import Foundation

/// Header lines of a mail (RFC 5322), with words beyond ASCII as RFC 2047 has them.
enum MailHeader {
    /// One line with its end. Nothing in `value` can begin another one.
    static func line(_ name: String, _ value: String) -> String { "\(name): \(oneLine(value))\r\n" }

    /// The text as one or more encoded words, folded; as it stands where it is short plain ASCII.
    static func words(_ text: String) -> String {
        let text = oneLine(text)
        let isPlain = text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && !text.contains("=?") && text.utf8.count <= 60
        guard !isPlain else { return text }
        return pieces(text, bytes: 45).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `=?utf-8?B?…?= <kepu@example.org>`; a name in ASCII stands in quotes.
    static func mailbox(_ name: String, _ address: String) -> String {
        guard !name.isEmpty else { return "<\(address)>" }
        let isPlain = name.utf8.allSatisfy { $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") } && name.utf8.count <= 60
        return (isPlain ? "\"\(name)\"" : words(name)) + " <\(address)>"
    }

    /// Pieces of so many bytes at most, never within a character of Unicode.
    private static func pieces(_ text: String, bytes: Int) -> [String] {
        var out: [String] = []
        var piece = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if count + width > bytes {
                out.append(String(piece))
                (piece, count) = (String.UnicodeScalarView(), 0)
            }
            piece.append(scalar)
            count += width
        }
        return out + [String(piece)]
    }

    /// Folded lines stay; any other end of a line becomes a blank.
    private static func oneLine(_ text: String) -> String {
        let marked = text.replacing("\r\n ", with: "\u{1}")
        let scalars = marked.unicodeScalars.map { $0.value < 32 && $0 != "\u{1}" || $0.value == 127 ? " " : $0 }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars)
        return String(out).replacing("\u{1}", with: "\r\n ")
    }
}
