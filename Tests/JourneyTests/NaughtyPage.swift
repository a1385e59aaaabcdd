/// A page read byte by byte, as strictly as Markup writes it: what is wrong with it, its forms, links, remarks and words.
///
/// Bytes, not characters: a combining mark joins the quote before it, and a reader of characters would miss the quote.
struct NaughtyPage: Sendable {
    let status: Int
    let path: String
    private(set) var complaints: [String] = []
    private(set) var forms: [NaughtyForm] = []
    private(set) var links: [String] = []
    /// What the elements with an identity say.
    private var said: [String: String] = [:]
    private(set) var language = ""
    private(set) var hasSummary = false
    private var words: [UInt8] = []

    init(status: Int, path: String, type: String, body: [UInt8]) {
        (self.status, self.path) = (status, path)
        guard type.hasPrefix("text/html") else { return }
        read(body)
    }

    /// Whether the page says this anywhere between its tags.
    func says(_ text: String) -> Bool { words.holds(Self.folded(Array(text.utf8))) }

    /// The remarks beside the fields of a form of this page, by the fields' names: what the controls say they are described by.
    func remarks(on form: NaughtyForm) -> [String: String] {
        var out: [String: String] = [:]
        for field in form.fields {
            for id in field.describedBy where id.hasPrefix("remark") { out[field.name] = said[id] }
        }
        return out
    }

    private static let void: Set = ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "!doctype"]

    private mutating func read(_ bytes: [UInt8]) {
        var open: [String] = []
        var at = 0
        var tag = NaughtyTag(name: "", attributes: [:])
        while at < bytes.count {
            guard bytes[at] == 0x3C else {
                let end = bytes[at...].firstIndex(of: 0x3C) ?? bytes.count
                let run = bytes[at..<end]
                if run.contains(0x3E) { complaints.append("a bare > in \(String(decoding: run.prefix(60), as: UTF8.self))") }
                say(run, in: tag)
                at = end
                continue
            }
            guard let (next, end) = NaughtyTag.read(bytes, at) else { return complaints.append("an open tag or quote near byte \(at)") }
            at = end
            if next.name.hasPrefix("/") {
                if open.popLast() != String(next.name.dropFirst()) { return complaints.append("<\(next.name)> closes what is not open") }
                tag = NaughtyTag(name: "", attributes: [:])
                continue
            }
            tag = next
            // Drawings close themselves: `<circle …/>`.
            if !Self.void.contains(tag.name), tag["/"] == nil { open.append(tag.name) }
            take(tag, isInForm: open.contains("form"))
            guard tag.name == "script" || tag.name == "style" else { continue }
            while at < bytes.count, !bytes[at...].starts(with: "</\(tag.name)".utf8) { at += 1 }
        }
        if !open.isEmpty { complaints.append("never closed: \(open)") }
    }

    private mutating func take(_ tag: NaughtyTag, isInForm: Bool) {
        for (name, value) in tag.attributes {
            if name.hasPrefix("on") { complaints.append("a handler \(name) on <\(tag.name)>") }
            let isAddress = name == "href" || name == "src" || name == "action"
            let begin = value.lowercased().drop { $0.isWhitespace }
            if isAddress, begin.hasPrefix("javascript:") || begin.hasPrefix("data:") { complaints.append("an address \(value.prefix(40)) on <\(tag.name)>") }
        }
        switch tag.name {
        case "html": language = tag["lang"] ?? ""
        case "script":
            let source = tag["src"] ?? ""
            let isOurs = source.hasPrefix("/") && !source.hasPrefix("//")
            if !isOurs, tag["type"] != "application/ld+json" { complaints.append("a script that is not ours") }
        case "a": if let address = tag["href"] { links.append(address) }
        case "form": forms.append(NaughtyForm(tag))
        case "input", "textarea", "select", "option", "button":
            if isInForm, !forms.isEmpty { forms[forms.count - 1].take(tag) }
        case "div": if tag["class"]?.contains("error-summary") == true { hasSummary = true }
        default: break
        }
    }

    private mutating func say(_ run: ArraySlice<UInt8>, in tag: NaughtyTag) {
        let text = NaughtyTag.decoded(run)
        words += Self.folded(text)
        words.append(0x20)
        if tag.name == "textarea", !forms.isEmpty { forms[forms.count - 1].fill(String(decoding: text, as: UTF8.self)) }
        if let id = tag["id"] { said[id] = String(decoding: text, as: UTF8.self) }
    }

    /// White space of ASCII folded, as a reader sees it.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace { out.append(byte) } else if out.last != 0x20 { out.append(0x20) }
        }
        return out
    }
}

