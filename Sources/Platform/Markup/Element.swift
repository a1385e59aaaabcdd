/// Any element by name: what the functions of Elements.swift and SVG.swift are made of, and the way to those they leave out.
/// Elements that run or load code (`script`, `style`, `iframe`, `object`, `embed`, `base`) are not written by it.
package func element(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    guard !isActive(name) else { return HTML() }
    return element(name, attributes, content)
}

func element(_ name: StaticString, _ attributes: [Attribute], _ content: () -> HTML) -> HTML {
    let content = content()
    var html = HTML()
    html.bytes.reserveCapacity(content.bytes.count + 48)
    html.open(name, attributes)
    html.bytes += content.bytes
    html.append("</")
    html.append(name)
    html.append(">")
    return html
}

func void(_ name: StaticString, _ attributes: [Attribute]) -> HTML {
    var html = HTML()
    html.open(name, attributes)
    return html
}

/// An element whose first line break the browser drops: one more is written before a content that begins with one.
func preformatted(_ name: StaticString, _ attributes: [Attribute], _ content: () -> HTML) -> HTML {
    let content = content()
    return element(name, attributes) { content.bytes.first == 0x0A ? HTML(trusted: "\n") + content : content }
}

private func isActive(_ name: StaticString) -> Bool {
    ["script", "style", "iframe", "object", "embed", "base"].contains(name.description.lowercased())
}
