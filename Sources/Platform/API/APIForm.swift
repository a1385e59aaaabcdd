import Kernel
package import Web

/// The fields of a form as the members of a JSON object: the two languages of a text are one member, ticks that belong together one list. What
/// a person may enter and what a program may send are thereby one declaration, with the same checks and the same sentences.
package struct APIForm: Sendable {
    enum Shape: Sendable {
        case plain(FormField)
        /// `name_zh` and `name_en`.
        case wording(zh: FormField, en: FormField)
        /// `name_word`, each a tick.
        case ticks([(word: String, field: FormField)])
    }

    struct Member: Sendable {
        let name: String
        let shape: Shape
    }

    package let form: Form
    let members: [Member]
    /// Fields whose values are identities of records.
    let ids: Set<String>
    /// With what a new record begins, by the names of fields.
    package let begins: [String: String]

    /// - Parameters:
    ///   - ids: fields whose values are identities.
    ///   - keys: fields whose values are keys of records.
    ///   - ticks: names before the `_` of tick boxes that make one list.
    ///   - without: fields that programs do not send: what was seen, which `If-Match` says.
    package init(
        _ form: Form, ids: Set<String> = [], keys: Set<String> = [], ticks: Set<String> = [], without: Set<String> = [], begins: [String: String] = [:]
    ) {
        let fields = form.fields.filter { !without.contains($0.name) && !Self.isBeside($0) }
            .map { ids.contains($0.name) || keys.contains($0.name) ? Self.open($0) : $0 }
        (self.form, self.ids, self.begins) = (Form(fields), ids, begins)
        members = Self.members(of: fields, ticks: ticks)
    }

    private static func isBeside(_ field: FormField) -> Bool {
        switch field.kind {
        case .hidden, .file, .password, .choices: true
        default: false
        }
    }

    /// The records to choose from are asked in the transaction; here their identity or key is a text.
    private static func open(_ field: FormField) -> FormField {
        FormField(field.name, field.label.zh, field.label.en, .text(max: 100), required: field.required, hint: field.hint)
    }

    private static func members(of fields: [FormField], ticks: Set<String>) -> [Member] {
        var all: [Member] = []
        for field in fields {
            if let name = prefix(of: field.name, before: "_zh"), let other = fields.first(where: { $0.name == name + "_en" }) {
                all.append(Member(name: name, shape: .wording(zh: field, en: other)))
            } else if let name = prefix(of: field.name, before: "_en"), fields.contains(where: { $0.name == name + "_zh" }) {
                continue
            } else if let list = ticks.first(where: { field.name.hasPrefix($0 + "_") }) {
                guard !all.contains(where: { $0.name == list }) else { continue }
                let own = fields.filter { $0.name.hasPrefix(list + "_") }.map { (word: String($0.name.dropFirst(list.count + 1)), field: $0) }
                all.append(Member(name: list, shape: .ticks(own)))
            } else {
                all.append(Member(name: field.name, shape: .plain(field)))
            }
        }
        return all
    }

    private static func prefix(of name: String, before end: String) -> String? { name.hasSuffix(end) ? String(name.dropLast(end.count)) : nil }

    /// Where the field stands in the object, as a JSON pointer; the object itself where it is none of them.
    package func pointer(_ field: String, in place: String = "") -> String {
        for member in members {
            switch member.shape {
            case .plain(let own): if own.name == field { return place + APIFlaw.step(member.name) }
            case .wording(let zh, let en):
                if zh.name == field || member.name == field { return place + APIFlaw.step(member.name) + "/zh" }
                if en.name == field { return place + APIFlaw.step(member.name) + "/en" }
            case .ticks(let own): if own.contains(where: { $0.field.name == field }) || member.name == field { return place + APIFlaw.step(member.name) }
            }
        }
        return place
    }

    /// What the form's remarks say, each at its place.
    package func flaws(of reading: FormReading, in place: String = "") -> [APIFlaw] {
        reading.remarks.map { APIFlaw(pointer($0.field, in: place), $0.says) }
    }
}
