package import Kernel
package import Language
package import Markup
import Regions
package import Web

extension Visit {
    /// A record's text in the reader's language, marked where it has to stand in the other one.
    package func html(_ wording: Wording) -> HTML {
        let spoken = wording.language(for: language)
        guard spoken != language else { return HTML(text: wording(language)) }
        return span(.lang(spoken.tag)) { wording(language) }
    }

    /// The same in paragraphs, one for each line.
    package func paragraphs(_ wording: Wording) -> HTML {
        let spoken = wording.language(for: language)
        let lines = wording(language).split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        return HTML { for line in lines { p(.lang(spoken.tag).when(spoken != language)) { line } } }
    }

    /// Where a record lies, from the province down: `陕西 西安 雁塔`, `Yanta District, Xi'an, Shaanxi`; nil where nothing is known.
    package func regionName(_ code: String?) -> String? {
        guard let code else { return nil }
        let path = regions.path(of: code)
        guard !path.isEmpty else { return code }
        return language == .zh ? path.map(\.shortZH).joined(separator: " ") : path.reversed().map(\.nameEN).joined(separator: ", ")
    }

    /// The sources of a record and what is to be said about them; nothing where there is neither.
    package func provenanceHTML(_ provenance: Provenance, repaired: Phrase? = nil) -> HTML {
        let sources = provenance.sources.joined(separator: language == .zh ? "、" : ", ")
        return HTML {
            if let note = provenance.note { p(.class("meta")) { html(note) } }
            if let repaired { p(.class("meta")) { say(repaired) } }
            if !sources.isEmpty {
                p(.class("meta")) {
                    say(Phrase("来源：", "Source: "))
                    span(.class("code")) { sources }
                }
            }
        }
    }

    /// The page of a list that the address asks for; 1 where it asks for none, or nonsense.
    package var pageNumber: Int { max(1, min(100_000, query["page"].flatMap { Int($0) } ?? 1)) }
}
