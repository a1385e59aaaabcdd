/// A question to a text index: every one of its words must be there.
package struct TextQuery: Hashable, Sendable {
    package enum Word: Hashable, Sendable { case whole(String), beginning(String) }
    package enum Strength: Hashable, Sendable {
        /// Each word stands anywhere.
        case any
        /// Each stands among the strong words.
        case strong
    }

    /// More are not asked.
    package static let most = 16

    package let words: [Word]
    package var strength: Strength

    /// Words are asked as they are kept (`TextWord.plain`); what nothing is left of finds nothing.
    package init(_ words: some Sequence<Word>, _ strength: Strength = .any) {
        var seen: Set<[UInt8]> = []
        self.words = Array(words.map(Self.plain).filter { seen.insert(Array($0.text.utf8) + [$0.isBeginning ? 1 : 0]).inserted }.prefix(Self.most))
        self.strength = strength
    }

    /// Whether nothing can be found.
    package var isEmpty: Bool { words.isEmpty || words.contains { $0.text.isEmpty } }

    private static func plain(_ word: Word) -> Word {
        switch word {
        case .whole(let text): .whole(TextWord.plain(text))
        case .beginning(let text): .beginning(TextWord.plain(text))
        }
    }
}

extension TextQuery.Word {
    package var text: String {
        switch self {
        case .whole(let text), .beginning(let text): text
        }
    }
    package var isBeginning: Bool { if case .beginning = self { true } else { false } }
}

/// One word as the index keeps it.
package enum TextWord {
    /// Stands before a strong word's second entry. No plain word holds it.
    package static let mark: Unicode.Scalar = "\u{E000}"
    /// Scalars; what is longer is kept by its beginning.
    package static let longest = 64

    /// ASCII only as small letters and digits, everything beyond it as it is: no engine cuts or changes such a word.
    package static func plain(_ word: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        var count = 0
        for scalar in word.unicodeScalars where count < longest {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: out.append(scalar)
            case 0x41...0x5A: out.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            case 0x80... where scalar != mark: out.append(scalar)
            default: continue
            }
            count += 1
        }
        return String(out)
    }

    /// All words of a record in one line, the strong ones once more with their mark.
    package static func line(strong: some Sequence<String>, weak: some Sequence<String>) -> String {
        // By their bytes: to Swift, é is the same in one scalar and in two; to the engines it is not.
        var seen: Set<[UInt8]> = [[]]
        var all: [String] = []
        func add(_ word: String) { if seen.insert(Array(word.utf8)).inserted { all.append(word) } }
        for word in weak { add(plain(word)) }
        for word in strong {
            let word = plain(word)
            add(word)
            if !word.isEmpty { add(String(mark) + word) }
        }
        return all.joined(separator: " ")
    }
}
