/// A page as a browser without scripts sees it: its text, its forms, its links.
package struct PageSeen: Sendable {
    package let status: Int
    package let path: String
    package let headers: [String: String]
    package let html: String
    /// As they came; `html` is these read as UTF-8, or each byte as a letter where they are none (a picture, a sheet): to mend what is no text costs more than all the pages.
    package let bytes: [UInt8]

    package init(status: Int, path: String, headers: [String: String], bytes: [UInt8]) {
        (self.status, self.path, self.headers, self.bytes) = (status, path, headers, bytes)
        html = String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    package init(status: Int, path: String, headers: [String: String], html: String) {
        self.init(status: status, path: path, headers: headers, bytes: Array(html.utf8))
    }

    /// The words of the page, tags left out, white space folded.
    package var text: String { Self.words(html) }

    /// All forms of the page, in order.
    package var forms: [FormSeen] {
        Tag.all("form", in: html).map { tag in FormSeen(tag: tag.tag, inner: tag.inner) }
    }

    /// The first form that posts to `action`.
    package func form(to action: String) -> FormSeen? { forms.first { $0.action == action } }

    /// What proves that a form comes from a page of ours; empty where the page has none.
    package var token: String { forms.flatMap(\.values).first { $0.name == "csrf" }?.value ?? "" }

    /// The addresses of the page's links.
    package var links: [String] { Tag.opening("a", in: html).compactMap { $0["href"] } }

    /// The machine-readable figures of the page: every `<data value>` by its `data-figure` name.
    package var figures: [String: String] {
        var out: [String: String] = [:]
        for tag in Tag.all("data", in: html) {
            if let name = tag.tag["data-figure"], let value = tag.tag["value"] { out[name] = value }
        }
        return out
    }

    static func words(_ html: String) -> String {
        var out = ""
        var inTag = false
        for character in html {
            if character == "<" {
                inTag = true
                out += " "
            } else if character == ">" {
                inTag = false
            } else if !inTag {
                out.append(character)
            }
        }
        return Entities.decode(out).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// A form with the values that it would send if nothing were touched.
package struct FormSeen: Sendable {
    package let action: String
    package let method: String
    /// The values that a choice, or boxes of one name, offer.
    package let offers: [String: [String]]
    /// The same with what people read, by the choice's name.
    private let titles: [String: [(value: String, title: String)]]
    package var values: [(name: String, value: String)]

    init(tag: Tag, inner: String) {
        action = tag["action"] ?? ""
        method = tag["method"] ?? "get"
        var values: [(name: String, value: String)] = []
        var offers: [String: [String]] = [:]
        for input in Tag.opening("input", in: inner) {
            guard let name = input["name"] else { continue }
            let type = input["type"] ?? "text"
            if type == "file" { continue }
            if type == "checkbox" || type == "radio" { offers[name, default: []].append(input["value"] ?? "on") }
            if type == "checkbox" || type == "radio", !input.has("checked") { continue }
            values.append((name, input["value"] ?? (type == "checkbox" ? "on" : "")))
        }
        for area in Tag.all("textarea", in: inner) {
            if let name = area.tag["name"] { values.append((name, Entities.decode(area.inner))) }
        }
        var titles: [String: [(value: String, title: String)]] = [:]
        for select in Tag.all("select", in: inner) {
            guard let name = select.tag["name"] else { continue }
            let options = Tag.opening("option", in: select.inner)
            offers[name] = options.compactMap { $0["value"] }.filter { !$0.isEmpty }
            titles[name] = Tag.all("option", in: select.inner).map { ($0.tag["value"] ?? "", PageSeen.words($0.inner)) }
            if let chosen = options.first(where: { $0.has("selected") }) ?? options.first { values.append((name, chosen["value"] ?? "")) }
        }
        self.values = values
        self.offers = offers
        self.titles = titles
    }

    /// The value of the first choice whose title holds these words.
    package func value(of name: String, titled words: String) -> String? { titles[name]?.first { $0.title.contains(words) }?.value }

    package subscript(name: String) -> String? { values.first { $0.name == name }?.value }
    package func has(_ name: String) -> Bool { values.contains { $0.name == name } }
}
