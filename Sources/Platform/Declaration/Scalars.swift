import Kernel

/// The texts of scalars, read strictly: what JSON would take as a number, what the calendar has as a day.
package enum Scalars {
    static func boolean(_ text: String) -> Bool? { text == "true" ? true : text == "false" ? false : nil }

    /// Digits, perhaps with a minus; no plus, no leading zeros (`010` is 8 to some and 10 to others), no `1_000`.
    static func integer(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard isDigits(digits), digits.count == 1 || !digits.hasPrefix("0") else { return nil }
        return Int(text)
    }

    /// A number of JSON: `34.27`, `-7`, `1e3`.
    static func real(_ text: String) -> Double? {
        var rest = text.utf8[...]
        func skipDigits() -> Bool {
            let before = rest.count
            rest = rest.drop { (48...57).contains($0) }
            return rest.count < before
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        if rest.first == UInt8(ascii: "0") { rest = rest.dropFirst() } else if !skipDigits() { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard skipDigits() else { return nil }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard skipDigits() else { return nil }
        }
        guard rest.isEmpty, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// Whether a text may be a record's key: 2 to 64 lower-case letters, digits and hyphens, a letter first.
    package static func isKey(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (2...64).contains(bytes.count), let first = bytes.first, (97...122).contains(first) else { return false }
        return bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    static func isMonth(_ text: String) -> Bool { text.utf8.count == 7 && Day(iso: text + "-01") != nil }
    static func isYear(_ text: String) -> Bool { text.utf8.count == 4 && Day(iso: text + "-01-01") != nil }
    static func isRoughDay(_ text: String) -> Bool { isYear(text) || isMonth(text) || Day(iso: text) != nil }

    /// `2023-09-16T09:00`, seconds only where there are any.
    static func localTime(_ text: String) -> LocalTime? {
        guard text.utf8.count == 16 || text.utf8.count == 19, text.utf8.dropFirst(10).first == UInt8(ascii: "T") else { return nil }
        return LocalTime(iso: text)
    }

    static func isClock(_ text: String) -> Bool { text.utf8.count == 5 && localTime("2000-01-01T" + text) != nil }

    static func isSource(_ text: String) -> Bool {
        if text.hasPrefix("S") { return text.utf8.count == 2 && ("0"..."4").contains(text.dropFirst()) }
        guard text.hasPrefix("R") else { return false }
        var number = text.dropFirst()
        if let last = number.last, ("a"..."z").contains(last) { number = number.dropLast() }
        return isDigits(number) && number.utf8.count <= 5
    }

    static func isWebAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 2_000, let start = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(start.count)
        guard let host = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first, !host.isEmpty, !host.contains("@")
        else { return false }
        return rest.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !"\"<>\\^`{|}".unicodeScalars.contains($0) }
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
