package import Kernel

/// A text of a record in the program's languages, where the second may be missing: names and descriptions that people enter.
/// The program's own texts are `Phrase`s, which always have both.
package struct Wording: Hashable, Sendable, Codable {
    package var zh: String
    package var en: String?

    /// A blank translation is none.
    package init(_ zh: String, _ en: String? = nil) {
        self.zh = zh
        self.en = en.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// The text in that language, else in the other, unmarked.
    package func callAsFunction(_ tongue: Tongue) -> String {
        switch tongue {
        case .zh: zh.isEmpty ? en ?? "" : zh
        case .en: en ?? zh
        }
    }

    /// The language that `callAsFunction` answers in, for the `lang` attribute where it is not the page's.
    package func language(for tongue: Tongue) -> Tongue {
        switch tongue {
        case .zh: zh.isEmpty && en != nil ? .en : .zh
        case .en: en == nil ? .zh : .en
        }
    }

    package var isEmpty: Bool { zh.isEmpty && en == nil }

    /// The same as a text of the program.
    package var phrase: Phrase { Phrase(self(.zh), self(.en)) }
}
