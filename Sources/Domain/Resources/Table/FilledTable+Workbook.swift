package import Formats
package import Kernel
import Rooms
import Language
package import Web

extension FilledTable {
    package static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// A workbook with these rows, each by field name; a second sheet says what may stand in each column.
    package func workbook(_ title: Phrase, _ rows: [[String: [String]]], _ tongue: Tongue) throws(FormatProblem) -> [UInt8] {
        let writer = try XLSXWriter(title: title(tongue), columns: form.fields.map { SheetColumn(FormTable.heading($0), width: 18) })
        for row in rows { try writer.add(form.fields.map { Self.cell(row[$0.name] ?? [], $0, tongue) }) }
        let titles = [Phrase("栏目", "Column"), Phrase("可填的值", "Permitted values"), Phrase("说明", "What it means")]
        try writer.beginSheet(Phrase("可填的值", "Permitted values")(tongue), columns: titles.map { SheetColumn("\($0.zh) / \($0.en)", width: 40) })
        for field in form.fields {
            let hint = field.hint.map { "\($0.zh) / \($0.en)" } ?? "", name = FormTable.heading(field) + (field.required ? " *" : "")
            let values = Self.values(of: field)
            if values.isEmpty { try writer.add([.text(name), .text(""), .text(hint)]) }
            for value in values { try writer.add([.text(name), .text("\(value.zh) / \(value.en)"), .text(hint)]) }
        }
        _ = try writer.finish()
        var bytes: [UInt8] = []
        var reader = try writer.reader()
        while let piece = try reader.next() { bytes += piece }
        return bytes
    }

    private static func values(of field: FormField) -> [Phrase] {
        switch field.kind {
        case .choice(let choices), .choices(let choices): choices.prefix(300).map(\.title)
        case .checkbox: [yesOrNo.yes, yesOrNo.no]
        default: []
        }
    }

    private static func cell(_ values: [String], _ field: FormField, _ tongue: Tongue) -> SheetCell {
        guard let value = values.first, !value.isEmpty else { return .empty }
        switch field.kind {
        case .integer: return Int64(value).map { .integer($0) } ?? .text(value)
        case .checkbox: return .text((value == "1" ? yesOrNo.yes : yesOrNo.no)(tongue))
        case .choice(let choices), .choices(let choices):
            // Where two have one name, their number says which.
            let names = values.map { value in
                guard let title = choices.first(where: { $0.value == value })?.title(tongue) else { return value }
                return choices.count { $0.title(tongue).lowercased() == title.lowercased() } == 1 ? title : value
            }
            return .text(names.joined(separator: "、"))
        default: return .text(value)
        }
    }

    /// The workbook as an answer.
    package func download(_ title: Phrase, _ rows: [[String: [String]]], named name: String, _ visit: Visit) throws -> Answer {
        do throws(FormatProblem) {
            return Answer(mediaType: Self.mediaType, body: try workbook(title, rows, visit.language)).header("content-disposition", "attachment; filename=\"\(name).xlsx\"")
        } catch { throw error.refusal }
    }
}
