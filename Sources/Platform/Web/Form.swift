package import Kernel

/// The fields of a record, declared once: the HTML form, the parsing, and a remark per field come from here.
package struct Form: Sendable {
    package let fields: [FormField]
    package init(_ fields: [FormField]) { self.fields = fields }
    package init(_ fields: FormField...) { self.fields = fields }

    package static func + (a: Form, b: Form) -> Form { Form(a.fields + b.fields) }

    /// Reads what was posted. Values that cannot be read stand as remarks beside their fields; nothing is thrown.
    package func read(_ posted: Posted) -> FormReading {
        var reading = FormReading(form: self, posted: posted)
        for field in fields { reading.check(field) }
        return reading
    }

    /// The form filled with values, for editing; `choices` are what is ticked in fields that take several.
    package func filled(_ values: [String: String], choices: [String: [String]] = [:]) -> FormReading {
        let ticked = choices.flatMap { name, values in values.map { (name, $0) } }
        return FormReading(form: self, posted: Posted(fields: Query(values.map { ($0.key, $0.value) } + ticked), uploads: []))
    }

    package var empty: FormReading { filled([:]) }

    /// The form as somebody left it, with whatever they entered; nothing is checked yet.
    package func entered(_ fields: Query) -> FormReading { FormReading(form: self, posted: Posted(fields: fields, uploads: [])) }
}

/// A form with what was entered and what is wrong with it. Asking for a value that could not be read gives nil.
package struct FormReading: Sendable {
    package let form: Form
    package let posted: Posted
    /// Stands in the identities of the controls, where a page has several forms whose fields have the same names.
    package var mark = ""
    /// What texts offer while somebody types, by the name of the list (`FormField.suggests`): the value with its title.
    package var suggestions: [String: [FormField.Choice]] = [:]
    /// By field name; `""` is the form as a whole.
    package private(set) var remarks: [(field: String, says: Phrase)] = []

    package var isGood: Bool { remarks.isEmpty }

    /// Adds a remark, such as a rule's refusal.
    package mutating func remark(_ field: String, _ says: Phrase) { remarks.append((field, says)) }
    /// Says this of the field instead of what was said of it.
    package mutating func remark(only field: String, _ says: Phrase) {
        remarks.removeAll { $0.field == field }
        remark(field, says)
    }
    package mutating func remark(_ refusal: Refusal) { remarks.append((refusal.field ?? "", refusal.phrase)) }

    /// The identity of a part of the field: `field-name` its control, `hint-name`, `remark-name`.
    package func id(_ field: String, _ part: String = "field") -> String { part + "-" + (mark.isEmpty ? "" : mark + "-") + field }

    /// The same with another mark.
    package func marked(_ mark: String) -> FormReading {
        var copy = self
        copy.mark = mark
        return copy
    }

    /// A remark for readers who do not see its field: with the field's name in front, unless it says that itself.
    func named(_ remark: (field: String, says: Phrase)) -> Phrase {
        guard let label = form.fields.first(where: { $0.name == remark.field })?.label, !label.zh.isEmpty, !remark.says.zh.contains(label.zh) else {
            return remark.says
        }
        return Phrase("\(label.zh)：\(remark.says.zh)", "\(label.en): \(remark.says.en)")
    }

    package func remark(on field: String) -> Phrase? { remarks.first { $0.field == field }?.says }

    /// What was entered, trimmed; empty when nothing. Of a number, a day, a time or a telephone number the digits are ASCII.
    package func text(_ name: String) -> String {
        let text = Typed.trimmed(posted.fields[name] ?? "")
        guard text.unicodeScalars.contains(where: { !$0.isASCII }), form.fields.contains(where: { $0.name == name && $0.kind.isOfDigits }) else { return text }
        return Typed.trimmed(Typed.number(text))
    }
    package func textOrNil(_ name: String) -> String? {
        let text = text(name)
        return text.isEmpty ? nil : text
    }
    package func texts(_ name: String) -> [String] { posted.fields.all(name) }
    package func integer(_ name: String) -> Int64? { Int64(text(name)) }
    package func real(_ name: String) -> Double? { Double(text(name)) }
    package func day(_ name: String) -> Day? { Day(iso: text(name)) }
    package func localTime(_ name: String) -> LocalTime? { LocalTime(iso: text(name)) }
    package func isChecked(_ name: String) -> Bool { posted.fields[name] != nil }
    package func upload(_ name: String) -> Upload? { posted.uploads.first { $0.field == name } }

    mutating func check(_ field: FormField) {
        if let problem = FormCheck.problem(of: field, in: posted, text: text(field.name)) { remark(field.name, problem) }
    }
}
