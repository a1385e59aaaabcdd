import Kernel

/// Reads a file that is no known kind of bytes as text: UTF-8 from the first byte to the last, without control characters and without a
/// page's or a drawing's beginning.
enum TextReader {
    static func kind(of file: DiskFile, size: Int64, ending: String, _ field: String?) throws -> FileKind {
        var check = UTF8Check(), place: Int64 = 0
        while place < size {
            let piece = try file.bytes(Int(min(1 << 20, size - place)), at: place)
            guard !piece.isEmpty else { break }
            guard check.takes(piece) else { throw Refusal.fileUnknown(field) }
            if place == 0, let markup = markup(piece) { throw Refusal.fileScript(markup, field) }
            place += Int64(piece.count)
        }
        guard check.isWhole else { throw Refusal.fileUnknown(field) }
        return ending == "csv" ? .csv : .text
    }

    /// What a browser would take for a page or a drawing.
    private static func markup(_ piece: [UInt8]) -> String? {
        let head = String(decoding: piece.prefix(64 << 10), as: UTF8.self).lowercased().drop { $0 == "\u{FEFF}" || $0.isWhitespace }
        guard head.first == "<" else { return nil }
        if head.contains("<svg") { return "SVG" }
        for word in ["<!doctype", "<html", "<?xml", "<script", "<body", "<head", "<iframe", "<img", "<!--"] where head.hasPrefix(word) { return "HTML" }
        return nil
    }
}

/// Whether bytes that come in pieces are UTF-8 (RFC 3629) without control characters other than those of lines and columns.
struct UTF8Check {
    /// How many bytes of a character are still to come, and between which the next one must lie.
    private var missing = 0
    private var (low, high): (UInt8, UInt8) = (0x80, 0xBF)

    var isWhole: Bool { missing == 0 }

    mutating func takes(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { room in
            for byte in room {
                if missing > 0 {
                    guard byte >= low, byte <= high else { return false }
                    missing -= 1
                    (low, high) = (0x80, 0xBF)
                } else {
                    switch byte {
                    case 0x20...0x7E, 0x09, 0x0A, 0x0C, 0x0D: continue
                    case 0xC2...0xDF: missing = 1
                    case 0xE0...0xEF:
                        missing = 2
                        if byte == 0xE0 { low = 0xA0 }
                        if byte == 0xED { high = 0x9F }
                    case 0xF0...0xF4:
                        missing = 3
                        if byte == 0xF0 { low = 0x90 }
                        if byte == 0xF4 { high = 0x8F }
                    default: return false
                    }
                }
            }
            return true
        }
    }
}
