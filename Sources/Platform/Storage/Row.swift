package import Kernel

/// One row of an answer; columns are asked for by name and type.
package struct Row: Sendable {
    package let columns: Columns
    package let values: [SQLValue]

    package init(columns: Columns, values: [SQLValue]) { (self.columns, self.values) = (columns, values) }

    /// The names of an answer's columns, shared by its rows.
    package struct Columns: Sendable {
        package let names: [String]
        let places: [String: Int]
        package init(_ names: [String]) {
            self.names = names
            places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    package func value(_ name: String) throws(RowError) -> SQLValue {
        guard let place = columns.places[name] else { throw RowError(column: name, wanted: "a column of that name", found: .null) }
        return values[place]
    }

    package func int64(_ name: String) throws(RowError) -> Int64 {
        guard let value = try int64OrNil(name) else { throw RowError(column: name, wanted: "a number", found: .null) }
        return value
    }
    package func int64OrNil(_ name: String) throws(RowError) -> Int64? {
        switch try value(name) {
        case .integer(let number): number
        case .null: nil
        case let other: throw RowError(column: name, wanted: "a number", found: other)
        }
    }
    package func int(_ name: String) throws(RowError) -> Int { Int(try int64(name)) }
    package func intOrNil(_ name: String) throws(RowError) -> Int? { try int64OrNil(name).map { Int($0) } }
    package func bool(_ name: String) throws(RowError) -> Bool { try int64(name) != 0 }
    package func real(_ name: String) throws(RowError) -> Double {
        guard let value = try realOrNil(name) else { throw RowError(column: name, wanted: "a real number", found: .null) }
        return value
    }
    package func realOrNil(_ name: String) throws(RowError) -> Double? {
        switch try value(name) {
        case .real(let number): number
        case .integer(let number): Double(number)
        case .null: nil
        case let other: throw RowError(column: name, wanted: "a real number", found: other)
        }
    }
    package func text(_ name: String) throws(RowError) -> String {
        guard let value = try textOrNil(name) else { throw RowError(column: name, wanted: "a text", found: .null) }
        return value
    }
    package func textOrNil(_ name: String) throws(RowError) -> String? {
        switch try value(name) {
        case .text(let text): text
        case .null: nil
        case let other: throw RowError(column: name, wanted: "a text", found: other)
        }
    }
    package func blob(_ name: String) throws(RowError) -> [UInt8] {
        guard let value = try blobOrNil(name) else { throw RowError(column: name, wanted: "bytes", found: .null) }
        return value
    }
    package func blobOrNil(_ name: String) throws(RowError) -> [UInt8]? {
        switch try value(name) {
        case .blob(let bytes): bytes
        case .null: nil
        case let other: throw RowError(column: name, wanted: "bytes", found: other)
        }
    }
    package func id<Noun>(_ name: String, _: Noun.Type = Noun.self) throws(RowError) -> ID<Noun> { ID(try int64(name)) }
    package func idOrNil<Noun>(_ name: String, _: Noun.Type = Noun.self) throws(RowError) -> ID<Noun>? { try int64OrNil(name).map { ID($0) } }
    package func instant(_ name: String) throws(RowError) -> Instant { Instant(microseconds: try int64(name)) }
    package func instantOrNil(_ name: String) throws(RowError) -> Instant? { try int64OrNil(name).map { Instant(microseconds: $0) } }
    package func day(_ name: String) throws(RowError) -> Day {
        guard let day = try dayOrNil(name) else { throw RowError(column: name, wanted: "a day", found: .null) }
        return day
    }
    package func dayOrNil(_ name: String) throws(RowError) -> Day? {
        guard let text = try textOrNil(name) else { return nil }
        guard let day = Day(iso: text) else { throw RowError(column: name, wanted: "a day", found: .text(text)) }
        return day
    }
    package func zone(_ name: String) throws(RowError) -> Zone {
        let text = try text(name)
        guard let zone = Zone(text) else { throw RowError(column: name, wanted: "a time zone", found: .text(text)) }
        return zone
    }
    /// A Swift enum stored by its raw text.
    package func choice<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) throws(RowError) -> Choice
    where Choice.RawValue == String {
        let text = try text(name)
        guard let choice = Choice(rawValue: text) else { throw RowError(column: name, wanted: "one of \(Choice.self)", found: .text(text)) }
        return choice
    }
}

/// A row does not hold what the program expects: a defect of the program or of the data, never the reader's fault.
package struct RowError: Error, CustomStringConvertible {
    package let column: String
    package let wanted: String
    package let found: SQLValue

    package init(column: String, wanted: String, found: SQLValue) { (self.column, self.wanted, self.found) = (column, wanted, found) }

    package var description: String { "column \(column): wanted \(wanted), found \(found)" }
}
