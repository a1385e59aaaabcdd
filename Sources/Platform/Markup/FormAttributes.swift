// The attributes of forms and their fields.
extension Attribute {
    /// How a form is sent.
    package enum Method: String, Sendable { case get, post, dialog }

    package static func action(_ address: Address) -> Attribute { Attribute("action", address.text) }
    package static func formaction(_ address: Address) -> Attribute { Attribute("formaction", address.text) }
    package static func method(_ method: Method) -> Attribute { Attribute("method", method.rawValue) }
    package static func enctype(_ type: String) -> Attribute { Attribute("enctype", type) }
    package static func novalidate(_ yes: Bool = true) -> Attribute { Attribute("novalidate", if: yes) }
    package static func form(_ id: String) -> Attribute { Attribute("form", id) }

    package static func name(_ name: String) -> Attribute { Attribute("name", name) }
    package static func value(_ value: String) -> Attribute { Attribute("value", value) }
    package static func type(_ type: String) -> Attribute { Attribute("type", type) }
    package static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    package static func label(_ text: String) -> Attribute { Attribute("label", text) }
    package static func placeholder(_ text: String) -> Attribute { Attribute("placeholder", text) }
    package static func list(_ id: String) -> Attribute { Attribute("list", id) }
    package static func accept(_ types: String) -> Attribute { Attribute("accept", types) }
    package static func autocomplete(_ what: String) -> Attribute { Attribute("autocomplete", what) }
    package static func inputmode(_ mode: String) -> Attribute { Attribute("inputmode", mode) }
    package static func enterkeyhint(_ word: String) -> Attribute { Attribute("enterkeyhint", word) }
    package static func spellcheck(_ yes: Bool) -> Attribute { Attribute("spellcheck", yes ? "true" : "false") }
    package static func pattern(_ pattern: String) -> Attribute { Attribute("pattern", pattern) }
    package static func min(_ value: String) -> Attribute { Attribute("min", value) }
    package static func max(_ value: String) -> Attribute { Attribute("max", value) }
    package static func step(_ value: String) -> Attribute { Attribute("step", value) }
    package static func low(_ value: String) -> Attribute { Attribute("low", value) }
    package static func high(_ value: String) -> Attribute { Attribute("high", value) }
    package static func minlength(_ units: Int) -> Attribute { Attribute("minlength", String(units)) }
    package static func maxlength(_ units: Int) -> Attribute { Attribute("maxlength", String(units)) }
    package static func size(_ letters: Int) -> Attribute { Attribute("size", String(letters)) }
    package static func rows(_ lines: Int) -> Attribute { Attribute("rows", String(lines)) }
    package static func cols(_ letters: Int) -> Attribute { Attribute("cols", String(letters)) }

    package static func checked(_ yes: Bool = true) -> Attribute { Attribute("checked", if: yes) }
    package static func selected(_ yes: Bool = true) -> Attribute { Attribute("selected", if: yes) }
    package static func disabled(_ yes: Bool = true) -> Attribute { Attribute("disabled", if: yes) }
    package static func required(_ yes: Bool = true) -> Attribute { Attribute("required", if: yes) }
    package static func readonly(_ yes: Bool = true) -> Attribute { Attribute("readonly", if: yes) }
    package static func multiple(_ yes: Bool = true) -> Attribute { Attribute("multiple", if: yes) }
    package static func autofocus(_ yes: Bool = true) -> Attribute { Attribute("autofocus", if: yes) }
}
