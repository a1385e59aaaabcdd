package import Language

/// JSON put together from its pieces, strings escaped by hand (RFC 8259 §7).
package enum JSONText {
    /// `{"name":value}` in that order; the values are JSON already.
    package static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { quote($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    /// `[a,b]`; the items are JSON already.
    package static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    package static func quote(orNull text: String?) -> String { text.map { quote($0) } ?? "null" }
    package static func number(orNull number: Int?) -> String { number.map { String($0) } ?? "null" }

    /// A record's text in its languages; `null` where it has none.
    package static func wording(_ wording: Wording?) -> String {
        guard let wording else { return "null" }
        return object([("zh", quote(wording.zh)), ("en", quote(orNull: wording.en))])
    }

    package static func quote(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let control where control.value < 0x20 || control == "\u{2028}" || control == "\u{2029}":
                let hex = String(control.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
