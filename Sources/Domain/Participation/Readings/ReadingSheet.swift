import Activities
package import Formats
package import Kernel
import Rooms
import Web

/// A table of readings, row by row: CSV or a spreadsheet with the columns of `ReadingForm`.
package struct ReadingSheet {
    package struct Row: Sendable {
        package let line: Int
        package let reading: Reading
    }

    package enum Next {
        case row(Row)
        case wrong(line: Int?, Phrase)
    }

    private var reader: any RecordReader
    private var hasHeading = false
    package var share: Double? { reader.share }

    package init(_ reader: any RecordReader) { self.reader = reader }

    /// `session,indicator,source,sequence,at,quantity,basis,seconds,covers`
    package static var heading: String { ReadingForm.form.fields.map(\.name).joined(separator: ",") }

    private static let table = FormTable(ReadingForm.form, mostRows: .max)

    /// The next row, or what is wrong with it; nil behind the last one. Throws where nothing behind this place can be read.
    package mutating func next() throws(FormatProblem) -> Next? {
        do throws(FormatProblem) {
            let record = try reader.next()
            if !hasHeading, let columns = reader.columns { try check(columns) }
            guard let record else { return nil }
            return read(record)
        } catch {
            guard !error.isFatal else { throw error }
            return .wrong(line: error.line ?? error.row, error.phrase)
        }
    }

    private mutating func check(_ columns: [String]) throws(FormatProblem) {
        hasHeading = true
        if let stranger = columns.first(where: { Self.table.field(of: $0) == nil }) {
            throw FormatProblem(
                .header,
                Phrase(
                    "没有“\(stranger.prefix(60))”这一栏。可用的列：\(Self.heading)。", "There is no column “\(stranger.prefix(60))”. The columns are: \(Self.heading)."))
        }
        let given = columns.compactMap { Self.table.field(of: $0)?.name }
        if let missing = ReadingForm.form.fields.first(where: { $0.required && !given.contains($0.name) }) {
            throw FormatProblem(.header, Phrase("缺少“\(missing.name)”（\(missing.label.zh)）这一列。", "The column “\(missing.name)” (\(missing.label.en)) is missing."))
        }
    }

    private func read(_ record: SourceRecord) -> Next {
        let line = record.line ?? record.number
        var posted = Posted.nothing
        if case .object(let members) = record.datum {
            posted.fields = Query(
                members.compactMap { member in
                    guard let field = Self.table.field(of: member.key), let text = Self.text(member.value, field) else { return nil }
                    return (field.name, text)
                })
        }
        let reading = ReadingForm.form.read(posted)
        guard reading.remarks.isEmpty else {
            let zh = reading.remarks.map { "\($0.field)：\($0.says.zh)" }.joined(separator: " ")
            let en = reading.remarks.map { "\($0.field): \($0.says.en)" }.joined(separator: " ")
            return .wrong(line: line, Phrase(zh, en))
        }
        do throws(Refusal) { return .row(Row(line: line, reading: try ReadingForm.reading(reading))) } catch { return .wrong(line: line, error.phrase) }
    }

    private static func text(_ datum: Datum, _ field: FormField) -> String? {
        guard let text = FormTable.text(of: datum), !text.isEmpty else { return nil }
        return switch field.kind {
        case .checkbox: ["1", "yes", "true", "whole", "是", "全程"].contains(text.lowercased()) ? "1" : nil
        case .choice(let choices): FormTable.code(text, among: choices)
        default: text
        }
    }
}
