import Kernel

/// The rows of a CSV file as records; the first row that is not empty names the columns.
///
/// It is ours because the package at hand reads the whole file into one text and accepts broken quotes silently.
struct CSVRecords: RecordReader {
    private enum State {
        case start(ByteCursor)
        case rows(CSVScanner, TableHeader)
        case end
        case failed(FormatProblem)
    }

    private let file: String
    private let wanted: UInt8?
    private let headerRow: Int
    private let search: HeaderSearch?
    private let limits: RecordFile.Limits
    private let isTranscoded: Bool
    private var state: State
    private var row = 0
    private let supply: any ByteSupply

    var share: Double? { supply.share }
    private(set) var columns: [String]?

    init(
        _ supply: any ByteSupply, file: String, separator: Character? = nil, headerRow: Int = 1, search: HeaderSearch? = nil, limits: RecordFile.Limits, chunk: Int = 65_536
    ) throws(FormatProblem) {
        if let separator, ![",", ";", "\t"].contains(separator) {
            throw FormatProblem(.separator, Phrase("分隔符只能是逗号、分号或制表符。", "The separator may be a comma, a semicolon or a tab."))
        }
        (self.file, self.headerRow, self.search, self.limits, wanted) = (file, headerRow, search, limits, separator?.asciiValue)
        self.supply = supply
        isTranscoded = supply is GB18030Bytes
        state = .start(ByteCursor(supply, chunk: chunk))
    }

    mutating func next() throws(FormatProblem) -> SourceRecord? {
        do throws(FormatProblem) {
            if case .start(let cursor) = state { try begin(cursor) }
            return try record()
        } catch {
            let problem = error.at(file: file, row: row == 0 ? nil : row)
            if problem.isFatal { state = .failed(problem) }
            throw problem
        }
    }

    private mutating func begin(_ start: ByteCursor) throws(FormatProblem) {
        var cursor = start
        try cursor.skipMark()
        var heading = try CSVHeading.read(from: &cursor, limits: limits)
        row = heading.map { $0.rowsBefore + 1 } ?? 0
        while row < headerRow, heading != nil {
            heading = try CSVHeading.read(from: &cursor, limits: limits)
            row += heading.map { $0.rowsBefore + 1 } ?? 0
        }
        if let search, heading != nil {
            while let found = heading, row >= headerRow + search.rows || !names(found.bytes, search) {
                heading = row < headerRow + search.rows ? try CSVHeading.read(from: &cursor, limits: limits) : nil
                row += heading.map { $0.rowsBefore + 1 } ?? 0
            }
            guard heading != nil else {
                // Of the table as a whole, not of the row where the search ended.
                row = 0
                throw search.missing
            }
        }
        guard let heading else {
            throw FormatProblem(.empty, Phrase("文件里没有内容。第一行应为列名。", "The file holds nothing. The first row should name the columns."))
        }
        do throws(FormatProblem) {
            let separator: UInt8
            if let wanted { separator = wanted } else { separator = try CSVHeading.separator(of: heading.bytes) }
            var first = CSVScanner(ByteCursor(ArrayBytes(heading.bytes), line: heading.line), separator: separator, limits: limits)
            let header = try TableHeader(first.row() ?? [])
            state = .rows(CSVScanner(cursor, separator: separator, limits: limits), header)
            columns = header.keys
        } catch {
            throw error.at(line: heading.line)
        }
    }

    /// Whether this row is the one that names the columns. One that cannot be read is not.
    private func names(_ bytes: [UInt8], _ search: HeaderSearch) -> Bool {
        guard let separator = wanted ?? (try? CSVHeading.separator(of: bytes)) else { return false }
        var scanner = CSVScanner(ByteCursor(ArrayBytes(bytes), line: 1), separator: separator, limits: limits)
        guard let cells = try? scanner.row() else { return false }
        return search.names(cells)
    }

    private mutating func record() throws(FormatProblem) -> SourceRecord? {
        switch state {
        case .start, .end: return nil
        case .failed(let problem): throw problem
        case .rows(var scanner, let header):
            state = .end
            while true {
                let (line, byte) = (scanner.cursor.line, scanner.cursor.offset)
                row += 1
                guard let cells = try scanner.row() else { return nil }
                // An empty line, or the separators alone that spreadsheet programs write for one.
                if cells.allSatisfy(\.isBlank) { continue }
                state = .rows(scanner, header)
                do throws(FormatProblem) {
                    return SourceRecord(datum: try header.record(cells), number: row, line: line, byte: isTranscoded ? nil : byte)
                } catch {
                    throw error.at(line: line)
                }
            }
        }
    }
}
