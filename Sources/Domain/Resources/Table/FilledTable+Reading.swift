import Formats
import Foundation
package import Kernel
package import Web

extension FilledTable {
    /// The rows of a filled table, and what is wrong with it as a whole. Refuses a file that is no table or too large.
    package func rows(of upload: Upload) throws -> (rows: [FilledRow], problems: [Phrase]) {
        let path = FileManager.default.temporaryDirectory.path + "/kepu-table-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: Data(upload.bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Refusal(.unavailable, "table-unwritable", "现在收不了文件，请稍后再试。", "The file cannot be taken just now. Please try again later.")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = RecordFile.Limits()
        (limits.columns, limits.expandedBytes, limits.sharedTextBytes) = (1_000, 256 << 20, 64 << 20)
        do throws(FormatProblem) {
            var reader = try RecordFile.open(path: path, kind: Self.kind(upload.bytes), name: upload.fileName, limits: limits)
            return try read(&reader)
        } catch { throw error.refusal }
    }

    private static func kind(_ bytes: [UInt8]) -> RecordFile.Kind? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .xlsx }
        return bytes.isEmpty || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) ? nil : .csv
    }

    private func read(_ reader: inout any RecordReader) throws(FormatProblem) -> (rows: [FilledRow], problems: [Phrase]) {
        var rows: [FilledRow] = [], problems: [Phrase] = [], isChecked = false
        while true {
            do throws(FormatProblem) {
                let record = try reader.next()
                if !isChecked, let headings = reader.columns {
                    problems += check(headings)
                    isChecked = true
                }
                guard let record else { break }
                guard case .object(let members) = record.datum else { continue }
                var values: [String: [String]] = [:]
                for member in members where !member.value.isBlank {
                    if let field = field(of: member.key), let text = Self.text(member.value), !text.isEmpty { values[field.name] = codes(text, field) }
                }
                if values.isEmpty { continue }
                guard rows.count < Self.mostRows else {
                    problems.append(Phrase("一次最多 \(Self.mostRows) 行，请分几个文件导入。", "At most \(Self.mostRows) rows at once. Bring them in as several files."))
                    break
                }
                rows.append(FilledRow(record.number, values, in: self))
            } catch {
                guard !error.isFatal else { throw error }
                problems.append(error.message)
            }
        }
        return (rows, problems)
    }

    private func check(_ columns: [String]) -> [Phrase] {
        var found: Set<String> = [], problems: [Phrase] = []
        for column in columns {
            guard let field = field(of: column) else {
                let said = column.prefix(60)
                problems.append(Phrase("没有“\(said)”这一栏。请按模板改正列名，或删去这一列。", "There is no field for the column “\(said)”. Name it as the template does, or take it out."))
                continue
            }
            if !found.insert(field.name).inserted {
                let name = Self.heading(field)
                problems.append(Phrase("“\(name)”有两列，请留下一列。", "There are two columns for “\(name)”. Keep one of them."))
            }
        }
        for field in form.fields where field.required && !found.contains(field.name) {
            problems.append(Phrase("缺少“\(field.label.zh)”这一列。", "The column “\(field.label.en)” is missing."))
        }
        return problems
    }

    private static func text(_ datum: Datum) -> String? {
        switch datum {
        case .text(let text): Typed.trimmed(text)
        case .integer(let number): String(number)
        case .real(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .bool(let flag): flag ? "1" : "0"
        case .null, .list, .object: nil
        }
    }
}
