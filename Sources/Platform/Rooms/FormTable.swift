package import Formats
package import Kernel
package import Web

/// The fields of a form as the columns of a table that people fill in elsewhere and upload: CSV or a spreadsheet, read row by row.
///
/// Columns are found by their headings, wherever they stand; a cell that is left empty says nothing.
package struct FormTable: Sendable {
    package let form: Form
    /// More rows than these are brought in by several files.
    package let mostRows: Int
    /// The row that names the columns is looked for in so many first rows, by its required fields; 1: it is the first one.
    package let headerWithin: Int
    /// The fields by what may stand at the top of their columns, folded.
    private let named: [String: FormField]

    /// Of two fields of one label the first is found by it; by its whole heading rather than by a part of another's.
    package init(_ form: Form, mostRows: Int, headerWithin: Int = 1) {
        (self.form, self.mostRows, self.headerWithin) = (form, mostRows, headerWithin)
        var named: [String: FormField] = [:]
        func name(_ field: FormField, _ text: String) {
            let folded = Self.folded(text)
            if named[folded] == nil { named[folded] = field }
        }
        for field in form.fields { name(field, Self.heading(field)) }
        for field in form.fields { for text in [field.label.zh, field.label.en, field.name, "\(field.label.zh) / \(field.label.en)"] { name(field, text) } }
        self.named = named
    }

    /// What stands at the top of a field's column: both languages.
    package static func heading(_ field: FormField) -> String {
        field.label.zh == field.label.en ? field.label.zh : "\(field.label.zh) / \(field.label.en)"
    }

    /// The field that a heading names: in both languages, in one, or by its own name, however it is spaced.
    package func field(of heading: String) -> FormField? { named[Self.folded(heading)] }

    /// Without blanks and the star of a required field; signs of either width are one.
    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { !$0.isWhitespace && $0 != "*" }).replacing("（", with: "(").replacing("）", with: ")").replacing("／", with: "/")
    }

    /// What the form takes for a cell that names one of these in either language. Two of one name are told apart by their value: the name stays, and
    /// the form refuses it.
    package static func code(_ text: String, among choices: [FormField.Choice]) -> String {
        let wanted = text.lowercased()
        let fitting = choices.filter { [$0.value, $0.title.zh, $0.title.en, "\($0.title.zh) / \($0.title.en)"].map { $0.lowercased() }.contains(wanted) }
        return fitting.count == 1 ? fitting[0].value : text
    }

    /// One row that somebody filled.
    package struct Row: Sendable {
        /// Of the file; the headings are row 1.
        package let number: Int
        /// What its cells say, by field; a yes of a spreadsheet is `1`, a no `0`.
        package let values: [String: String]
    }

    /// What an uploaded table holds.
    package struct Filled: Sendable {
        package var rows: [Row] = []
        /// The fields for which there is a column.
        package var columns: Set<String> = []
        /// What is wrong with the table as a whole, or with rows that could not be read.
        package var problems: [Phrase] = []
    }

    /// Reads an uploaded table to its end. Throws a refusal where it is no table or too large.
    ///
    /// - passing: rows that are passed over, such as an example.
    package func read(_ upload: Upload, passing: ([String: String]) -> Bool = { _ in false }) throws -> Filled {
        let file = try UploadedFile(upload)
        defer { file.remove() }
        do throws(FormatProblem) {
            var reader = try file.records(header: search)
            return try read(&reader, passing)
        } catch { throw error.refusal }
    }

    /// How the row that names the columns is found; nil where it is the first one.
    private var search: HeaderSearch? {
        let wanted = form.fields.filter(\.required)
        guard headerWithin > 1, !wanted.isEmpty else { return nil }
        let zh = wanted.map { "“\($0.label.zh)”" }.joined(separator: "、"), en = wanted.map { "“\($0.label.en)”" }.joined(separator: ", ")
        let otherwise = Phrase(
            "前 \(headerWithin) 行里没有找到列名。请把各列的列名写在同一行，并删去这一行上面的内容。找过的列：\(zh)。",
            "None of the first \(headerWithin) rows names the columns. Put the names of the columns in one row, and delete what stands above it. Looked for: \(en).")
        let names = Set(wanted.map(\.name))
        return HeaderSearch(rows: headerWithin, otherwise: otherwise) { cells in names.isSubset(of: cells.compactMap { field(of: $0)?.name }) }
    }

    private func read(_ reader: inout any RecordReader, _ passing: ([String: String]) -> Bool) throws(FormatProblem) -> Filled {
        var out = Filled(), wrong = RowProblems(), isChecked = false, columns: [String: FormField?] = [:]
        while true {
            do throws(FormatProblem) {
                let record = try reader.next()
                if !isChecked, let headings = reader.columns {
                    check(headings, &out)
                    isChecked = true
                }
                guard let record else { break }
                let values = values(of: record.datum, &columns)
                if values.isEmpty || passing(values) { continue }
                guard out.rows.count < mostRows else {
                    out.problems.append(Phrase("一次最多 \(mostRows) 行，请分几个文件导入。", "At most \(mostRows) rows at once. Bring them in as several files."))
                    break
                }
                out.rows.append(Row(number: record.number, values: values))
            } catch {
                guard !error.isFatal else { throw error }
                wrong.add(error)
            }
        }
        out.problems += wrong.phrases
        return out
    }

    /// Empty for a row that nobody filled.
    ///
    /// - columns: the fields of the headings met so far; a table has the same in each row.
    private func values(of datum: Datum, _ columns: inout [String: FormField?]) -> [String: String] {
        guard case .object(let members) = datum else { return [:] }
        var out: [String: String] = [:]
        for member in members where !member.value.isBlank {
            let known = columns[member.key] ?? field(of: member.key)
            if columns.count < 1000 { columns[member.key] = .some(known) }
            if let field = known, let text = Self.text(of: member.value), !text.isEmpty { out[field.name] = text }
        }
        return out
    }

    /// A cell as somebody would have typed it.
    package static func text(of datum: Datum) -> String? {
        switch datum {
        case .text(let text): Typed.trimmed(text)
        case .integer(let number): String(number)
        case .real(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .bool(let flag): flag ? "1" : "0"
        case .null, .list, .object: nil
        }
    }

    private func check(_ headings: [String], _ out: inout Filled) {
        for heading in headings {
            guard let field = field(of: heading) else {
                let said = heading.harmless(60)
                out.problems.append(Phrase("没有“\(said)”这一栏。请按模板改正列名，或删去这一列。", "There is no field for the column “\(said)”. Name it as the template does, or take it out."))
                continue
            }
            if !out.columns.insert(field.name).inserted {
                let name = Self.heading(field)
                out.problems.append(Phrase("“\(name)”有两列，请留下一列。", "There are two columns for “\(name)”. Keep one of them."))
            }
        }
    }
}

extension FormTable.Filled {
    /// The fields for which there is no column.
    package func absent(from form: Form) -> [FormField] { form.fields.filter { !columns.contains($0.name) } }

    /// Also names each required field without a column.
    package func requiringColumns(of form: Form) -> FormTable.Filled {
        var out = self
        for field in absent(from: form) where field.required {
            out.problems.append(Phrase("缺少“\(field.label.zh)”这一列。", "The column “\(field.label.en)” is missing."))
        }
        return out
    }
}
