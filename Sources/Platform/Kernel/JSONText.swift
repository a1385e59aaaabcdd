/// JSON put together from its pieces, strings escaped by hand (RFC 8259 §7): the only place that writes JSON's quotes.
package enum JSONText {
    /// `{"name":value}` in that order; the values are JSON already.
    package static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { quote($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    /// `[a,b]`; the items are JSON already.
    package static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    package static func number(orNull number: Int?) -> String { number.map { String($0) } ?? "null" }

    package static func quote(orNull text: String?) -> String { text.map { quote($0) } ?? "null" }

    package static func quote(_ text: String) -> String {
        var out = ""
        quote(text, to: &out)
        return out
    }

    /// Appends `text` in quotes; nothing is escaped that need not be.
    package static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
