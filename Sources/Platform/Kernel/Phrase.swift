/// One text in the program's two languages. A text that misses a language cannot be written.
package struct Phrase: Hashable, Sendable, Codable {
    package var zh: String
    package var en: String

    package init(_ zh: String, _ en: String) { (self.zh, self.en) = (zh, en) }

    /// The same in both: names, numbers, codes.
    package init(same text: String) { (zh, en) = (text, text) }

    package func callAsFunction(_ language: Tongue) -> String { language == .zh ? zh : en }

    package static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(a.zh + b.zh, a.en + b.en) }
}

/// The two languages of the program: Simplified Chinese and English.
package enum Tongue: String, Sendable, CaseIterable, Codable {
    case zh, en

    /// The value of the `lang` attribute.
    package var tag: String { self == .zh ? "zh-Hans" : "en" }
}
