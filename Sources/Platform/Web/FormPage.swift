package import Kernel
package import Markup

extension Visit {
    /// The whole form: summary of what is wrong, fields, CSRF token, button. Complete without JavaScript. `makes` where it makes
    /// something that must not be made twice (`making`).
    package func formHTML(
        _ reading: FormReading, action: String, submit: Phrase, danger: Bool = false, makes: Bool = false,
        @HTMLBuilder before: () -> HTML = { HTML() },
        @HTMLBuilder after: () -> HTML = { HTML() }
    ) -> HTML {
        let hasFile = reading.form.fields.contains { if case .file = $0.kind { true } else { false } }
        return Markup.form(
            .method(.post), .action(.within(action)), .class("form"), .novalidate(), .enctype("multipart/form-data").when(hasFile)
        ) {
            csrfField
            if makes { onceField }
            formSummary(reading)
            before()
            for field in reading.form.fields { fieldHTML(field, in: reading) }
            suggestionLists(reading)
            after()
            div(.class("form-actions")) {
                button(.class("button", danger ? "button-danger" : "button-primary"), .type("submit")) { say(submit) }
            }
        }
    }

    /// The values that its texts offer, a list once however many fields have it.
    private func suggestionLists(_ reading: FormReading) -> HTML {
        HTML(
            reading.suggestions.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { list, choices in
                datalist(.id(reading.id(list, "suggestions"))) { for choice in choices { option(.value(choice.value)) { say(choice.title) } } }
            })
    }

    /// The list of what is wrong, each with the name of its field and linked to it; the page opens there. Nothing when all is well.
    package func formSummary(_ reading: FormReading) -> HTML {
        guard !reading.isGood else { return HTML() }
        return div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) {
            h2 { say(Phrase("请更正以下内容", "Please put this right")) }
            ul {
                for remark in reading.remarks {
                    li {
                        if remark.field.isEmpty { say(remark.says) } else { a(.href("#\(reading.id(remark.field))")) { say(reading.named(remark)) } }
                    }
                }
            }
        }
    }

    /// One field with its label, hint and remark.
    package func fieldHTML(_ field: FormField, in reading: FormReading) -> HTML {
        let remark = reading.remark(on: field.name)
        if case .hidden = field.kind { return input(.type("hidden"), .name(field.name), .value(reading.text(field.name))) }
        return div(.class("field", remark == nil ? "" : "field-wrong")) {
            if case .checkbox = field.kind {
                label(.class("check"), .for(reading.id(field.name))) {
                    control(field, in: reading)
                    span { say(field.label) }
                }
            } else if case .choices(let choices) = field.kind {
                fieldset(.id(reading.id(field.name))) {
                    legend { say(field.label) }
                    for choice in choices {
                        label(.class("check")) {
                            input(
                                .type("checkbox"), .name(field.name), .value(choice.value),
                                .checked(reading.texts(field.name).contains(choice.value)))
                            span { say(choice.title) }
                        }
                    }
                }
            } else {
                label(.for(reading.id(field.name))) {
                    say(field.label)
                    if !field.required { small(.class("optional")) { say(Phrase("（选填）", " (optional)")) } }
                }
            }
            if let hint = field.hint { p(.class("hint"), .id(reading.id(field.name, "hint"))) { say(hint) } }
            if let remark { p(.class("remark"), .id(reading.id(field.name, "remark"))) { say(remark) } }
            if case .checkbox = field.kind {} else if case .choices = field.kind {} else { control(field, in: reading) }
        }
    }

    private func control(_ field: FormField, in reading: FormReading) -> HTML {
        let value = reading.text(field.name)
        let hint = field.hint == nil ? "" : reading.id(field.name, "hint")
        let remark = reading.remark(on: field.name) == nil ? "" : reading.id(field.name, "remark")
        let described = [hint, remark].filter { !$0.isEmpty }.joined(separator: " ")
        let common = Attribute.group([
            .id(reading.id(field.name)), .name(field.name), .required(field.required),
            .aria("describedby", described).when(!described.isEmpty), .aria("invalid", true).when(reading.remark(on: field.name) != nil),
            .autocomplete(field.autocomplete ?? "").when(field.autocomplete != nil),
        ])
        switch field.kind {
        case .text(let max):
            let list = field.suggests.flatMap { reading.suggestions[$0]?.isEmpty == false ? reading.id($0, "suggestions") : nil }
            return input(.type("text"), common, .value(value), .maxlength(max), .list(list ?? "").when(list != nil))
        case .longText(let max): return textarea(common, .rows(max > 500 ? 8 : 4), .maxlength(max)) { value }
        case .integer: return input(.type("text"), common, .inputmode("numeric"), .value(value))
        case .real: return input(.type("text"), common, .inputmode("decimal"), .value(value))
        case .day: return input(.type("date"), common, .value(value))
        case .localTime: return input(.type("datetime-local"), common, .value(value))
        case .email: return input(.type("email"), common, .value(value))
        case .phone: return input(.type("tel"), common, .value(value))
        case .password: return input(.type("password"), common)
        case .webAddress: return input(.type("url"), common, .value(value))
        case .file(let accept): return input(.type("file"), common, .accept(accept))
        case .checkbox: return input(.type("checkbox"), common, .value("1"), .checked(reading.isChecked(field.name)))
        case .choice(let choices):
            return select(common) {
                if !field.required || value.isEmpty { option(.value("")) { say(Phrase("请选择", "Choose")) } }
                for choice in choices { option(.value(choice.value), .selected(choice.value == value)) { say(choice.title) } }
            }
        case .choices, .hidden: return HTML()
        }
    }

    /// A button that is a form of its own: for one-click verbs. `danger` for what cannot be taken back.
    package func postButton(
        _ title: Phrase, posts action: String, fields: [(String, String)] = [], style: String = "button-primary", makes: Bool = false
    ) -> HTML {
        Markup.form(.method(.post), .action(.within(action)), .class("inline-form")) {
            csrfField
            if makes { onceField }
            for field in fields { input(.type("hidden"), .name(field.0), .value(field.1)) }
            Markup.button(.class("button", style), .type("submit")) { say(title) }
        }
    }
}
