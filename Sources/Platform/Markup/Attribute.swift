/// One attribute of an element. The value is escaped when it is written; the name always comes from the source code.
package struct Attribute: Sendable {
    enum Content: Sendable {
        case flag
        case text(String)
        case group([Attribute])
        case absent
    }

    let prefix: StaticString
    let name: StaticString
    let content: Content
    /// What stands between the values when the attribute is given more than once; without one the first counts.
    let joint: StaticString?

    init(_ name: StaticString, _ content: Content, prefix: StaticString = "", joint: StaticString? = nil) {
        (self.prefix, self.name, self.content, self.joint) = (prefix, name, content, joint)
    }

    init(_ name: StaticString, _ value: String) { self.init(name, .text(value)) }
    init(_ name: StaticString, if present: Bool) { self.init(name, present ? .flag : .absent) }

    /// No attribute at all.
    package static let none = Attribute("", .absent)

    /// This attribute where the condition holds, otherwise none: `.aria("current", "page").when(isHere)`.
    package func when(_ condition: Bool) -> Attribute { condition ? self : .none }

    /// Several as one: how a function hands on the attributes that it was given.
    package static func group(_ attributes: [Attribute]) -> Attribute { Attribute("", .group(attributes)) }

    /// Any attribute by name, mostly for SVG. Names that hold an address, a style or a script (`href`, `style`, `onclick` …)
    /// are not written by it: they have typed functions or are not offered.
    package static func attribute(_ name: StaticString, _ value: String) -> Attribute {
        isActive(name) ? .none : Attribute(name, value)
    }

    private static func isActive(_ name: StaticString) -> Bool {
        let word = name.description.lowercased()
        return word.hasPrefix("on") || word.hasSuffix("href") || word.hasSuffix("src") || word.hasSuffix("action")
            || ["style", "srcdoc", "srcset", "background", "data", "ping", "manifest", "codebase", "http-equiv"].contains(word)
    }
}
