import Formats
import Foundation
import Kernel
import Web

extension EntrySheet {
    /// The rows of a filled template, as the form would have them, by field; columns are found by their headings, wherever they stand.
    ///
    /// Refuses a file that is no table, a column that the form does not have, and one without which no row can be taken.
    func rows(of upload: Upload) throws -> Rows {
        let path = FileManager.default.temporaryDirectory.path + "/kepu-sheet-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: Data(upload.bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Refusal(.unavailable, "sheet-unwritable", "现在收不了文件，请稍后再试。", "The file cannot be taken just now. Please try again later.")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = RecordFile.Limits()
        (limits.columns, limits.expandedBytes, limits.sharedTextBytes) = (1_000, 256 << 20, 64 << 20)
        do throws(FormatProblem) {
            var reader = try RecordFile.open(path: path, kind: Self.kind(upload.bytes), name: upload.fileName, limits: limits)
            return try read(&reader)
        } catch {
            throw error.refusal
        }
    }

    /// What a table held.
    struct Rows: Sendable {
        /// Each with its number in the table and its values by field.
        var rows: [(number: Int, values: [String: String])] = []
        /// Fields for which the table has no column.
        var absent: [FormField] = []
        /// What is wrong with the table as a whole, or with rows that could not be read.
        var problems: [Phrase] = []
    }

    /// An old workbook is left to the reader, which says what to do with it.
    private static func kind(_ bytes: [UInt8]) -> RecordFile.Kind? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .xlsx }
        return bytes.isEmpty || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) ? nil : .csv
    }

    private func read(_ reader: inout any RecordReader) throws(FormatProblem) -> Rows {
        var out = Rows()
        var isChecked = false
        while true {
            do throws(FormatProblem) {
                let record = try reader.next()
                if !isChecked, let columns = reader.columns {
                    check(columns, &out)
                    isChecked = true
                }
                guard let record else { break }
                let values = values(record.datum)
                if values.isEmpty || values["title_zh"]?.hasPrefix(Self.exampleMark) == true { continue }
                guard out.rows.count < Self.mostRows else {
                    out.problems.append(
                        Phrase("一次最多 \(Self.mostRows) 行，请分几个文件导入。", "At most \(Self.mostRows) rows at once. Bring them in as several files."))
                    break
                }
                out.rows.append((record.number, values))
            } catch {
                guard !error.isFatal else { throw error }
                out.problems.append(error.message)
            }
        }
        return out
    }

    private func check(_ columns: [String], _ out: inout Rows) {
        var found: Set<String> = []
        for column in columns {
            guard let field = field(of: column) else {
                out.problems.append(
                    Phrase(
                        "没有“\(column.harmless(60))”这一栏。请按模板改正列名，或删去这一列。",
                        "There is no field for the column “\(column.harmless(60))”. Name it as the template does, or take it out."))
                continue
            }
            if !found.insert(field.name).inserted {
                out.problems.append(
                    Phrase("“\(Self.heading(field))”有两列，请留下一列。", "There are two columns for “\(Self.heading(field))”. Keep one of them."))
            }
        }
        out.absent = form.fields.filter { !found.contains($0.name) }
        if found.isDisjoint(with: ["title_zh", "title_en"]) {
            out.problems.append(
                Phrase("缺少活动名称的列（中文或英文至少一列）。", "There is no column for the title; one language at least is needed."))
        }
    }

    /// Empty for a row that nobody filled.
    private func values(_ datum: Datum) -> [String: String] {
        guard case .object(let members) = datum else { return [:] }
        var out: [String: String] = [:]
        for member in members where !member.value.isBlank {
            guard let field = field(of: member.key), let text = ImportConversions.plain(member.value) else { continue }
            out[field.name] = text
        }
        return out
    }
}
