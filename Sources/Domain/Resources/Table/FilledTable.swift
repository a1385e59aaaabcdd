package import Kernel
import Rooms
package import Web

/// The fields of a form as the columns of a spreadsheet: a template, what there is, and what somebody filled in.
///
/// A cell that is left empty says nothing: what stands there already stays.
package struct FilledTable: Sendable {
    package static let mostRows = 2_000

    package let form: Form
    /// More rows than these are brought in by several files.
    package let mostRows: Int
    /// A title may stand above the columns: the row that names the required ones is looked for in so many first rows.
    private let headerWithin: Int

    /// Of two fields of one label the first is found by it.
    package init(_ fields: [FormField], mostRows: Int = FilledTable.mostRows, headerWithin: Int = 1) {
        (form, self.mostRows, self.headerWithin) = (Form(fields), mostRows, headerWithin)
    }

    var table: FormTable { FormTable(form, mostRows: mostRows, headerWithin: headerWithin) }

    /// What the form takes for a cell: a choice by its name in either language, several with commas between.
    func codes(_ text: String, _ field: FormField) -> [String] {
        switch field.kind {
        case .choice(let choices): [FormTable.code(text, among: choices)]
        case .choices(let choices):
            text.split(whereSeparator: { "、,，;；\n".contains($0) }).map { FormTable.code(Typed.trimmed(String($0)), among: choices) }
        case .day: [Day(typed: text)?.iso ?? text]
        case .integer: [Self.ungrouped(text)]
        case .checkbox: Self.yes.contains(text.lowercased()) ? ["1"] : Self.no.contains(text.lowercased()) ? ["0"] : [text]
        default: [text]
        }
    }

    /// `12,345` and `12，345` without the commas that group it; anything else as it is.
    private static func ungrouped(_ text: String) -> String {
        let parts = Typed.number(text).split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, (1...3).contains(first.count), parts.dropFirst().allSatisfy({ $0.count == 3 }) else { return text }
        return parts.joined()
    }

    private static let yes: Set = ["是", "yes", "1", "true", "√", "✓"]
    private static let no: Set = ["否", "no", "0", "false"]
    package static let yesOrNo = (yes: Phrase("是", "Yes"), no: Phrase("否", "No"))
}

/// One row of a filled table: what its cells say, as the form takes it.
package struct FilledRow: Sendable {
    /// Of the file, whose first row is 1.
    package let line: Int
    /// Only what is filled in; a checkbox is `1` or `0`.
    package let values: [String: [String]]
    /// One for each cell that cannot be read, the column named.
    package let problems: [Phrase]

    init(_ line: Int, _ values: [String: [String]], in table: FilledTable) {
        var posted = Posted.nothing
        posted.fields = Query(values.flatMap { name, texts in texts.map { (name, $0) } })
        let reading = table.form.read(posted)
        var problems = reading.remarks.map { remark in
            let label = table.form.fields.first { $0.name == remark.field }?.label
            return label.map { Phrase("“\($0.zh)”栏：\(remark.says.zh)", "Column “\($0.en)”: \(remark.says.en)") } ?? remark.says
        }
        for field in table.form.fields {
            guard case .checkbox = field.kind, let said = values[field.name]?.first, said != "1", said != "0" else { continue }
            problems.append(Phrase("“\(field.label.zh)”栏：请填“是”或“否”。", "Column “\(field.label.en)”: write yes or no."))
        }
        (self.line, self.values, self.problems) = (line, values.mapValues { $0.map { Typed.trimmed($0) } }, problems)
        self.table = table
    }

    private let table: FilledTable

    /// Empty where nothing stands there; of a number the digits are ASCII.
    package func text(_ name: String) -> String {
        let text = values[name]?.first ?? ""
        switch table.form.fields.first(where: { $0.name == name })?.kind {
        case .integer, .real, .day: return Typed.number(text)
        default: return text
        }
    }

    package func textOrNil(_ name: String) -> String? {
        let text = text(name)
        return text.isEmpty ? nil : text
    }
}
