/// A 64-bit, time-ordered identity of one record; `Noun` keeps the identities of different things apart.
///
/// Shown and written in addresses and JSON as 13 letters of Crockford base 32, so that it survives being read aloud.
package struct ID<Noun>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// Reads the 13 letters of `text`; nil when it is anything else. Lower case and the look-alikes I, L, O are accepted.
    package init?(_ text: some StringProtocol) {
        guard let number = Crockford.number(text) else { return nil }
        self.number = number
    }

    package var text: String { Crockford.text(number) }
    package var description: String { text }

    /// The same number as the identity of another noun, for tables that keep references to many kinds of things.
    package func `as`<Other>(_: Other.Type) -> ID<Other> { ID<Other>(number) }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an id: \(text.prefix(20))"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Crockford's base 32: digits and capital letters without I, L, O, U.
package enum Crockford {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 13 letters for any non-negative 64-bit number.
    package static func text(_ number: Int64) -> String {
        var rest = UInt64(bitPattern: number)
        var out = [UInt8](repeating: letters[0], count: 13)
        for place in stride(from: 12, through: 0, by: -1) {
            out[place] = letters[Int(rest & 31)]
            rest >>= 5
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The number that exactly 13 letters stand for, or nil.
    package static func number(_ text: some StringProtocol) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 13 else { return nil }
        var number: UInt64 = 0
        for byte in bytes {
            guard let value = value(of: byte) else { return nil }
            guard number >> 59 == 0 else { return nil }
            number = number << 5 | UInt64(value)
        }
        guard number <= UInt64(Int64.max) else { return nil }
        return Int64(number)
    }

    private static func value(of byte: UInt8) -> Int? {
        let upper = (97...122).contains(byte) ? byte - 32 : byte
        switch upper {
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        case UInt8(ascii: "O"): return 0
        default: return letters.firstIndex(of: upper)
        }
    }
}
