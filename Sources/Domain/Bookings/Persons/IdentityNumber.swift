package import Kernel

/// The number of an identity card of China's mainland (GB 11643: 17 digits and a check letter), or another document's, which is only looked
/// over for its letters.
package struct IdentityNumber: Sendable, Hashable {
    package let text: String
    /// Known from a card's number alone.
    package let born: Day?

    /// Nil for what is no number of either kind. Small letters, blanks and hyphens are taken as people write them.
    package init?(_ typed: String) {
        let text = typed.uppercased().filter { !$0.isWhitespace && $0 != "-" }
        if text.count == 18, text.dropLast().allSatisfy({ ("0"..."9").contains($0) }) {
            guard Self.checkLetter(text.dropLast()) == text.last, let born = Day(iso: Self.birth(text)) else { return nil }
            (self.text, self.born) = (text, born)
        } else {
            guard (5...17).contains(text.count), text.allSatisfy({ ("0"..."9").contains($0) || ("A"..."Z").contains($0) }),
                text.contains(where: { ("0"..."9").contains($0) })
            else { return nil }
            (self.text, self.born) = (text, nil)
        }
    }

    private static func birth(_ text: String) -> String {
        let digits = Array(text)
        return String(digits[6..<10]) + "-" + String(digits[10..<12]) + "-" + String(digits[12..<14])
    }

    /// ISO 7064 MOD 11-2.
    private static func checkLetter(_ digits: Substring) -> Character {
        let rest = digits.reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 % 11 }
        return Array("0123456789X")[(12 - rest) % 11]
    }

    /// Full years on that day; nil where the birth is not known.
    package func age(on day: Day) -> Int? {
        born.map { born in day.year - born.year - ((day.month, day.day) < (born.month, born.day) ? 1 : 0) }
    }

    /// As it is shown to those who check it at the door: the first and the last letters.
    package var masked: String { text.count < 8 ? text.prefix(1) + "****" : text.prefix(3) + String(repeating: "*", count: text.count - 7) + text.suffix(4) }
}
