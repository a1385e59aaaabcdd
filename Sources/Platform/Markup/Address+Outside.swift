extension Address {
    /// An address that somebody typed: `http`, `https`, `mailto` or `tel`, nil for everything else, for names and passwords
    /// before the host (they make one site look like another), and for anything with blanks or control characters inside.
    package init?(outside typed: String) {
        let typed = typed.trimmed
        guard let colon = typed.firstIndex(of: ":") else { return nil }
        let rest = typed[typed.index(after: colon)...]
        guard !rest.isEmpty, !rest.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F })
        else { return nil }
        switch typed[..<colon].lowercased() {
        case "http": self.init(scheme: "http", rest: rest)
        case "https": self.init(scheme: "https", rest: rest)
        case "mailto":
            guard rest.contains("@"), !rest.hasPrefix("//") else { return nil }
            self.init(checked: "mailto:" + percentEncoded(String(rest), keeping: isAddressCharacter))
        case "tel":
            guard rest.utf8.allSatisfy({ Set("0123456789+-.()*#;=".utf8).contains($0) }) else { return nil }
            self.init(checked: "tel:" + rest)
        default: return nil
        }
    }

    private init?(scheme: String, rest: Substring) {
        guard rest.hasPrefix("//") else { return nil }
        let rest = rest.dropFirst(2)
        let host = rest.prefix { !"/?#\\".contains($0) }
        let isHost = host.unicodeScalars.allSatisfy { ".-:[]".unicodeScalars.contains($0) || $0.properties.isAlphabetic || $0.properties.numericType != nil }
        guard host.contains(where: \.isLetter) || host.contains(where: \.isNumber), isHost else { return nil }
        self.init(checked: "\(scheme)://\(host)\(percentEncoded(String(rest.dropFirst(host.count)), keeping: isAddressCharacter))")
    }
}

extension String {
    /// Without the blanks around it.
    fileprivate var trimmed: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
