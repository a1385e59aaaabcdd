package import Kernel

/// One cell of a spreadsheet that is written.
package enum SheetCell: Sendable, Equatable {
    case empty
    /// Always text: identities keep their zeros, and what looks like a formula stays a text.
    case text(String)
    /// A number; one that a spreadsheet cannot hold exactly (more than 15 digits) is written as text.
    case integer(Int64)
    case real(Double)
    case bool(Bool)
    /// A real date, shown as `2023-09-16`.
    case day(Day)
    /// A real date with a time, shown as `2023-09-16 09:00`: what clocks on site say.
    case time(LocalTime)

    /// The cell for a value of any kind; lists and objects have no place in a cell.
    package init(_ datum: Datum) {
        switch datum {
        case .null, .list, .object: self = .empty
        case .bool(let value): self = .bool(value)
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        }
    }
}

/// One column: what its heading says, and how wide it is, in digits (a Chinese character takes two).
package struct SheetColumn: Sendable, Equatable {
    package var heading: String
    package var width: Double

    package init(_ heading: String, width: Double = 16) { (self.heading, self.width) = (heading, width) }
}

/// Texts of cells as the format can hold them.
enum SheetText {
    /// Code units that a cell holds at most.
    static let most = 32_767

    /// Every line end as one, without characters that XML cannot hold, with `_x0041_` and the like kept from being decoded, cut at the end of a letter
    /// where it is too long.
    static func cell(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && previous != "\r") { scalars.append("\n") } else if scalar != "\n", isKept(scalar) { scalars.append(scalar) }
            previous = scalar
        }
        let kept = escapingCodes(String(scalars))
        guard kept.utf16.count > most else { return kept }
        let room = most - 1
        var end = kept.utf16.index(kept.utf16.startIndex, offsetBy: room)
        while end > kept.startIndex, String.Index(end, within: kept) == nil { end = kept.utf16.index(before: end) }
        return String(kept[..<end]) + "…"
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: true
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    private static func escapingCodes(_ text: String) -> String {
        guard text.utf8.contains(0x5F) else { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        for (at, byte) in bytes.enumerated() {
            if byte == 0x5F, isCode(bytes, at) { out.append(contentsOf: "_x005F".utf8) }
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isCode(_ bytes: [UInt8], _ at: Int) -> Bool {
        guard at + 6 < bytes.count, bytes[at + 1] == UInt8(ascii: "x"), bytes[at + 6] == 0x5F else { return false }
        return bytes[at + 2..<at + 6].allSatisfy { $0 < 0x80 && Character(Unicode.Scalar($0)).isHexDigit }
    }

    /// A name that a sheet may have: at most 31 code units, without `[ ] : * ? / \`, not empty, no apostrophe at its ends.
    static func sheetName(_ name: String, number: Int) -> String {
        let suffix = number > 1 ? " \(number)" : ""
        let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
        var clean = String(cell(name).map { forbidden.contains($0) || $0.isNewline || $0 == "\t" ? " " : $0 })
        while let edge = clean.first, edge == "'" || edge == " " { clean.removeFirst() }
        while clean.utf16.count > 31 - suffix.utf16.count { clean.removeLast() }
        while let edge = clean.last, edge == "'" || edge == " " { clean.removeLast() }
        return (clean.isEmpty || clean.lowercased() == "history" ? "Sheet" : clean) + suffix
    }
}
