/// Writes YAML that no reader can mistake: what is not plainly a word or a number is quoted.
struct YAMLText {
    private(set) var text = ""

    mutating func line(_ line: String) { text += line + "\n" }

    /// Lines that are YAML already.
    mutating func raw(_ lines: String) { text += lines }

    /// A section and its records, fields in the order of the shape, defaults left out.
    mutating func section(_ key: String, _ shape: Shape, _ records: [DeclaredValue]) {
        guard !records.isEmpty else { return }
        line("\(key):")
        for record in records { element(record, .record(shape), indent: 2) }
    }

    /// `- …`, the dash at `indent`.
    mutating func element(_ value: DeclaredValue, _ kind: Kind, indent: Int) {
        let pad = String(repeating: " ", count: indent)
        if let short = Self.flow(value, kind, limit: 100) { return line("\(pad)- \(short)") }
        var inner = YAMLText()
        inner.block(value, kind, indent: indent + 2)
        text += "\(pad)- " + inner.text.dropFirst(indent + 2)
    }

    private mutating func block(_ value: DeclaredValue, _ kind: Kind, indent: Int) {
        switch value {
        case .record:
            for (name, inner, kind) in Self.fields(value, kind) { field(name, inner, kind, indent: indent) }
        case .list(let elements):
            for inner in elements { element(inner, Self.elementKind(kind), indent: indent) }
        default: line(String(repeating: " ", count: indent) + Self.scalar(value))
        }
    }

    private mutating func field(_ name: String, _ value: DeclaredValue, _ kind: Kind, indent: Int) {
        let head = String(repeating: " ", count: indent) + Self.scalar(.text(name)) + ":"
        let limit = if case .record = kind { 80 } else { 100 }
        if let short = Self.flow(value, kind, limit: limit) { return line("\(head) \(short)") }
        line(head)
        block(value, kind, indent: indent + 2)
    }

    /// On one line, where it is short: scalars always, lists and mappings of scalars up to `limit` characters.
    private static func flow(_ value: DeclaredValue, _ kind: Kind, limit: Int) -> String? {
        switch value {
        case .list(let elements):
            if elements.isEmpty { return "[]" }
            let inner = elements.map { scalarOrNil($0) }
            guard !inner.contains(nil) else { return nil }
            let line = "[\(inner.compactMap(\.self).joined(separator: ", "))]"
            return line.count <= limit ? line : nil
        case .record:
            let fields = fields(value, kind)
            if fields.isEmpty { return "{}" }
            let inner = fields.map { field in scalarOrNil(field.value).map { "\(scalar(.text(field.name))): \($0)" } }
            guard !inner.contains(nil) else { return nil }
            let line = "{\(inner.compactMap(\.self).joined(separator: ", "))}"
            return line.count <= limit ? line : nil
        default: return scalar(value)
        }
    }

    /// The fields that are written, in their order.
    private static func fields(_ value: DeclaredValue, _ kind: Kind) -> [(name: String, value: DeclaredValue, kind: Kind)] {
        guard case .record(let values) = value else { return [] }
        let shape: Shape? =
            switch kind {
            case .record(let shape): shape
            case .wording(let max, let paragraphs): Kind.languages(max, paragraphs)
            default: nil
            }
        if let shape {
            return shape.fields.compactMap { field in
                guard let value = values[field.name], value != field.standard else { return nil }
                return (field.name, value, field.kind)
            }
        }
        let inner: Kind = if case .map(let kind) = kind { kind } else { kind }
        let heads = ["key", "name", "title", "zh", "en"]
        let sorted = values.sorted { (heads.firstIndex(of: $0.key) ?? 9, $0.key) < (heads.firstIndex(of: $1.key) ?? 9, $1.key) }
        return sorted.map { ($0.key, $0.value, inner) }
    }

    private static func elementKind(_ kind: Kind) -> Kind {
        if case .list(let inner, _, _, _) = kind { inner } else { kind }
    }

    private static func scalarOrNil(_ value: DeclaredValue) -> String? {
        switch value {
        case .list, .record: nil
        default: scalar(value)
        }
    }

    static func scalar(_ value: DeclaredValue) -> String {
        guard case .text(let text) = value else { return value.json }
        return isPlainWord(text) ? text : quoted(text)
    }

    /// Words of letters, digits and hyphens that begin with a letter, without those that YAML 1.1 takes for something else.
    private static func isPlainWord(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, (65...90).contains(first) || (97...122).contains(first) else { return false }
        guard bytes.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }) else {
            return false
        }
        return !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: out += "\\\""
            case 0x5C: out += "\\\\"
            case 0x0A: out += "\\n"
            case 0x09: out += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x2028...0x2029, 0xFEFF, 0xFFFE...0xFFFF: out += escape(scalar.value)
            case 0x10000... where scalar.value & 0xFFFE == 0xFFFE: out += escape(scalar.value)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func escape(_ value: UInt32) -> String {
        let hex = String(value, radix: 16, uppercase: true)
        let (mark, width) = value <= 0xFF ? ("x", 2) : value <= 0xFFFF ? ("u", 4) : ("U", 8)
        return "\\\(mark)" + String(repeating: "0", count: width - hex.count) + hex
    }
}
