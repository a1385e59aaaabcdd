import Kernel

/// Reads rows of cells from a text with separators, as RFC 4180 has it: cells in double quotes may hold separators, line breaks
/// and doubled quotes. Rows end with LF, CRLF or CR.
struct CSVScanner {
    var cursor: ByteCursor
    let separator: UInt8
    let limits: RecordFile.Limits
    private var scratch: [UInt8] = []
    private var start: Int64 = 0

    init(_ cursor: ByteCursor, separator: UInt8, limits: RecordFile.Limits) {
        (self.cursor, self.separator, self.limits) = (cursor, separator, limits)
    }

    /// The next row; nil at the end. An empty cell is null, an empty cell in quotes is an empty text.
    mutating func row() throws(FormatProblem) -> [Datum]? {
        guard try cursor.peek() != nil else { return nil }
        start = cursor.offset
        var cells: [Datum] = []
        while true {
            cells.append(try cell())
            guard cells.count <= limits.columns else {
                throw problem(.tooManyCells, "一行的单元格太多（上限 \(limits.columns) 个）。", "The row has too many cells (at most \(limits.columns)).")
            }
            guard let byte = try cursor.peek() else { return cells }
            if byte == separator {
                cursor.step()
            } else if byte == 0x0A || byte == 0x0D {
                cursor.step()
                if byte == 0x0D { _ = try cursor.take(0x0A) }
                return cells
            } else {
                throw problem(
                    .quote, "双引号结束后还有文字。单元格里的双引号要写成两个（\"\"）。",
                    "There is text behind the closing quote. Write a quote inside a cell as two (\"\").")
            }
        }
    }

    private mutating func cell() throws(FormatProblem) -> Datum {
        scratch.removeAll(keepingCapacity: scratch.capacity <= 65_536)
        let line = cursor.line
        if try cursor.take(0x22) {
            try quoted(from: line)
            return .text(try text(line))
        }
        let separator = separator
        while true {
            try cursor.run(into: &scratch) { $0 == separator || $0 == 0x0A || $0 == 0x0D || $0 == 0x22 }
            try checkSize(line)
            guard let byte = try cursor.peek() else { break }
            if byte == 0x22 {
                throw problem(
                    .quote, "单元格中间出现双引号。请把整个单元格用双引号括起来，里面的双引号写成两个（\"\"）。",
                    "There is a quote inside a cell. Put the whole cell in quotes and write each quote inside as two (\"\").")
            }
            if byte == separator || byte == 0x0A || byte == 0x0D { break }
        }
        return scratch.isEmpty ? .null : .text(try text(line))
    }

    private mutating func quoted(from line: Int) throws(FormatProblem) {
        while true {
            try cursor.run(into: &scratch) { $0 == 0x22 || $0 == 0x0A }
            try checkSize(line)
            guard let byte = try cursor.peek() else {
                throw FormatProblem(
                    .quote, Phrase("从这一行开始的双引号一直没有结束。", "The quote that opens on this line is never closed."), line: line)
            }
            guard byte == 0x22 || byte == 0x0A else { continue }
            cursor.step()
            if byte == 0x0A {
                scratch.append(byte)
            } else if try cursor.take(0x22) {
                scratch.append(0x22)
            } else {
                return
            }
        }
    }

    private func text(_ line: Int) throws(FormatProblem) -> String {
        guard !scratch.contains(0) else {
            throw FormatProblem(.encoding, Phrase("这一行里有字节 0；这不是文字文件。", "There is a zero byte on this line; this is not a text file."), line: line)
        }
        guard let text = String(checkedUTF8: scratch) else { throw .badText(line: line) }
        return text
    }

    /// Checks the cell and the row; a quote that is never closed shows itself here, so the line where the cell opens is named.
    private func checkSize(_ line: Int) throws(FormatProblem) {
        guard scratch.count <= limits.textBytes, cursor.offset - start <= Int64(limits.recordBytes) else {
            throw FormatProblem(
                .tooLarge,
                Phrase(
                    "从这一行开始的单元格太大（单元格上限 \(limits.textBytes) 字节，一行上限 \(limits.recordBytes) 字节）。是不是少了一个双引号？",
                    "The cell that begins here is too large (at most \(limits.textBytes) bytes a cell, \(limits.recordBytes) a row). Is a quote missing?"
                ),
                line: line)
        }
    }

    private func problem(_ code: FormatProblem.Code, _ zh: String, _ en: String) -> FormatProblem {
        FormatProblem(code, Phrase(zh, en), line: cursor.line)
    }
}
