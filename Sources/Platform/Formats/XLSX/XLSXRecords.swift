import Kernel

/// The rows of one sheet of a spreadsheet as records; its first row that is not empty (from `headerRow` on) names the columns.
///
/// The sheet is expanded and read a chunk at a time. Only the texts that cells share lie in memory whole, within a limit.
struct XLSXRecords: RecordReader {
    private let file: String
    private let headerRow: Int
    private let search: HeaderSearch?
    private var isEmpty = true
    private let pump: XMLPump
    private let rows: SheetRows
    private var waiting: ArraySlice<SheetRows.Row> = []
    private var header: TableHeader?
    /// Comes after the rows that were read before it.
    private var failure: FormatProblem?

    init(path: String, file: String, sheet: String?, headerRow: Int = 1, search: HeaderSearch? = nil, limits: RecordFile.Limits) throws(FormatProblem) {
        let archive = try ZipArchive(path: path, limits: limits)
        guard let main = try Relationships.of("", in: archive).part("officeDocument") else {
            throw FormatProblem(.archive, Phrase("这不是 .xlsx 表格（里面没有工作簿）。", "This is no .xlsx spreadsheet (there is no workbook in it)."))
        }
        let relations = try Relationships.of(main, in: archive)
        let workbook = Workbook()
        try XMLPump(archive.open(main), workbook).run()
        let part = try workbook.part(ofSheet: sheet, relations)
        let shared = SharedTexts(limits: limits)
        if let texts = relations.part("sharedStrings") { try XMLPump(archive.open(texts), shared).run() }
        let styles = CellStyles()
        if let style = relations.part("styles") { try XMLPump(archive.open(style), styles).run() }
        let reader = CellReader(shared: shared.texts, styles: styles, from1904: workbook.from1904)
        (self.file, self.headerRow, self.search) = (file, headerRow, search)
        rows = SheetRows(reader: reader, limits: limits)
        pump = try XMLPump(archive.open(part), rows)
    }

    var share: Double? { pump.share }
    var columns: [String]? { header?.keys }

    mutating func next() throws(FormatProblem) -> SourceRecord? {
        do throws(FormatProblem) {
            while true {
                while let row = waiting.popFirst() {
                    if let record = try record(row) { return record }
                }
                if let failure { throw failure }
                if pump.isAtEnd { return try end() }
                do throws(FormatProblem) { try pump.step() } catch { failure = error }
                waiting = rows.take()[...]
            }
        } catch {
            let problem = error.at(file: file)
            if problem.isFatal {
                waiting = []
                failure = problem
            }
            throw problem
        }
    }

    private mutating func record(_ row: SheetRows.Row) throws(FormatProblem) -> SourceRecord? {
        if let header {
            if let flaw = row.flaw { throw flaw }
            do throws(FormatProblem) {
                return SourceRecord(datum: try header.record(row.cells), number: row.number)
            } catch {
                throw error.at(row: row.number)
            }
        }
        guard row.number >= headerRow else { return nil }
        isEmpty = false
        if let search {
            guard row.number < headerRow + search.rows else { throw search.missing }
            guard search.names(row.cells) else { return nil }
        }
        do throws(FormatProblem) {
            if let flaw = row.flaw { throw flaw }
            header = try TableHeader(row.cells)
        } catch {
            var problem = error.at(row: row.number)
            problem.isFatal = true
            throw problem
        }
        return nil
    }

    private func end() throws(FormatProblem) -> SourceRecord? {
        guard header != nil else {
            if let search, !isEmpty { throw search.missing }
            throw FormatProblem(.empty, Phrase("工作表里没有内容。第一行应为列名。", "The sheet holds nothing. The first row should name the columns."))
        }
        return nil
    }
}
