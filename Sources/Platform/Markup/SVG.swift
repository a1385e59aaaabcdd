/// A drawing. Its parts are made with `element("path", .attribute("d", …))`. With a label it has a meaning, which the label
/// says; without one it is decoration, and readers who cannot see it are not troubled by it.
package func svg(_ viewBox: StaticString, label: String? = nil, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    var all: [Attribute] = [.attribute("viewBox", viewBox.description), .attribute("xmlns", "http://www.w3.org/2000/svg")]
    if let label {
        all += [.role("img"), .aria("label", label)]
    } else {
        all += [.aria("hidden", "true"), .attribute("focusable", "false")]
    }
    return element("svg", all + attributes, content)
}
