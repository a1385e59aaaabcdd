import Kernel

/// Opens a file of records: JSON, lines of JSON, CSV, a spreadsheet, or a calendar.
package enum RecordFile {
    package enum Kind: String, Sendable, CaseIterable {
        /// A list of objects, or an object that holds the list at a path.
        case json
        /// One object on each line.
        case ndjson
        /// Text with separators; its first row names the columns.
        case csv
        /// An Office Open XML workbook; the first row of a sheet names the columns.
        case xlsx
        /// An iCalendar file; each event is a record.
        case ics
    }

    /// Opens the file at `path` and hands over its reader.
    ///
    /// - Parameters:
    ///   - kind: nil finds it out from the first bytes and the ending of the name, and refuses what stays unclear.
    ///   - name: what the owner calls the file (an upload's own name); the last part of `path` without it. It is shown in problems.
    ///   - recordsAt: for JSON, where the list is inside the outermost object, such as `result.records`.
    ///   - separator: for CSV: `,`, `;` or a tab; nil finds it out from the header.
    ///   - sheet: for a spreadsheet, the sheet's name; nil takes the first one that is not hidden.
    ///   - headerRow: for tables, the row that names the columns, from 1; rows above it (a title over merged cells) are passed over.
    ///   - header: for tables, how that row is found from `headerRow` on; nil takes the first one that is not empty.
    package static func open(
        path: String, kind: Kind? = nil, name: String? = nil, recordsAt: DatumPath? = nil, separator: Character? = nil,
        sheet: String? = nil, headerRow: Int = 1, header: HeaderSearch? = nil, limits: Limits = Limits()
    ) throws(FormatProblem) -> any RecordReader {
        let shown = name ?? String(path.split(separator: "/").last ?? "")
        do throws(FormatProblem) {
            let found: Kind
            if let kind { found = kind } else { found = try detect(FileBytes(path: path).start(1024), name: shown, recordsAt: recordsAt) }
            switch found {
            case .json:
                return try JSONRecords(FileBytes(path: path), file: shown, recordsAt: recordsAt, limits: limits)
            case .ndjson:
                return NDJSONRecords(try FileBytes(path: path), file: shown, limits: limits)
            case .csv:
                return try CSVRecords(TextBytes.open(path: path), file: shown, separator: separator, headerRow: headerRow, search: header, limits: limits)
            case .ics:
                return CalendarRecords(try FileBytes(path: path), file: shown, limits: limits)
            case .xlsx:
                return try XLSXRecords(path: path, file: shown, sheet: sheet, headerRow: headerRow, search: header, limits: limits)
            }
        } catch {
            throw error.at(file: shown)
        }
    }

    /// What the first bytes and the name say.
    static func detect(_ start: [UInt8], name: String, recordsAt: DatumPath?) throws(FormatProblem) -> Kind {
        guard !start.isEmpty else {
            throw FormatProblem(.empty, Phrase("文件是空的。", "The file is empty."))
        }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .xlsx }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw FormatProblem(
                .unknownKind,
                Phrase(
                    "这是旧格式（.xls）或加了密码的表格。请去掉密码，另存为 .xlsx 后再导入。",
                    "This is an old (.xls) or password-protected spreadsheet. Remove the password and save it as .xlsx."))
        }
        switch name.split(separator: ".").last?.lowercased() {
        case "json", "geojson": return .json
        case "ndjson", "jsonl": return .ndjson
        case "csv", "tsv": return .csv
        case "ics", "ical": return .ics
        default: break
        }
        let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        switch start.first(where: { !space.contains($0) }) {
        case UInt8(ascii: "["): return .json
        case UInt8(ascii: "B") where String(decoding: start, as: UTF8.self).contains("BEGIN:VCALENDAR"): return .ics
        case UInt8(ascii: "{") where recordsAt != nil: return .json
        default:
            throw FormatProblem(
                .unknownKind,
                Phrase(
                    "看不出文件是什么格式。请把文件名改为以 .json、.ndjson、.csv、.xlsx 或 .ics 结尾，或直接指定格式。",
                    "The kind of the file is unclear. Give it a name that ends in .json, .ndjson, .csv, .xlsx or .ics, or state the kind."))
        }
    }
}