/// One tag with its attributes, their references resolved.
struct NaughtyTag: Sendable {
    let name: String
    let attributes: [String: String]
    subscript(name: String) -> String? { attributes[name] }

    static func read(_ bytes: [UInt8], _ start: Int) -> (NaughtyTag, Int)? {
        var at = start + 1
        let name = word(bytes, &at)
        var attributes: [String: String] = [:]
        while at < bytes.count, bytes[at] != 0x3E {
            guard bytes[at] != 0x20, bytes[at] != 0x0A else {
                at += 1
                continue
            }
            let key = word(bytes, &at)
            guard at < bytes.count, !key.isEmpty else { return nil }
            guard bytes[at] == 0x3D else {
                attributes[key] = ""
                continue
            }
            guard at + 1 < bytes.count, bytes[at + 1] == 0x22, let quote = bytes[(at + 2)...].firstIndex(of: 0x22) else { return nil }
            attributes[key] = String(decoding: decoded(bytes[(at + 2)..<quote]), as: UTF8.self)
            at = quote + 1
        }
        return at < bytes.count ? (NaughtyTag(name: name, attributes: attributes), at + 1) : nil
    }

    private static func word(_ bytes: [UInt8], _ at: inout Int) -> String {
        let start = at
        while at < bytes.count, bytes[at] != 0x20, bytes[at] != 0x3E, bytes[at] != 0x3D, bytes[at] != 0x0A { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static let references: [(name: [UInt8], byte: UInt8)] = [
        ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#39;", 0x27), ("&#10;", 0x0A), ("&#13;", 0x0D), ("&#9;", 0x09),
    ].map { (Array($0.0.utf8), $0.1) }

    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(0x26) else { return Array(bytes) }
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let rest = bytes[at...]
            if bytes[at] == 0x26, let found = references.first(where: { rest.starts(with: $0.name) }) {
                out.append(found.byte)
                at += found.name.count
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }
}

/// A form with its fields, in order.
struct NaughtyForm: Sendable {
    struct Field: Sendable {
        let name: String
        /// `textarea`, `select`, or the type of an input; `numeric` and `decimal` by what the keyboard offers.
        let kind: String
        var value: String
        let longest: Int
        let isRequired: Bool
        var isChosen: Bool
        var options: [String] = []
        var describedBy: [String] = []
    }

    let action: String
    let isPost: Bool
    let isMultipart: Bool
    fileprivate(set) var fields: [Field] = []

    init(_ tag: NaughtyTag) {
        (action, isPost) = (tag["action"] ?? "", tag["method"]?.lowercased() == "post")
        isMultipart = tag["enctype"]?.hasPrefix("multipart") == true
    }

    func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// The first of several checkboxes of one name, of which one is wanted.
    func isFirstOfSeveral(_ field: Field) -> Bool {
        let all = fields.filter { $0.name == field.name }
        return field.kind == "checkbox" && all.count > 1 && all[0].value == field.value
    }

    mutating func take(_ tag: NaughtyTag) {
        if tag.name == "option" {
            guard let last = fields.indices.last, let value = tag["value"] else { return }
            fields[last].options.append(value)
            if tag["selected"] != nil || fields[last].options.count == 1 { fields[last].value = value }
            return
        }
        guard let name = tag["name"] else { return }
        // Of several buttons the first is pressed.
        if tag.name == "button", fields.contains(where: { $0.name == name }) { return }
        var kind = tag.name == "input" ? tag["type"] ?? "text" : tag.name
        if kind == "text", let keys = tag["inputmode"], keys == "numeric" || keys == "decimal" { kind = keys }
        fields.append(
            Field(
                name: name, kind: kind, value: tag["value"] ?? "", longest: tag["maxlength"].flatMap { Int($0) } ?? 1_000,
                isRequired: tag["required"] != nil, isChosen: tag["checked"] != nil || (kind != "checkbox" && kind != "radio"),
                describedBy: tag["aria-describedby"]?.split(separator: " ").map(String.init) ?? []))
    }

    /// What stands between the tags of the last textarea; one line break at its start is the browser's.
    mutating func fill(_ text: String) {
        guard let last = fields.indices.last, fields[last].kind == "textarea" else { return }
        fields[last].value = text.first == "\n" ? String(text.dropFirst()) : text
    }
}

extension [UInt8] {
    func holds(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, needle.count <= count else { return needle.isEmpty }
        var at = 0
        while let next = self[at...].firstIndex(of: first), next + needle.count <= count {
            if self[next...].starts(with: needle) { return true }
            at = next + 1
        }
        return false
    }
}
