/// Names in Latin letters: for sorting, for searching, for short addresses. Without tones; ü is `v`, as people type it.
package enum Pinyin {
    /// Everything in one word: `上海科技馆` → `shanghaikejiguan`. Letters and digits only, in lower case.
    package static func full(_ text: String) -> String { pieces(text).joined() }

    /// The first letter of each syllable and of each word: `上海科技馆` → `shkjg`. Digits stay.
    package static func initials(_ text: String) -> String {
        pieces(text).map { $0.first?.isNumber == true ? $0 : String($0.prefix(1)) }.joined()
    }

    /// What a list is sorted by, byte by byte: the syllables with a blank between them, so that 西安 stands before 先; never
    /// with a line break or NUL. Digits at the front stand before letters.
    package static func sortKey(_ text: String) -> String { pieces(text).joined(separator: " ") }

    /// Syllables of Han characters, and the words between them.
    static func pieces(_ text: String) -> [String] {
        let characters = Array(text)
        var out: [String] = []
        var word = ""
        func endWord() {
            if !word.isEmpty { out.append(word) }
            word = ""
        }
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if isHan(character) {
                endWord()
                let syllables = Readings.word(at: index, in: characters) ?? [Syllables.of(character)]
                out += syllables
                index += syllables.count
            } else {
                let latin = character.isASCII ? character.lowercased() : Syllables.latin(character)
                let letters = latin.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
                if letters.isEmpty, !"'’".contains(character) { endWord() } else { word += letters }
                index += 1
            }
        }
        endWord()
        return out
    }

    /// Han characters as Unicode numbers them, rare ones beyond the first plane included.
    private static func isHan(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return true
        default: return false
        }
    }
}
