import Foundation
import Language
package import Storage

/// The words by which an activity is found; the same on both engines, because they are made here.
///
/// A run of Han characters gives its pairs (and its last character alone), other letters and digits give lower-case words. Traditional
/// characters are simplified. Names are also found by pinyin and by its initials, from any syllable on: every suffix is kept, and Latin
/// words of a question match beginnings.
package enum SearchWords {
    /// How far into a text its words are taken; longer ones are found by what they begin with.
    static let longest = 2000
    private static let longestWord = 40
    private static let syllables = 10

    /// The words of a text.
    package static func of(_ text: String) -> Set<String> {
        var out: Set<String> = []
        for run in runs(text) {
            switch run {
            case .word(let word): out.insert(word)
            case .han(let characters):
                for index in characters.indices.dropLast() { out.insert(String(characters[index...(index + 1)])) }
                if let last = characters.last { out.insert(String(last)) }
            }
        }
        return out
    }

    /// Pinyin and initials of a name, from every syllable on.
    package static func pinyin(_ name: String) -> Set<String> {
        var out: Set<String> = []
        for case .han(let characters) in runs(name) {
            for start in characters.indices {
                let piece = String(characters[start..<min(start + syllables, characters.count)])
                out.insert(String(Pinyin.full(piece).prefix(longestWord)))
                if characters.count - start > 1 { out.insert(Pinyin.initials(piece)) }
            }
        }
        out.remove("")
        return out
    }

    /// What a question asks for: each piece must be found, as a whole word or as the beginning of one. At most 16 pieces; the rest
    /// of a long question is not asked.
    package static func wanted(_ question: String) -> [TextQuery.Word] {
        var out: [TextQuery.Word] = []
        for run in runs(question) {
            switch run {
            case .word(let word): out.append(.beginning(word))
            case .han(let characters) where characters.count == 1: out.append(.beginning(String(characters)))
            case .han(let characters):
                for index in characters.indices.dropLast() { out.append(.whole(String(characters[index...(index + 1)]))) }
            }
        }
        var seen: Set<TextQuery.Word> = []
        return Array(out.filter { seen.insert($0).inserted }.prefix(TextQuery.most))
    }

    /// What may have been meant where a question finds nothing, the nearest first: its parts without one, what sounds like its Chinese
    /// words, shorter beginnings. At most twelve.
    static func near(_ question: String) -> [String] {
        let parts = runs(String(question.prefix(100))).prefix(4).map { run in
            switch run {
            case .word(let word): word
            case .han(let characters): String(characters)
            }
        }
        var out: [String] = []
        if parts.count > 1 {
            for left in parts.indices { out.append(parts.indices.filter { $0 != left }.map { parts[$0] }.joined(separator: " ")) }
            out += parts
        }
        if let part = parts.first, parts.count == 1 {
            if part.first.map(isHan) == true { out.append(Pinyin.full(part)) }
            for length in stride(from: part.count - 1, to: 1, by: -1) { out.append(String(part.prefix(length))) }
            if part.first.map(isHan) == true, part.count > 2 { out.append(String(part.suffix(2))) }
        }
        var seen: Set<String> = [question]
        return Array(out.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(12))
    }

    private enum Run { case han([Character]), word(String) }

    private static func runs(_ text: String) -> [Run] {
        var out: [Run] = []
        var han: [Character] = []
        var word = ""
        func end() {
            if !han.isEmpty { out.append(.han(han)) }
            if !word.isEmpty { out.append(.word(String(word.prefix(longestWord)))) }
            (han, word) = ([], "")
        }
        for character in folded(text) {
            if isHan(character) {
                if !word.isEmpty { end() }
                han.append(character)
            } else if character.isLetter || character.isNumber {
                if !han.isEmpty { end() }
                word.append(character)
            } else if !"'’".contains(character) {
                end()
            }
        }
        end()
        return out
    }

    /// Full-width letters as plain ones, accents off, lower case, simplified characters.
    private static func folded(_ text: String) -> String {
        let plain = String(text.prefix(longest)).precomposedStringWithCompatibilityMapping
        return HanForms.simplified(plain.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil))
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.isIdeographic ?? false
    }
}
