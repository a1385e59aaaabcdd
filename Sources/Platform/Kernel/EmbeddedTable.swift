/// A small table of ours that is compiled into the program as text: lines of commas, the first of them the names of the
/// columns. Lines that begin with `#` are comments. Fields may stand in quotes; no field spans lines.
///
/// It reads what the repository carries and checks. Files from outside go through Formats, which trusts nothing.
package struct EmbeddedTable: Sendable {
    /// One line below the header.
    package struct Row: Sendable {
        /// Its number in the text, from 1.
        package let line: Int
        package let fields: [String]

        package subscript(column: Int) -> String { fields[column] }

        /// The error that says what is wrong in this row.
        package func malformed(_ reason: String) -> Malformed { Malformed(line: line, reason: reason) }
    }

    /// The text is not the table it should be.
    package struct Malformed: Error, Equatable, Sendable {
        package let line: Int
        package let reason: String

        package init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
    }

    /// The comment lines, without `#` and the blanks around.
    package let comments: [String]
    package let rows: [Row]

    /// - Parameter columns: the header that the text must have; every row has as many fields.
    package init(csv text: String, columns: [String]) throws(Malformed) {
        var comments: [String] = []
        var rows: [Row] = []
        var hasHeader = false
        for (index, bytes) in text.utf8.split(separator: newline, omittingEmptySubsequences: false).enumerated() {
            let line = bytes.last == carriageReturn ? bytes.dropLast() : bytes
            guard let first = line.first else { continue }
            if first == UInt8(ascii: "#") {
                comments.append(Self.trimmed(line.dropFirst()))
                continue
            }
            let row = Row(line: index + 1, fields: Self.fields(of: line))
            if hasHeader {
                guard row.fields.count == columns.count else {
                    throw row.malformed("\(row.fields.count) fields instead of \(columns.count)")
                }
                rows.append(row)
            } else {
                guard row.fields == columns else { throw row.malformed("the header is not \(columns)") }
                hasHeader = true
            }
        }
        guard hasHeader else { throw Malformed(line: 1, reason: "no header") }
        (self.comments, self.rows) = (comments, rows)
    }

    private static func fields(of line: Substring.UTF8View) -> [String] {
        guard line.contains(quote) else {
            return line.split(separator: comma, omittingEmptySubsequences: false).map { String(Substring($0)) }
        }
        var fields: [String] = []
        var field: [UInt8] = []
        var inside = false
        var previous: UInt8?
        for byte in line {
            switch byte {
            case quote:
                if !inside && previous == quote { field.append(quote) }
                inside.toggle()
            case comma where !inside:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll()
            default:
                field.append(byte)
            }
            previous = byte
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }

    private static func trimmed(_ bytes: Substring.UTF8View) -> String {
        var bytes = bytes.drop { $0 == blank }
        while bytes.last == blank { bytes = bytes.dropLast() }
        return String(Substring(bytes))
    }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let blank = UInt8(ascii: " ")
