/// Markup whose text is already escaped. The only ways in are an element, a `String` (which is escaped) and a
/// `StaticString` of the source code, so a value of this type can be sent as it is.
package struct HTML: Hashable, Sendable {
    /// The markup in UTF-8.
    package internal(set) var bytes: [UInt8]

    /// Nothing.
    package init() { bytes = [] }

    /// Plain text, escaped.
    package init(text: String) {
        bytes = []
        append(escaping: text)
    }

    /// Markup written in the source code: icons, the doctype. It cannot hold anybody's data.
    package init(trusted markup: StaticString) {
        bytes = []
        append(markup)
    }

    /// Several pieces, one after the other.
    package init(_ pieces: [HTML], separator: HTML = HTML()) {
        bytes = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count + separator.bytes.count })
        for (index, piece) in pieces.enumerated() {
            if index > 0 { bytes += separator.bytes }
            bytes += piece.bytes
        }
    }

    /// Markup made by the builder, where a function must hand over a value: `HTML { h2 { name }; p { text } }`.
    package init(@HTMLBuilder _ content: () -> HTML) { self = content() }

    package var isEmpty: Bool { bytes.isEmpty }

    /// The markup as a `String`, for tests and letters; answers send `bytes`.
    package var rendered: String { String(decoding: bytes, as: UTF8.self) }

    package static func + (a: HTML, b: HTML) -> HTML { HTML([a, b]) }

    package static func += (a: inout HTML, b: HTML) { a.bytes += b.bytes }

    /// Text of the source code, as it is.
    mutating func append(_ markup: StaticString) {
        if markup.hasPointerRepresentation {
            markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(contentsOf: String(markup.unicodeScalar).utf8)
        }
    }
}
