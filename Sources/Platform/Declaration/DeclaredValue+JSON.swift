import Kernel

extension DeclaredValue {
    /// Canonical JSON: keys sorted by their bytes, no spaces, nothing escaped that need not be.
    package var json: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    /// The same with two spaces of indentation, for files that people read.
    package var prettyJSON: String {
        var out = ""
        write(to: &out, indent: 0)
        return out + "\n"
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .null: out += "null"
        case .boolean(let flag): out += flag ? "true" : "false"
        case .integer(let number): out += String(number)
        case .real(let number): out += number.isFinite ? "\(number)" : "null"
        case .text(let text): JSONText.quote(text, to: &out)
        case .list(let elements):
            Self.write(elements, "[", "]", to: &out, indent: indent) { element, out, indent in element.write(to: &out, indent: indent) }
        case .record(let fields):
            let sorted = fields.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            Self.write(sorted, "{", "}", to: &out, indent: indent) { field, out, indent in
                JSONText.quote(field.key, to: &out)
                out += indent == nil ? ":" : ": "
                field.value.write(to: &out, indent: indent)
            }
        }
    }

    private static func write<T>(
        _ items: [T], _ open: String, _ close: String, to out: inout String, indent: Int?, _ item: (T, inout String, Int?) -> Void
    ) {
        out += open
        for (place, each) in items.enumerated() {
            if place > 0 { out += "," }
            if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
            item(each, &out, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
        out += close
    }
}
