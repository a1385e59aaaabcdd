package import Kernel

/// What travels between the program and a column. Both engines know exactly these.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A Swift value that can be bound into a statement.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible { package var sqlValue: SQLValue { self } }
extension Int: SQLConvertible { package var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLConvertible { package var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLConvertible { package var sqlValue: SQLValue { .real(self) } }
extension Bool: SQLConvertible { package var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension String: SQLConvertible { package var sqlValue: SQLValue { .text(self) } }
extension Substring: SQLConvertible { package var sqlValue: SQLValue { .text(String(self)) } }
extension Array: SQLConvertible where Element == UInt8 { package var sqlValue: SQLValue { .blob(self) } }
extension ID: SQLConvertible { package var sqlValue: SQLValue { .integer(number) } }
extension Instant: SQLConvertible { package var sqlValue: SQLValue { .integer(microseconds) } }
/// Days are stored as text, `2023-09-16`: they sort, and a person reading the table understands them.
extension Day: SQLConvertible { package var sqlValue: SQLValue { .text(iso) } }
extension Zone: SQLConvertible { package var sqlValue: SQLValue { .text(name) } }
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
extension SQLConvertible where Self: RawRepresentable, RawValue == String {
    package var sqlValue: SQLValue { .text(rawValue) }
}
