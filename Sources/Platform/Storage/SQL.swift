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
        /// The values of an `IN (…)`; an empty list matches nothing. The last value is said again where that makes the list as long as others are, since
        /// a connection prepares a statement for each length.
        package mutating func appendInterpolation(list values: [some SQLConvertible]) {
            guard let last = values.last else { return parts.append(.text("NULL")) }
            for (place, value) in values.enumerated() {
                if place > 0 { parts.append(.text(", ")) }
                parts.append(.bind(value.sqlValue))
            }
            for _ in values.count..<SQL.usualLength(values.count) { parts += [.text(", "), .bind(last.sqlValue)] }
        }
    }

    /// The lengths that lists are filled up to: each up to four, then two between a power of two and the next; above a thousand as they come.
    static func usualLength(_ count: Int) -> Int {
        guard (5...1024).contains(count) else { return count }
        var power = 8
        while power < count { power *= 2 }
        return count <= power / 4 * 3 ? power / 4 * 3 : power
    }
}

extension [SQL] {
    /// The rows of an `INSERT` in parts of which each is a statement: of `most` rows, then of as many eights as are left, then the rest. So a connection
    /// prepares few statements, however many rows there are at a time.
    package func inStatements(of most: Int) -> [[SQL]] {
        var parts: [[SQL]] = [], begin = 0
        while begin < count {
            let left = count - begin, length = left >= most ? most : left >= 8 ? left / 8 * 8 : left
            parts.append(Array(self[begin..<begin + length]))
            begin += length
        }
        return parts
    }

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
