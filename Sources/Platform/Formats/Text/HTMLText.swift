/// Turns HTML from elsewhere into plain text, in one pass and in time that grows with its length only.
///
/// The result is text: what looks like markup in it (because it was escaped) is escaped again by whoever shows it.
package enum HTMLText {
    /// Paragraphs are parted by an empty line, other blocks by a line break; items of lists begin with “• ”; entities are decoded;
    /// scripts, styles and everything else that is not shown are dropped; white space is folded.
    package static func clean(_ html: String) -> String {
        var scanner = HTMLScanner(Array(html.utf8))
        var writer = HTMLWriter()
        while let piece = scanner.next() {
            switch piece {
            case .text(let range): writer.text(scanner.bytes, range)
            case .start(let name): if let kind = blocks[name] { writer.open(kind) }
            case .end(let name): if let kind = blocks[name] { writer.close(kind) }
            }
        }
        return writer.finish()
    }

    /// What an element does to the lines.
    enum Block { case paragraph, line, item, cell, lineBreak }

    private static let blocks: [String: Block] = {
        var blocks: [String: Block] = ["br": .lineBreak, "li": .item, "td": .cell, "th": .cell]
        for name in "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table section article figure hr".split(separator: " ") {
            blocks[String(name)] = .paragraph
        }
        for name in "div tr dt dd header footer main nav aside address form fieldset figcaption option summary details".split(separator: " ") {
            blocks[String(name)] = .line
        }
        return blocks
    }()
}
