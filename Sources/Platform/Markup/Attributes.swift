// The attributes pages use, by the names they have in HTML.
extension Attribute {
    // Every element.
    /// Classes; empty words are left out, so `.class("tab", isOpen ? "open" : "")` reads well.
    package static func `class`(_ names: String...) -> Attribute {
        let names = names.filter { !$0.isEmpty }
        return Attribute("class", names.isEmpty ? .absent : .text(names.joined(separator: " ")), joint: " ")
    }
    package static func id(_ id: String) -> Attribute { Attribute("id", id) }
    package static func lang(_ tag: String) -> Attribute { Attribute("lang", tag) }
    package static func dir(_ direction: String) -> Attribute { Attribute("dir", direction) }
    package static func title(_ text: String) -> Attribute { Attribute("title", text) }
    package static func role(_ role: String) -> Attribute { Attribute("role", role) }
    package static func tabindex(_ index: Int) -> Attribute { Attribute("tabindex", String(index)) }
    package static func hidden(_ yes: Bool = true) -> Attribute { Attribute("hidden", if: yes) }
    package static func inert(_ yes: Bool = true) -> Attribute { Attribute("inert", if: yes) }
    package static func translate(_ yes: Bool) -> Attribute { Attribute("translate", yes ? "yes" : "no") }
    package static func accesskey(_ key: String) -> Attribute { Attribute("accesskey", key) }

    /// `aria-…`
    package static func aria(_ name: StaticString, _ value: String) -> Attribute { Attribute(name, .text(value), prefix: "aria-") }
    package static func aria(_ name: StaticString, _ value: Bool) -> Attribute { aria(name, value ? "true" : "false") }
    /// `data-…`
    package static func data(_ name: StaticString, _ value: String = "") -> Attribute { Attribute(name, .text(value), prefix: "data-") }

    // Links and files.
    package static func href(_ address: Address) -> Attribute { Attribute("href", address.text) }
    package static func src(_ address: Address) -> Attribute { Attribute("src", address.text) }
    package static func poster(_ address: Address) -> Attribute { Attribute("poster", address.text) }
    package static func rel(_ words: String) -> Attribute { Attribute("rel", words) }
    package static func hreflang(_ tag: String) -> Attribute { Attribute("hreflang", tag) }
    package static func target(_ name: String) -> Attribute { Attribute("target", name) }
    package static func download(_ file: String) -> Attribute { Attribute("download", file) }
    package static func media(_ query: String) -> Attribute { Attribute("media", query) }
    package static func sizes(_ sizes: String) -> Attribute { Attribute("sizes", sizes) }
    package static func alt(_ text: String) -> Attribute { Attribute("alt", text) }
    package static func width(_ pixels: Int) -> Attribute { Attribute("width", String(pixels)) }
    package static func height(_ pixels: Int) -> Attribute { Attribute("height", String(pixels)) }
    package static func loading(_ when: String) -> Attribute { Attribute("loading", when) }
    package static func controls(_ yes: Bool = true) -> Attribute { Attribute("controls", if: yes) }
    package static func preload(_ what: String) -> Attribute { Attribute("preload", what) }
    package static func kind(_ kind: String) -> Attribute { Attribute("kind", kind) }
    package static func srclang(_ tag: String) -> Attribute { Attribute("srclang", tag) }

    // The head of a page.
    package static func charset(_ name: String) -> Attribute { Attribute("charset", name) }
    package static func content(_ text: String) -> Attribute { Attribute("content", text) }
    package static func property(_ name: String) -> Attribute { Attribute("property", name) }

    // Text, lists, tables.
    package static func cite(_ address: Address) -> Attribute { Attribute("cite", address.text) }
    package static func datetime(_ machine: String) -> Attribute { Attribute("datetime", machine) }
    package static func start(_ number: Int) -> Attribute { Attribute("start", String(number)) }
    package static func reversed(_ yes: Bool = true) -> Attribute { Attribute("reversed", if: yes) }
    package static func open(_ yes: Bool = true) -> Attribute { Attribute("open", if: yes) }
    package static func colspan(_ cells: Int) -> Attribute { Attribute("colspan", String(cells)) }
    package static func rowspan(_ cells: Int) -> Attribute { Attribute("rowspan", String(cells)) }
    package static func span(_ columns: Int) -> Attribute { Attribute("span", String(columns)) }
    package static func scope(_ scope: String) -> Attribute { Attribute("scope", scope) }
    package static func headers(_ ids: String) -> Attribute { Attribute("headers", ids) }
    package static func abbr(_ text: String) -> Attribute { Attribute("abbr", text) }
}
