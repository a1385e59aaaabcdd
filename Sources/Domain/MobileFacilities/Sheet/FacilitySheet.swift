import Formats
import Foundation
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// The register as a spreadsheet, out and in: the columns are the form's fields, with state and distance beside them.
struct FacilitySheet: Sendable {
    static let mostRows = 2_000

    let units: [FacilityForm.Unit]
    let form: Form

    init(_ units: [FacilityForm.Unit]) {
        self.units = units
        form = Form(
            FacilityForm.form(units, isNew: true).fields + [
                FormField("state", "状态", "State", .choice(FacilityState.allCases.map { .init($0.rawValue, $0.title) }), hint: Phrase("只用于新登记的；以后在设施页面更改。", "For new ones; changed on the facility's page later.")),
                FormField("shown", "里程表读数", "Odometer", .integer(0...ReadingDraft.most)), FormField("read_on", "读数日期", "Read on", .day),
            ])
    }

    /// What the form takes for a cell: a choice by its name in either language, a unit by its own.
    func code(_ text: String, _ field: FormField) -> String {
        guard case .choice(let choices) = field.kind else { return text }
        return FormTable.code(text, among: choices)
    }

    /// A workbook with these facilities; a second sheet says what may stand in each column.
    func workbook(_ lines: [FacilityLine], _ tongue: Tongue) throws(FormatProblem) -> [UInt8] {
        let writer = try XLSXWriter(title: Phrase("流动科普设施", "Mobile facilities")(tongue), columns: form.fields.map { SheetColumn(FormTable.heading($0), width: 18) })
        let bearers = Dictionary(grouping: units) { $0.name(tongue).lowercased() }
        let names = Dictionary(units.map { ($0.id, bearers[$0.name(tongue).lowercased()]?.count == 1 ? $0.name(tongue) : $0.id.text) }, uniquingKeysWith: { first, _ in first })
        for line in lines {
            let facility = line.facility
            var values = FacilityForm.values(of: facility.content)
            values["number"] = facility.number
            values["owner"] = names[facility.content.ownerID] ?? line.owner(tongue)
            values["operator"] = facility.content.operatorID.flatMap { names[$0] }
            values["state"] = facility.state.rawValue
            try writer.add(form.fields.map { Self.cell(values[$0.name], $0, tongue) })
        }
        let titles = [Phrase("栏目", "Column"), Phrase("可填的值", "Permitted values"), Phrase("说明", "What it means")]
        try writer.beginSheet(Phrase("可填的值", "Permitted values")(tongue), columns: titles.map { SheetColumn("\($0.zh) / \($0.en)", width: 40) })
        for field in form.fields where field.name != "owner" && field.name != "operator" {
            let hint = field.hint.map { "\($0.zh) / \($0.en)" } ?? ""
            if case .choice(let choices) = field.kind {
                for choice in choices { try writer.add([.text(FormTable.heading(field)), .text("\(choice.title.zh) / \(choice.title.en)"), .text(hint)]) }
            } else {
                try writer.add([.text(FormTable.heading(field) + (field.required ? " *" : "")), .text(""), .text(hint)])
            }
        }
        _ = try writer.finish()
        var bytes: [UInt8] = []
        var reader = try writer.reader()
        while let piece = try reader.next() { bytes += piece }
        return bytes
    }

    private static func cell(_ value: String?, _ field: FormField, _ tongue: Tongue) -> SheetCell {
        guard let value, !value.isEmpty else { return .empty }
        if case .integer = field.kind, let number = Int64(value) { return .integer(number) }
        if case .choice(let choices) = field.kind, field.name != "owner", field.name != "operator" { return .text(choices.first { $0.value == value }?.title(tongue) ?? value) }
        return .text(value)
    }
}

/// One row of a filled table.
struct FacilityRow: Sendable {
    let line: Int
    let number: String
    /// Nil with problems.
    let content: FacilityContent?
    let state: FacilityState
    let reading: ReadingDraft?
    var problems: [Phrase]

    /// The columns that its table has.
    let columns: Set<String>

    init(_ line: Int, _ values: [String: String], columns: Set<String>, in sheet: FacilitySheet) {
        self.columns = columns
        var posted = Posted.nothing
        posted.fields = Query(sheet.form.fields.compactMap { field in values[field.name].map { (field.name, sheet.code($0, field)) } })
        let reading = sheet.form.read(posted)
        (self.line, number) = (line, reading.text("number"))
        content = FacilityForm.content(reading)
        state = FacilityState(rawValue: reading.text("state")) ?? .allocated
        problems = reading.remarks.map { remark in
            let label = sheet.form.fields.first { $0.name == remark.field }?.label
            return label.map { Phrase("\($0.zh)：\(remark.says.zh)", "\($0.en): \(remark.says.en)") } ?? remark.says
        }
        if let shown = reading.integer("shown") {
            if let day = reading.day("read_on") {
                self.reading = ReadingDraft(readOn: day, shown: shown)
            } else {
                self.reading = nil
                problems.append(Phrase("有里程表读数时请填写读数日期。", "Give the day of the reading beside it."))
            }
        } else { self.reading = nil }
    }
}
