import Kernel
package import Web

/// A parameter of an address, from the very field that the HTML list shows.
package struct APIParameter: Sendable {
    package let field: FormField
    /// Its values are records, such as campaigns: they are checked, and not listed in the description.
    package let isOpen: Bool
    /// Stands in the path: `{id}`.
    package let isInPath: Bool
    /// A value that works on any site.
    package let example: String?

    package init(_ field: FormField, isOpen: Bool = false, isInPath: Bool = false, example: String? = nil) {
        (self.field, self.isOpen, self.isInPath, self.example) = (field, isOpen, isInPath, example)
    }

    /// A part of the path.
    package static func path(_ name: String, _ zh: String, _ en: String) -> APIParameter {
        APIParameter(FormField(name, zh, en, .text(max: 100), required: true), isOpen: true, isInPath: true)
    }

    /// What reads those that do not stand in the path. An open one's values are looked up by whoever asks.
    static func form(_ all: [APIParameter]) -> Form {
        let asked = all.filter { !$0.isInPath }
        let open = asked.filter(\.isOpen).map { FormField($0.field.name, $0.field.label.zh, $0.field.label.en, .text(max: 200)) }
        return Form(asked.filter { !$0.isOpen }.map(\.field) + open)
    }

    var isList: Bool { if case .choices = field.kind { true } else { false } }

    var schema: APISchema {
        switch field.kind {
        case .integer(let range): .integer(range)
        case .real(let range): .number(range)
        case .day: .text(format: "date")
        case .checkbox: .text(values: ["1"])
        case .choice(let choices): isOpen ? Self.plain() : .text(values: choices.map(\.value))
        case .choices(let choices): .list(isOpen ? Self.plain() : .text(values: choices.map(\.value)))
        case .text(let max), .longText(let max): Self.plain(longest: max)
        case .localTime, .email, .phone, .password, .webAddress, .file, .hidden: Self.plain()
        }
    }

    /// Any text without NUL, which no database keeps.
    private static func plain(longest: Int? = nil) -> APISchema { .text(pattern: "^[^\\u0000]*$", longest: longest) }

    /// As OpenAPI describes it.
    func json(_ tongue: Tongue) -> String {
        var says = field.label(tongue)
        if let hint = field.hint { says += tongue == .zh ? "：" + hint.zh : ": " + hint.en }
        var members = [
            ("name", JSONText.quote(field.name)), ("in", JSONText.quote(isInPath ? "path" : "query")),
            ("description", JSONText.quote(says)), ("required", isInPath ? "true" : "false"), ("schema", schema.json(tongue)),
        ]
        if isList { members.append(("explode", "true")) }
        // As forms send them: an empty value is the same as none.
        if !isInPath { members.append(("allowEmptyValue", "true")) }
        if let example {
            let text = if case .integer = field.kind { example } else { JSONText.quote(example) }
            members.append(("example", isList ? JSONText.list([text]) : text))
        }
        return JSONText.object(members)
    }
}
