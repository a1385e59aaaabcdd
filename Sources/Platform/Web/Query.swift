/// Names and values as a form or an address carries them, in order; a name may stand several times.
package struct Query: Sendable, Equatable {
    package var pairs: [(name: String, value: String)]

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// Reads `a=1&b=%E6%97%A5`; nil when an escape is broken, the bytes are not UTF-8, or there are more than 2,000 pairs.
    package init?(encoded text: some StringProtocol) {
        pairs = []
        for piece in text.split(separator: "&") {
            guard pairs.count < 2000 else { return nil }
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(halves[0]), let value = Self.decode(halves.count > 1 ? halves[1] : "") else { return nil }
            pairs.append((name, value))
        }
    }

    /// The first value of that name.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The same with `name` set to `value`, or without it when nil.
    package func setting(_ name: String, _ value: String?) -> Query {
        var copy = Query(pairs.filter { $0.name != name })
        if let value { copy.pairs.append((name, value)) }
        return copy
    }

    package var encoded: String { pairs.map { Self.encode($0.name) + "=" + Self.encode($0.value) }.joined(separator: "&") }

    package static func == (a: Query, b: Query) -> Bool { a.pairs.elementsEqual(b.pairs) { $0 == $1 } }

    package static func encode(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                out += hex.count == 1 ? "%0" + hex : "%" + hex
            }
        }
        return out
    }

    package static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hex), let low = rest.next().flatMap(hex) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
