/// Where a link leads. Parts in the source code stand as they are, whatever is interpolated is percent-encoded:
/// `"/activities?q=\(words)&page=\(2)"`. Addresses that people typed come in through `init(outside:)`.
package struct Address: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The address as it is sent: in a `Location` field as it is, in markup escaped.
    package let text: String

    package var description: String { text }

    package init(stringLiteral text: StaticString) { self.text = text.description }
    package init(stringInterpolation parts: StringInterpolation) { text = parts.text }
    init(checked text: String) { self.text = text }

    /// An address within this site, computed at run time: begins with one slash and leads nowhere else, nil otherwise.
    /// What may not stand in an address is percent-encoded; encodings that are there already stay.
    package init?(path: String) {
        let second = path.utf8.dropFirst().first
        guard path.utf8.first == UInt8(ascii: "/"), second != UInt8(ascii: "/"), second != UInt8(ascii: "\\"),
            !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { return nil }
        text = percentEncoded(path, keeping: isAddressCharacter)
    }

    /// The parts of an address: literal ones as they are, values encoded.
    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        private var isInQuery = false

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
            isInQuery = isInQuery || literal.description.contains("?")
        }

        /// Text, a number, an identifier. As a step of a path, `.` and `..` would mean another place: they become U+FFFD.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            let value = value.description
            let isStep = !isInQuery && (value == "." || value == "..")
            text += isStep ? "%EF%BF%BD" : percentEncoded(value, keeping: isUnreserved)
        }

        /// Another address, as it is: `"\(page)/edit"`.
        package mutating func appendInterpolation(_ address: Address) {
            text += address.text
            isInQuery = isInQuery || address.text.contains("?")
        }

        /// The names and values of a query with its question mark, nothing when there are none: `"/activities\(query: filters)"`.
        package mutating func appendInterpolation(query: [(String, String)]) {
            for (name, value) in query {
                text += isInQuery ? "&" : "?"
                isInQuery = true
                text += percentEncoded(name, keeping: isUnreserved) + "=" + percentEncoded(value, keeping: isUnreserved)
            }
        }
    }
}
