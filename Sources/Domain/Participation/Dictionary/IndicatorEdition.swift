package import Declaration
package import Kernel

/// One edition of the dictionary: what each indicator meant for campaigns that began while it was in force.
package struct IndicatorEdition: Sendable, Hashable {
    /// `edition-2024`
    package let key: String
    package let name: Phrase
    /// The first day on which it is in force; it holds until the next edition's.
    package let from: Day
    package let note: Phrase
    package let forms: [StatisticalForm]
    /// In the order of the file.
    package let entries: [IndicatorEntry]

    package subscript(key: String) -> IndicatorEntry? { entries.first { $0.key == key } }

    /// The line of a form by its key, with the form.
    package func line(_ key: String) -> (form: StatisticalForm, line: StatisticalForm.Line)? {
        for form in forms { if let line = form.lines.first(where: { $0.key == key }) { return (form, line) } }
        return nil
    }

    /// Those of that form's lines which no indicator of the edition serves.
    package func unserved(of form: StatisticalForm) -> [StatisticalForm.Line] {
        let served = Set(entries.flatMap(\.serves))
        return form.lines.filter { !served.contains($0.key) }
    }

    /// Reads one edition. Strict: an unknown key, a missing language, a line or an indicator that is not in the file, rules that contradict
    /// each other are problems with line and column.
    package static func read(_ bytes: [UInt8], name: String) throws(DeclarationProblems) -> IndicatorEdition {
        let document = try Declarations.carried(bytes, name: name, sections: IndicatorShape.sections)
        func records(_ section: String) -> [DeclaredRecord] { document.records.filter { $0.section == section }.map { DeclaredRecord($0.value) } }
        do {
            let heads = records("editions")
            guard let head = heads.first, heads.count == 1 else { throw IndicatorShape.problem(name, Phrase("\(heads.count) 个版本", "\(heads.count) editions"), Phrase("一个版本", "one edition")) }
            let lines = records("lines")
            let forms = try records("forms").map { form in
                StatisticalForm(
                    key: form.key, name: try form.wording("name"),
                    lines: try lines.filter { try $0.text("form") == form.key }.map { .init(key: $0.key, name: try $0.wording("name")) })
            }
            let entries = try records("indicators").map(IndicatorShape.entry)
            try IndicatorShape.check(entries, name)
            return IndicatorEdition(
                key: head.key, name: try head.wording("name"), from: try head.day("from"), note: try head.wording("note"), forms: forms, entries: entries)
        } catch let problems as DeclarationProblems {
            throw problems
        } catch {
            throw IndicatorShape.problem(name, Phrase(same: "\(error)"), Phrase("与词典的格式一致", "what the dictionary's shape says"))
        }
    }
}
