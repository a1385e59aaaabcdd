/// JSON inside a page that is read and never run: linked data for search engines, the start values of a module.
/// `json` must be valid JSON; < > & and the two line separators, which there stand only in strings, are written as escapes.
package func dataBlock(_ kind: DataBlock, _ attributes: Attribute..., json: String) -> HTML {
    var html = HTML()
    html.open("script", [.type(kind.rawValue)] + attributes)
    for scalar in json.unicodeScalars {
        switch scalar {
        case "<": html.append("\\u003c")
        case ">": html.append("\\u003e")
        case "&": html.append("\\u0026")
        case "\u{2028}": html.append("\\u2028")
        case "\u{2029}": html.append("\\u2029")
        case "\0": html.append("\u{FFFD}")
        default: html.bytes.append(contentsOf: String(scalar).utf8)
        }
    }
    html.append("</script>")
    return html
}

/// What a data block holds.
package enum DataBlock: String, Sendable {
    case linkedData = "application/ld+json"
    case values = "application/json"
}
