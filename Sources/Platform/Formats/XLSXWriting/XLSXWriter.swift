import CXlsxWriter
import Foundation
import Kernel

/// Writes a spreadsheet row by row into a temporary file, in constant memory; the file is then sent from disk.
///
/// The heading is bold and stays in view; what does not fit one sheet goes on in the next, with the heading again. The file goes
/// away with the writer.
package final class XLSXWriter {
    /// Rows of data on all sheets together.
    package private(set) var count = 0
    /// Where the finished file lies.
    package let path: String

    private let title: String
    /// Of the sheet that is being written.
    private var sheetTitle: String
    private var columns: [SheetColumn]
    private let sheetRows: Int
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var formats = Formats()
    private var sheets = 0
    private var row = 0
    private var failure: FormatProblem?

    private struct Formats {
        var heading: UnsafeMutablePointer<lxw_format>?
        var day: UnsafeMutablePointer<lxw_format>?
        var time: UnsafeMutablePointer<lxw_format>?
    }

    /// - Parameters:
    ///   - title: of the document, and the name of its sheet as far as it may be one.
    ///   - folder: for the temporary files; the system's own without it.
    ///   - sheetRows: rows of one sheet, the heading included; more than the format's 1,048,576 are not taken.
    package init(title: String, columns: [SheetColumn], folder: String? = nil, sheetRows: Int = 1_048_576) throws(FormatProblem) {
        let folder = folder ?? FileManager.default.temporaryDirectory.path
        let path = folder + "/kepu-" + UUID().uuidString + ".xlsx"
        self.path = path
        (self.title, sheetTitle, self.columns) = (title, title, Array(columns.prefix(16_384)))
        self.sheetRows = max(2, min(1_048_576, sheetRows))
        // Where the folder cannot be used the library would take another one without saying so.
        guard access(folder, W_OK) == 0 else { throw .unwritable }
        var options = lxw_workbook_options()
        options.constant_memory = 1
        // Its temporary parts are made (and already unlinked) when it is opened; the name is only read then.
        workbook = folder.withCString { [path] place in
            options.tmpdir = UnsafeMutablePointer(mutating: place)
            return workbook_new_opt(path, &options)
        }
        guard workbook != nil else { throw .unwritable }
        formats.heading = workbook_add_format(workbook)
        format_set_bold(formats.heading)
        format_set_bottom(formats.heading, UInt8(LXW_BORDER_THIN.rawValue))
        formats.day = workbook_add_format(workbook)
        format_set_num_format(formats.day, "yyyy-mm-dd")
        formats.time = workbook_add_format(workbook)
        format_set_num_format(formats.time, "yyyy-mm-dd hh:mm")
        beginSheet()
        if let failure { throw failure }
    }

    deinit {
        if let workbook { workbook_close(workbook) }
        unlink(path)
    }

    /// Adds a row; cells beyond the last column are left out.
    package func add(_ cells: [SheetCell]) throws(FormatProblem) {
        if row >= sheetRows { beginSheet() }
        for (column, cell) in cells.prefix(columns.count).enumerated() { write(cell, UInt32(row), UInt16(column)) }
        row += 1
        count += 1
        if let failure { throw failure }
    }

    /// Goes on with another sheet of its own name and columns.
    package func beginSheet(_ title: String, columns: [SheetColumn]) throws(FormatProblem) {
        (sheetTitle, self.columns, sheets) = (title, Array(columns.prefix(16_384)), 0)
        beginSheet()
        if let failure { throw failure }
    }

    /// Closes the file and says how many bytes it has; nothing can be added behind that.
    package func finish() throws(FormatProblem) -> Int64 {
        guard let workbook else { throw failure ?? .unwritable }
        title.withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            workbook_set_properties(workbook, &properties)
        }
        workbook_set_custom_property_integer(workbook, "Rows", Int32(clamping: count))
        self.workbook = nil
        sheet = nil
        guard workbook_close(workbook) == LXW_NO_ERROR else { throw .unwritable }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
        guard let size else { throw .unwritable }
        return size
    }

    private func beginSheet() {
        sheets += 1
        sheet = workbook_add_worksheet(workbook, SheetText.sheetName(sheetTitle, number: sheets))
        guard sheet != nil else {
            failure = .unwritable
            return
        }
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), max(1, min(255, column.width)), nil)
            worksheet_write_string(sheet, 0, UInt16(index), SheetText.cell(column.heading), formats.heading)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        row = 1
    }

    private func write(_ cell: SheetCell, _ row: UInt32, _ column: UInt16) {
        let result: lxw_error
        switch cell {
        case .empty, .text(""): return
        case .text(let text): result = worksheet_write_string(sheet, row, column, SheetText.cell(text), nil)
        case .integer(let number):
            guard number.magnitude < 1_000_000_000_000_000 else { return write(.text(String(number)), row, column) }
            result = worksheet_write_number(sheet, row, column, Double(number), nil)
        case .real(let number):
            guard number.isFinite else { return }
            result = worksheet_write_number(sheet, row, column, number, nil)
        case .bool(let value): result = worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
        case .day(let day):
            guard (1900...9999).contains(day.year) else { return write(.text(day.iso), row, column) }
            result = datetime(day, 0, 0, 0, formats.day, row, column)
        case .time(let time):
            guard (1900...9999).contains(time.day.year) else { return write(.text(time.iso), row, column) }
            result = datetime(time.day, time.hour, time.minute, time.second, formats.time, row, column)
        }
        if result != LXW_NO_ERROR, failure == nil { failure = .unwritable }
    }

    private func datetime(
        _ day: Day, _ hour: Int, _ minute: Int, _ second: Int, _ format: UnsafeMutablePointer<lxw_format>?, _ row: UInt32, _ column: UInt16
    ) -> lxw_error {
        var moment = lxw_datetime()
        (moment.year, moment.month, moment.day) = (Int32(day.year), Int32(day.month), Int32(day.day))
        (moment.hour, moment.min, moment.sec) = (Int32(hour), Int32(minute), Double(second))
        return worksheet_write_datetime(sheet, row, column, &moment, format)
    }
}

extension FormatProblem {
    /// The spreadsheet could not be put on disk.
    static var unwritable: FormatProblem {
        FormatProblem(
            .unwritable,
            Phrase("表格文件写不出来（磁盘可能已满）。请稍后再试。", "The spreadsheet could not be written (the disk may be full). Please try again later."))
    }
}
