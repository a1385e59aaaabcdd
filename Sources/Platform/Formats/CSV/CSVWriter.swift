/// Writes a table for spreadsheet programs: UTF-8 with its mark (so that Excel reads Chinese), CRLF, and cells that look like
/// formulas made harmless by an apostrophe in front.
///
/// Take the bytes with `drain` every now and then; then a table of any length is written in bounded memory.
package struct CSVWriter: FormatWriter {
    /// Rows, without the row of names.
    package private(set) var count = 0
    /// Whether texts that a spreadsheet program would run get an apostrophe in front. Leave it on for people; off for programs.
    private let guardsFormulas: Bool
    private let separator: UInt8
    private var bytes: [UInt8] = []

    /// Begins with the mark and the row of names.
    package init(header: [String], separator: Character = ",", guardsFormulas: Bool = true) {
        self.guardsFormulas = guardsFormulas
        self.separator = separator.asciiValue ?? 0x2C
        bytes = [0xEF, 0xBB, 0xBF]
        row(header.map(Datum.text))
        count = 0
    }

    package var pending: Int { bytes.count }

    /// A table ends with its last row; there is nothing to write.
    package mutating func finish() {}

    /// Adds a row. Numbers are written as numbers; lists and objects have no place in a table and stay empty.
    package mutating func row(_ cells: [Datum]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            switch cell {
            case .null, .list, .object: break
            case .bool(let value): bytes.append(contentsOf: (value ? "TRUE" : "FALSE").utf8)
            case .integer(let value): bytes.append(contentsOf: String(value).utf8)
            case .real(let value): if value.isFinite { bytes.append(contentsOf: String(value).utf8) }
            case .text(let value): text(value)
            }
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
        count += 1
    }

    /// Gives the bytes written since the last time.
    package mutating func drain() -> [UInt8] { bytes.drained() }

    private mutating func text(_ value: String) {
        let harmless = guardsFormulas && Self.looksLikeFormula(value) ? "'" + value : value
        guard value.isEmpty || harmless.utf8.contains(where: { Self.needsQuotes($0) || $0 == separator }) else {
            bytes.append(contentsOf: harmless.utf8)
            return
        }
        bytes.append(0x22)
        for byte in harmless.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x0A, 0x0D, 0x09, 0x2C, 0x3B, 0x20: true
        default: false
        }
    }

    /// Whether a spreadsheet program could take the text for a formula or a command: `=`, `+`, `-`, `@` (also in full width) as the
    /// first letter that shows, quotes passed over, or a tab or line end in front.
    static func looksLikeFormula(_ text: String) -> Bool {
        if let first = text.unicodeScalars.first, first == "\t" || first == "\r" || first == "\n" { return true }
        let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
        let first = text.unicodeScalars.first { scalar in
            if scalar == "\"" || scalar == "'" { return false }
            if scalar.value > 0x20, scalar.value < 0x7F { return true }
            return !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint && scalar.properties.generalCategory != .control
        }
        return first.map(signs.contains) ?? false
    }
}
