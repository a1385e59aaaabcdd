/// One tag with its attributes, scanned from the program's own well-formed markup.
struct Tag: Sendable {
    private var attributes: [String: String] = [:]

    subscript(name: String) -> String? { attributes[name] }
    func has(_ name: String) -> Bool { attributes[name] != nil }

    /// The opening tags of that name.
    static func opening(_ name: String, in html: String) -> [Tag] {
        var out: [Tag] = []
        var rest = html[...]
        while let found = next(name, in: rest) {
            out.append(found.tag)
            rest = rest[found.end...]
        }
        return out
    }

    /// The elements of that name with what is between their tags; they must not nest in themselves.
    static func all(_ name: String, in html: String) -> [(tag: Tag, inner: String)] {
        var out: [(tag: Tag, inner: String)] = []
        var rest = html[...]
        while let found = next(name, in: rest) {
            rest = rest[found.end...]
            guard let close = rest.firstRange(of: "</\(name)>") else { break }
            out.append((found.tag, String(rest[..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        return out
    }

    private static func next(_ name: String, in html: Substring) -> (tag: Tag, end: String.Index)? {
        var from = html.startIndex
        while let open = html[from...].firstRange(of: "<\(name)") {
            let after = html[open.upperBound...].first
            if after == " " || after == ">" || after == "\n" {
                var tag = Tag()
                let end = tag.scan(html, from: open.upperBound)
                return (tag, end)
            }
            from = open.upperBound
        }
        return nil
    }

    private mutating func scan(_ html: Substring, from start: String.Index) -> String.Index {
        var at = start
        while at < html.endIndex, html[at] != ">" {
            guard html[at] != " ", html[at] != "\n" else {
                at = html.index(after: at)
                continue
            }
            let nameStart = at
            while at < html.endIndex, html[at] != "=", html[at] != ">", html[at] != " " { at = html.index(after: at) }
            let name = String(html[nameStart..<at])
            guard at < html.endIndex, html[at] == "=" else {
                attributes[name] = ""
                continue
            }
            at = html.index(after: at)
            guard at < html.endIndex, html[at] == "\"" else { continue }
            let valueStart = html.index(after: at)
            guard let quote = html[valueStart...].firstIndex(of: "\"") else { return html.endIndex }
            attributes[name] = Entities.decode(String(html[valueStart..<quote]))
            at = html.index(after: quote)
        }
        return at < html.endIndex ? html.index(after: at) : at
    }
}

/// The few character references that Markup writes.
enum Entities {
    static func decode(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&#x27;", with: "'").replacing("&#10;", with: "\n").replacing("&nbsp;", with: "\u{A0}").replacing("&amp;", with: "&")
    }
}
