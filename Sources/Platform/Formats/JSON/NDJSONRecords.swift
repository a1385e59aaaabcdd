import Kernel

/// The records of a file that holds one JSON object on each line.
///
/// A line that is wrong loses only itself: reading goes on behind the next line break.
struct NDJSONRecords: RecordReader {
    private var parser: JSONParser
    private let file: String
    private var count = 0
    private let supply: any ByteSupply

    var share: Double? { supply.share }
    private var hasBegun = false
    private var failed: FormatProblem?

    init(_ supply: any ByteSupply, file: String, limits: RecordFile.Limits, chunk: Int = 65_536) {
        (self.file, self.supply) = (file, supply)
        parser = JSONParser(supply, limits: limits, chunk: chunk, oneLineEach: true)
    }

    mutating func next() throws(FormatProblem) -> SourceRecord? {
        if let failed { throw failed }
        do throws(FormatProblem) {
            return try record()
        } catch {
            var problem = error.at(file: file, row: count == 0 ? nil : count)
            // Bytes that cannot be had lose the file; bytes that cannot be understood lose the line.
            if problem.code != .unreadable, count > 0 { problem = problem.forOneRecord }
            if problem.isFatal { failed = problem } else { skipLine() }
            throw problem
        }
    }

    private mutating func record() throws(FormatProblem) -> SourceRecord? {
        if !hasBegun {
            hasBegun = true
            try parser.cursor.skipMark()
        }
        repeat { try parser.skipSpace() } while try parser.cursor.take(0x0A)
        guard try parser.cursor.peek() != nil else {
            guard count > 0 else { throw FormatProblem(.empty, Phrase("文件是空的。", "The file is empty.")) }
            return nil
        }
        count += 1
        let (line, byte) = (parser.cursor.line, parser.cursor.offset)
        let datum = try parser.value()
        try parser.skipSpace()
        if let next = try parser.cursor.peek(), next != 0x0A {
            throw try parser.unexpected("换行（一行一条记录）", "a line break (one record on each line)")
        }
        if let flaw = parser.flaw { throw flaw }
        guard case .object = datum else { throw .notAnObject(datum, line: line) }
        return SourceRecord(datum: datum, number: count, line: line, byte: byte)
    }

    /// Goes to the end of the line, in constant memory.
    private mutating func skipLine() {
        do throws(FormatProblem) {
            while let byte = try parser.cursor.peek(), byte != 0x0A { parser.cursor.step() }
        } catch {
            failed = error.at(file: file)
        }
    }
}
