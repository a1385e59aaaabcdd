/// A statement written as SQL in a literal; what is interpolated becomes a bound parameter and is never spliced.
///
///     try tx.rows("SELECT id, title_zh FROM activity WHERE region = \(code) AND id IN (\(list: ids))", Activity.init)
///
/// Where the engines differ, a named word of `Dialect` is written: `\(.identity)`.
package struct SQL: ExpressibleByStringInterpolation, Sendable, Hashable {
    package enum Part: Hashable, Sendable {
        case text(String)
        case bind(SQLValue)
        case word(Dialect.Word)
        case index(TextStatement)
    }

    package private(set) var parts: [Part]

    package init(stringLiteral value: String) { parts = [.text(value)] }
    package init(stringInterpolation interpolation: StringInterpolation) { parts = interpolation.parts }
    private init(parts: [Part]) { self.parts = parts }

    package static let empty: SQL = ""

    package static func + (a: SQL, b: SQL) -> SQL { SQL(parts: a.parts + b.parts) }
    package static func += (a: inout SQL, b: SQL) { a.parts += b.parts }

    package var isEmpty: Bool { parts.allSatisfy { $0 == .text("") } }

    /// Text that the program itself holds, such as a migration read from a file. Never call it with anything from outside.
    package static func trusted(_ text: String) -> SQL { SQL(parts: [.text(text)]) }

    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(interpolationCount * 2 + 1) }
        package mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }
        package mutating func appendInterpolation(_ value: any SQLConvertible) { parts.append(.bind(value.sqlValue)) }
        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) { parts.append(.bind(value?.sqlValue ?? .null)) }
        package mutating func appendInterpolation(_ word: Dialect.Word) { parts.append(.word(word)) }
        /// What each engine says in its own way of a text index.
        package mutating func appendInterpolation(index statement: TextStatement) { parts.append(.index(statement)) }
        /// Another piece of SQL, with its own parameters.
        package mutating func appendInterpolation(sql: SQL) { parts += sql.parts }
        /// The values of an `IN (…)`; an empty list matches nothing.
        package mutating func appendInterpolation(list values: [some SQLConvertible]) {
            guard !values.isEmpty else { return parts.append(.text("NULL")) }
            for (place, value) in values.enumerated() {
                if place > 0 { parts.append(.text(", ")) }
                parts.append(.bind(value.sqlValue))
            }
        }
    }
}

extension [SQL] {
    /// The pieces with `separator` between them: conditions with ` AND `, assignments with `, `.
    package func joined(_ separator: StaticString) -> SQL {
        var out = SQL.empty
        for (place, piece) in enumerated() {
            if place > 0 { out += .trusted("\(separator)") }
            out += piece
        }
        return out
    }
}
