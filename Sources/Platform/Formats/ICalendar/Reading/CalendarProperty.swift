import Kernel

/// `NAME;PARAMETER=a,"b":value`
struct CalendarProperty {
    /// In capitals.
    let name: String
    /// Keys in capitals.
    private(set) var parameters: [String: [String]] = [:]
    /// As it was written, escapes and all.
    let value: String

    /// Nil when the line is no property.
    init?(_ text: String) {
        let bytes = text.utf8
        var at = bytes.startIndex
        guard let name = Self.word(bytes, &at) else { return nil }
        while at < bytes.endIndex, bytes[at] == UInt8(ascii: ";") {
            at = bytes.index(after: at)
            guard let key = Self.word(bytes, &at), at < bytes.endIndex, bytes[at] == UInt8(ascii: "="), parameters.count < 64 else { return nil }
            var values: [String] = []
            repeat {
                at = bytes.index(after: at)
                guard let value = Self.parameterValue(text, &at), values.count < 256 else { return nil }
                values.append(value)
            } while at < bytes.endIndex && bytes[at] == UInt8(ascii: ",")
            parameters[key] = values
        }
        guard at < bytes.endIndex, bytes[at] == UInt8(ascii: ":") else { return nil }
        self.name = name
        value = String(text[bytes.index(after: at)...])
    }

    func parameter(_ key: String) -> String? { parameters[key]?.first }

    /// The value as TEXT: `\n`, `\,`, `\;`, `\\` decoded.
    var text: String { Self.unescaped(value[...]) }

    /// The value as a list of TEXT, at commas that are not escaped.
    var texts: [String] {
        var parts: [String] = []
        var start = value.startIndex
        var at = start
        while at < value.endIndex {
            if value.utf8[at] == 0x5C {
                at = value.utf8.index(after: at)
                if at == value.endIndex { break }
            } else if value.utf8[at] == UInt8(ascii: ",") {
                parts.append(Self.unescaped(value[start..<at]))
                start = value.utf8.index(after: at)
            }
            at = value.utf8.index(after: at)
        }
        return parts + [Self.unescaped(value[start...])]
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(0x5C) else { return String(text) }
        var out: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                out.append(byte == UInt8(ascii: "n") || byte == UInt8(ascii: "N") ? 0x0A : byte)
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else {
                out.append(byte)
            }
        }
        if isEscaped { out.append(0x5C) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Letters, digits and dashes, in capitals.
    private static func word(_ bytes: String.UTF8View, _ at: inout String.Index) -> String? {
        var word: [UInt8] = []
        while at < bytes.endIndex, word.count < 100 {
            switch bytes[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): word.append(bytes[at] - 32)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): word.append(bytes[at])
            default: return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
            }
            at = bytes.index(after: at)
        }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private static func parameterValue(_ text: String, _ at: inout String.Index) -> String? {
        let bytes = text.utf8
        guard at < bytes.endIndex else { return nil }
        if bytes[at] == 0x22 {
            let start = bytes.index(after: at)
            guard let end = bytes[start...].firstIndex(of: 0x22) else { return nil }
            at = bytes.index(after: end)
            return decoded(text[start..<end])
        }
        let start = at
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: ":"), bytes[at] != UInt8(ascii: ";"), bytes[at] != UInt8(ascii: ",") {
            at = bytes.index(after: at)
        }
        return decoded(text[start..<at])
    }

    /// RFC 6868.
    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "^")) else { return String(text) }
        var out = String.UnicodeScalarView()
        var isMarked = false
        for scalar in text.unicodeScalars {
            switch (isMarked, scalar) {
            case (false, "^"): isMarked = true
            case (true, "n"):
                out.append("\n")
                isMarked = false
            case (true, "'"):
                out.append("\"")
                isMarked = false
            case (true, "^"):
                out.append("^")
                isMarked = false
            default:
                if isMarked { out.append("^") }
                isMarked = false
                out.append(scalar)
            }
        }
        if isMarked { out.append("^") }
        return String(out)
    }
}
