import Kernel
import Language

/// What the lists search in: names in both languages, and the Chinese one in pinyin and in initials, all in lower case.
enum SearchText {
    static func of(_ name: Wording, _ more: String...) -> String {
        let pinyin = [Pinyin.full(name.zh), Pinyin.initials(name.zh)]
        let words = [name.zh, name.en ?? ""] + pinyin + more
        return words.filter { !$0.isEmpty }.map(plain).joined(separator: "\n")
    }

    /// One pattern of LIKE for each word that somebody typed, with `!` as the escape; at most eight words.
    static func patterns(_ typed: String) -> [String] {
        typed.split(whereSeparator: \.isWhitespace).prefix(8).map { word in
            let escaped = plain(String(word)).map { "!%_".contains($0) ? "!\($0)" : String($0) }.joined()
            return "%\(escaped)%"
        }
    }

    private static func plain(_ text: String) -> String { text.lowercased() }
}
