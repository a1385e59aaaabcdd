import Kernel

/// The first row of a CSV file, read before the separator is known.
enum CSVHeading {
    /// The bytes of the first row that is not empty, without its line end; nil when the text holds none. Line breaks in quotes belong to it.
    static func read(from cursor: inout ByteCursor, limits: RecordFile.Limits) throws(FormatProblem) -> (bytes: [UInt8], line: Int, rowsBefore: Int)?
    {
        var bytes: [UInt8] = []
        var blank = 0
        var line = cursor.line
        var isQuoted = false
        while let byte = try cursor.peek() {
            if !isQuoted, byte == 0x0A || byte == 0x0D {
                guard bytes.isEmpty else { break }
                cursor.step()
                if byte == 0x0D { _ = try cursor.take(0x0A) }
                blank += 1
                line = cursor.line
                continue
            }
            if byte == 0x22 { isQuoted.toggle() }
            bytes.append(byte)
            cursor.step()
            guard bytes.count <= limits.textBytes else {
                throw FormatProblem(
                    .tooLarge,
                    Phrase(
                        "表头太长（上限 \(limits.textBytes) 字节）。是不是少了一个双引号？",
                        "The header is too long (at most \(limits.textBytes) bytes). Is a quote missing?"),
                    line: line)
            }
        }
        if let byte = try cursor.peek() {
            cursor.step()
            if byte == 0x0D { _ = try cursor.take(0x0A) }
        }
        return bytes.isEmpty ? nil : (bytes, line, blank)
    }

    /// The separator that stands outside quotes: the only one of comma, semicolon and tab there, or the one that stands there
    /// clearly most often. A header of one column has none; then it is the comma.
    static func separator(of header: [UInt8]) throws(FormatProblem) -> UInt8 {
        var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
        var isQuoted = false
        for byte in header {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted { counts[byte]? += 1 }
        }
        let order = counts.sorted { $0.value > $1.value }
        if order[0].value == 0 { return 0x2C }
        guard order[0].value > order[1].value else {
            throw FormatProblem(
                .separator,
                Phrase("看不出用哪种分隔符（逗号、分号还是制表符）。请直接指定。", "The separator is unclear (comma, semicolon or tab). State it."))
        }
        return order[0].key
    }
}
