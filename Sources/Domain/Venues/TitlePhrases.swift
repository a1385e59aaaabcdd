import Kernel
package import Language
package import Markup
package import Web

/// Where a Chinese title may break: at its marks, not inside a word, so far as a part between marks is short enough for a line.
enum TitlePhrases {
    /// A longer part breaks wherever it must.
    static let longest = 10

    static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        for letter in text {
            if "（《“‘".contains(letter), !part.isEmpty {
                parts.append(part)
                part = ""
            }
            part.append(letter)
            if "：，、；！？。》”’—".contains(letter) {
                parts.append(part)
                part = ""
            }
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}

extension Visit {
    /// A record's name as a title, marked where it stands in the other language.
    package func title(_ wording: Wording) -> HTML {
        let spoken = wording.language(for: language)
        guard spoken != language else { return phrases(wording) }
        return span(.lang(spoken.tag)) { phrases(wording) }
    }

    /// The same without a mark of its language: where the element around it has one.
    package func phrases(_ wording: Wording) -> HTML {
        let text = wording(language)
        guard wording.language(for: language) == .zh else { return HTML(text: text) }
        let parts = TitlePhrases.split(text)
        guard parts.count > 1 else { return HTML(text: text) }
        return HTML { for part in parts { if part.count <= TitlePhrases.longest { span(.class("phrase")) { part } } else { HTML(text: part) } } }
    }
}
