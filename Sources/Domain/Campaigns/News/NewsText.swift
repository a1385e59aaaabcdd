import Kernel
import Rooms

/// The text of a piece of news, read: a line is a paragraph, `## ` before it makes it a heading, `- ` an entry of a list; within a
/// line `[words](https://…)` is a link and `{{figure:campaign/indicator}}` a figure.
struct NewsText: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case words(String)
        case figure(FigureReference)
        case link(String, address: String)
        /// Braces that were to be a figure and cannot be read as one; other braces are words.
        case unreadable(String)
    }

    enum Block: Sendable, Hashable {
        case paragraph([Piece])
        case heading([Piece])
        case list([[Piece]])

        var pieces: [Piece] {
            switch self {
            case .paragraph(let pieces), .heading(let pieces): pieces
            case .list(let entries): entries.flatMap(\.self)
            }
        }
    }

    let blocks: [Block]

    init(_ text: String) {
        var blocks: [Block] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            if line.hasPrefix("## ") {
                blocks.append(.heading(Self.pieces(line.dropFirst(3))))
            } else if line.hasPrefix("- ") {
                let entry = Self.pieces(line.dropFirst(2))
                if case .list(let before) = blocks.last {
                    blocks[blocks.count - 1] = .list(before + [entry])
                } else {
                    blocks.append(.list([entry]))
                }
            } else {
                blocks.append(.paragraph(Self.pieces(line)))
            }
        }
        self.blocks = blocks
    }

    private var pieces: [Piece] { blocks.flatMap(\.pieces) }

    /// Every figure that it refers to, once, in the order of the text.
    var figures: [FigureReference] {
        pieces.reduce(into: []) { found, piece in
            if case .figure(let reference) = piece, !found.contains(reference) { found.append(reference) }
        }
    }

    /// What was to be a figure and is no reference.
    var unreadable: [String] {
        pieces.compactMap { if case .unreadable(let text) = $0 { text } else { nil } }
    }

    /// The words that somebody typed: without links' addresses, figures, and what is in braces.
    var typed: [String] {
        pieces.compactMap { piece in
            switch piece {
            case .words(let text), .link(let text, _): text
            case .figure, .unreadable: nil
            }
        }
    }

    /// One line's pieces.
    private static func pieces(_ line: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var (rest, words) = (line, "")
        func flush() {
            if !words.isEmpty { pieces.append(.words(words)) }
            words = ""
        }
        while let first = rest.first {
            if let (figure, behind) = figure(rest) {
                flush()
                pieces.append(figure)
                rest = behind
            } else if first == "[", let (link, behind) = link(rest) {
                flush()
                pieces.append(link)
                rest = behind
            } else {
                words.append(first)
                rest = rest.dropFirst()
            }
        }
        flush()
        return pieces
    }

    /// `{{figure:…}}` at the beginning, and what is behind it.
    private static func figure(_ text: Substring) -> (Piece, Substring)? {
        guard text.hasPrefix("{{"), let end = text.firstRange(of: "}}") else { return nil }
        let inside = text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound]
        guard inside.drop(while: \.isWhitespace).lowercased().hasPrefix("figure") else { return nil }
        let piece = FigureReference(inside).map { Piece.figure($0) } ?? .unreadable("{{\(inside)}}")
        return (piece, text[end.upperBound...])
    }

    /// `[words](https://…)` at the beginning, and what is behind it.
    private static func link(_ text: Substring) -> (Piece, Substring)? {
        guard let middle = text.firstRange(of: "]("), let end = text[middle.upperBound...].firstIndex(of: ")") else { return nil }
        let words = text[text.index(after: text.startIndex)..<middle.lowerBound], address = text[middle.upperBound..<end]
        guard !words.isEmpty, !words.contains("["), address.hasPrefix("https://") || address.hasPrefix("http://") || address.hasPrefix("/"),
            !address.contains(where: \.isWhitespace)
        else { return nil }
        return (.link(String(words), address: String(address)), text[text.index(after: end)...])
    }
}
