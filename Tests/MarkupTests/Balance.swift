/// The first place where elements are not properly nested or a quote is open, nil when there is none. Strict: it knows only
/// what Markup writes. It reads scalars, because a mark may combine with a quote before it.
func imbalance(of markup: String) -> String? {
    let void: Set = ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    var open: [String] = []
    var rest = markup.unicodeScalars[...]
    while let less = rest.firstIndex(of: "<") {
        if rest[..<less].contains(">") { return "a bare > before \(rest[less...].prefix(30))" }
        rest = rest[rest.index(after: less)...]
        let isEnd = rest.first == "/"
        if isEnd { rest.removeFirst() }
        let name = String(String.UnicodeScalarView(rest.prefix { $0 != " " && $0 != ">" }))
        while let letter = rest.first, letter != ">" {
            rest.removeFirst()
            guard letter == "\"" else { continue }
            guard let quote = rest.firstIndex(of: "\"") else { return "an open quote in <\(name)>" }
            rest = rest[rest.index(after: quote)...]
        }
        if rest.isEmpty { return "an open tag <\(name)>" }
        rest.removeFirst()
        if isEnd {
            guard open.popLast() == name else { return "</\(name)> closes what is not open" }
        } else if !void.contains(name), name != "!doctype" {
            open.append(name)
        }
    }
    return open.isEmpty ? nil : "never closed: \(open)"
}
