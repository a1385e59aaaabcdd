import Foundation
import Kernel

/// Collects the rows of a sheet while its XML is read. What waits here is never more than one chunk of the file holds.
final class SheetRows: XMLHandler {
    struct Row {
        let number: Int
        let cells: [Datum]
        /// The first thing that is wrong with a cell of the row.
        let flaw: FormatProblem?
    }

    private(set) var rows: [Row] = []
    private let reader: CellReader
    private let limits: RecordFile.Limits

    private var number = 0
    private var cells: [Datum] = []
    private var textBytes = 0
    private var flaw: FormatProblem?
    private var isRow = false

    private var cell: CellReader.Cell?
    private var column = -1
    private var takesText = false
    private var isPhonetic = false
    private var hasFormula = false
    private var value: [UInt8] = []

    init(reader: CellReader, limits: RecordFile.Limits) { (self.reader, self.limits) = (reader, limits) }

    /// Hands over the rows that are complete.
    func take() -> [Row] {
        defer { rows = [] }
        return rows
    }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) throws(FormatProblem) {
        if name.says("row") {
            try startRow(attributes)
        } else if name.says("c"), isRow {
            try startCell(attributes)
        } else if cell != nil {
            if name.says("v") || (name.says("t") && !isPhonetic) { takesText = true }
            if name.says("rPh") { isPhonetic = true }
            if name.says("f") { hasFormula = true }
        }
    }

    func end(_ name: UnsafePointer<CChar>) throws(FormatProblem) {
        if name.says("v") || name.says("t") {
            takesText = false
        } else if name.says("rPh") {
            isPhonetic = false
        } else if name.says("c") {
            try endCell()
        } else if name.says("row") {
            // A cell with nothing but blanks in it is as empty as one without content.
            while cells.last?.isBlank == true { cells.removeLast() }
            if !cells.isEmpty || flaw != nil { rows.append(Row(number: number, cells: cells, flaw: flaw)) }
            isRow = false
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(FormatProblem) {
        guard takesText else { return }
        value.append(contentsOf: bytes)
        guard value.count <= limits.textBytes else { throw FormatProblem.cellTooLong(limits).at(row: number, field: TableHeader.letters(column)) }
    }

    private func startRow(_ attributes: XMLAttributes) throws(FormatProblem) {
        let stated = attributes.raw("r").map { Int(atol($0)) } ?? number + 1
        guard stated > number, stated <= 1_048_576 else {
            throw FormatProblem(
                .sheet, Phrase("工作表的行号乱了。请用表格软件重新保存。", "The rows of the sheet are out of order. Save it again with a spreadsheet program."),
                row: stated)
        }
        (number, cells, textBytes, flaw, isRow, column) = (stated, [], 0, nil, true, -1)
    }

    private func startCell(_ attributes: XMLAttributes) throws(FormatProblem) {
        let stated = attributes.raw("r").map(Self.column) ?? column + 1
        guard stated > column, stated < limits.columns else {
            throw FormatProblem(
                .tooManyCells,
                Phrase(
                    "单元格的列号乱了，或超过了 \(limits.columns) 列。请用表格软件重新保存。",
                    "The cells of the row are out of order, or beyond column \(limits.columns). Save it again with a spreadsheet program."),
                row: number)
        }
        (column, hasFormula) = (stated, false)
        value.removeAll(keepingCapacity: value.capacity <= 65_536)
        cell = CellReader.Cell(attributes)
    }

    private func endCell() throws(FormatProblem) {
        guard let cell else { return }
        self.cell = nil
        takesText = false
        do throws(FormatProblem) {
            let datum = try reader.datum(cell, value, hasFormula: hasFormula)
            if case .text(let text) = datum { textBytes += text.utf8.count }
            guard datum != .null else { return }
            while cells.count < column { cells.append(.null) }
            cells.append(datum)
        } catch {
            flaw = flaw ?? error.at(row: number, field: TableHeader.letters(column))
        }
        guard textBytes <= limits.recordBytes else {
            throw FormatProblem(
                .tooLarge, Phrase("一行的文字太多（上限 \(limits.recordBytes) 字节）。", "The row holds too much text (at most \(limits.recordBytes) bytes)."),
                row: number)
        }
    }

    /// The column of a reference such as `AB12`, from 0; -1 when it has none.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int {
        var column = 0
        var here = reference
        while here.pointee >= 65, here.pointee <= 90, column < 100_000 {
            column = column * 26 + Int(here.pointee) - 64
            here += 1
        }
        return column - 1
    }
}
