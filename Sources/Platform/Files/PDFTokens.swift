/// Walks over the JSON that qpdf writes of a PDF, text by text. There every name of the PDF begins with `/`, decoded, and every string with
/// `u:` or `b:`, so that no text of a document can be taken for one of its names.
struct PDFTokens {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next text, as it is written, without its quotes; nil at the end.
    mutating func next() -> (text: ArraySlice<UInt8>, isKey: Bool)? {
        guard let quote = bytes[at...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        var end = quote + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        guard end < bytes.count else { return nil }
        var behind = end + 1
        while behind < bytes.count, bytes[behind] == 0x20 || bytes[behind] == 0x0A { behind += 1 }
        at = end + 1
        return (bytes[(quote + 1)..<end], behind < bytes.count && bytes[behind] == UInt8(ascii: ":"))
    }

    /// Whether `true` follows the key that was read last.
    var saysTrue: Bool { bytes[at...].drop { $0 != UInt8(ascii: ":") }.dropFirst().drop { $0 == 0x20 }.starts(with: "true".utf8) }
}
