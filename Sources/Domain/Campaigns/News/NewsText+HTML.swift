import Kernel
import Language
import Markup
import Rooms
import Web

extension Visit {
    /// A text of a piece of news in the reader's language, each figure a link to what it is made of.
    func newsHTML(_ text: Wording, _ figures: NewsFigures) -> HTML {
        let spoken = text.language(for: language)
        let html = HTML(NewsText(text(language)).blocks.map { block($0, figures) })
        guard spoken != language else { return html }
        return div(.lang(spoken.tag)) { html }
    }

    private func block(_ block: NewsText.Block, _ figures: NewsFigures) -> HTML {
        switch block {
        case .paragraph(let pieces): p { line(pieces, figures) }
        case .heading(let pieces): h2 { line(pieces, figures) }
        case .list(let entries): ul { for entry in entries { li { line(entry, figures) } } }
        }
    }

    private func line(_ pieces: [NewsText.Piece], _ figures: NewsFigures) -> HTML {
        HTML {
            for piece in pieces {
                switch piece {
                case .words(let text), .unreadable(let text): HTML(text: text)
                case .figure(let reference): figure(reference, figures)
                case .link(let words, let address): link(words, address)
                }
            }
        }
    }

    private func figure(_ reference: FigureReference, _ figures: NewsFigures) -> HTML {
        guard let found = figures.known[reference] else { return HTML(text: say(Phrase("（数字暂缺）", "(figure not to be had)"))) }
        return HTML {
            a(.class("figure-link"), .href(.within(found.path)), .title(say(found.title))) {
                element("data", .value(found.value.map(String.init) ?? "")) { found.words(language) }
            }
            small(.class("meta")) { say(found.standing) }
        }
    }

    private func link(_ words: String, _ typed: String) -> HTML {
        guard let address = typed.hasPrefix("/") ? Address(path: typed) : Address(outside: typed) else { return HTML(text: words) }
        return a(.href(address)) { words }
    }
}

extension NewsText {
    /// The text without markup, for feeds and search machines: figures as words.
    func plain(_ figures: NewsFigures, _ tongue: Tongue) -> String {
        blocks.map { block in
            let lines: [[Piece]] = if case .list(let entries) = block { entries } else { [block.pieces] }
            return lines.map { $0.map { plain($0, figures, tongue) }.joined() }.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func plain(_ piece: Piece, _ figures: NewsFigures, _ tongue: Tongue) -> String {
        switch piece {
        case .words(let text), .unreadable(let text), .link(let text, _): text
        case .figure(let reference): figures.known[reference].map { $0.words(tongue) + $0.standing(tongue) } ?? "—"
        }
    }
}
