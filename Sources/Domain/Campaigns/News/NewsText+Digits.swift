extension NewsText {
    /// Numbers that somebody typed and that are likely figures: three digits or more, or any before 万 or 亿. Years are none. They stay
    /// true only as long as nobody counts again, so the desk asks for a reference instead; it refuses none.
    var typedNumbers: [String] {
        typed.flatMap(Self.numbers).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func numbers(_ text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: isDigit) {
            let number = rest[start...].prefix { isDigit($0) || ",，.．".contains($0) }
            let behind = rest[number.endIndex...]
            let trimmed = String(number.reversed().drop { !isDigit($0) }.reversed())
            let digits = trimmed.filter(isDigit).count
            let isLarge = behind.first.map { "万亿".contains($0) } ?? false
            if isLarge || digits >= 3, isLarge || !isYear(trimmed) { found.append(isLarge ? trimmed + String(behind.prefix(1)) : trimmed) }
            rest = behind
        }
        return found
    }

    /// Full-width digits too.
    private static func isDigit(_ character: Character) -> Bool {
        character.unicodeScalars.count == 1 && character.unicodeScalars.first?.properties.numericType == .decimal
    }

    /// 1900 to 2099, as four digits that stand alone.
    private static func isYear(_ text: String) -> Bool {
        guard text.count == 4, let year = Int(text) else { return false }
        return (1900...2099).contains(year)
    }
}
