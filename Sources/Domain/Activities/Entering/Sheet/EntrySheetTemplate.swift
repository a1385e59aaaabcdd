import Formats
import Kernel
import Rooms
import Language
import Web

extension EntrySheet {
    /// The template as a workbook: the rows to fill in, and a sheet with what may stand in each column.
    func workbook(_ tongue: Tongue) throws(FormatProblem) -> [UInt8] {
        let writer = try XLSXWriter(title: Phrase("活动", "Activities")(tongue), columns: form.fields.map { SheetColumn(FormTable.heading($0), width: width($0)) })
        try writer.add(form.fields.map { .text(example[$0.name] ?? "") })
        let titles = [Phrase("栏目", "Column"), Phrase("可填的值", "Permitted values"), Phrase("说明", "What it means")]
        try writer.beginSheet(Phrase("可填的值", "Permitted values")(tongue), columns: titles.map { SheetColumn("\($0.zh) / \($0.en)", width: 40) })
        for field in form.fields { for row in explanation(field) { try writer.add(row.map { .text($0) }) } }
        _ = try writer.finish()
        var bytes: [UInt8] = []
        var reader = try writer.reader()
        while let piece = try reader.next() { bytes += piece }
        return bytes
    }

    /// The same as text with commas, without the values that may stand in it.
    func text() -> [UInt8] {
        var writer = CSVWriter(header: form.fields.map(FormTable.heading))
        writer.row(form.fields.map { example[$0.name].map { .text($0) } ?? .null })
        writer.finish()
        return writer.drain()
    }

    private func width(_ field: FormField) -> Double {
        switch field.kind {
        case .longText: 50
        case .text(let max) where max > 100: 30
        case .integer, .checkbox: 12
        default: 20
        }
    }

    /// One line for each value that may stand in the column, or one that says what it takes.
    private func explanation(_ field: FormField) -> [[String]] {
        let heading = FormTable.heading(field)
        let hint = field.hint.map { "\($0.zh) / \($0.en)" } ?? ""
        let needed = field.required ? " *" : ""
        let values = Self.permitted(field)
        guard !values.isEmpty else { return [[heading + needed, Self.takes(field), hint]] }
        return values.enumerated().map { number, value in
            [heading + needed, value.zh == value.en ? value.zh : "\(value.zh) / \(value.en)", number == 0 ? hint : ""]
        }
    }

    private static func takes(_ field: FormField) -> String {
        switch field.kind {
        case .text(let max), .longText(let max): "最多 \(max) 字 / at most \(max) characters"
        case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
        case .real(let range): "\(range.lowerBound)–\(range.upperBound)"
        case .day: "2026-09-19"
        case .webAddress: "https://…"
        default: ""
        }
    }
}
