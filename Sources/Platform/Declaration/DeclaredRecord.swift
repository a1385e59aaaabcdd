package import Kernel

/// A record as a room receives it: validated against its shape, defaults filled in, desk changes that are kept merged in.
///
/// Reading throws `DeclarationDefect` only where room and shape disagree about a field: the shape has checked the rest.
package struct DeclaredRecord: Sendable, Hashable {
    /// The canonical form.
    package let value: DeclaredValue

    package init(_ value: DeclaredValue) { self.value = value }

    /// The record's `key`.
    package var key: String { value["key"]?.text ?? "" }

    /// Whether the field is stated (or has a default).
    package func has(_ name: String) -> Bool { value[name] != nil }

    // MARK: Reading a field that the shape requires

    package func text(_ name: String) throws(DeclarationDefect) -> String { try must(textOrNil(name), name) }
    package func wording(_ name: String) throws(DeclarationDefect) -> Phrase { try must(wordingOrNil(name), name) }
    package func integer(_ name: String) throws(DeclarationDefect) -> Int { try must(integerOrNil(name), name) }
    package func real(_ name: String) throws(DeclarationDefect) -> Double { try must(realOrNil(name), name) }
    package func boolean(_ name: String) throws(DeclarationDefect) -> Bool { try must(booleanOrNil(name), name) }
    package func day(_ name: String) throws(DeclarationDefect) -> Day { try must(dayOrNil(name), name) }
    package func localTime(_ name: String) throws(DeclarationDefect) -> LocalTime { try must(localTimeOrNil(name), name) }
    package func zone(_ name: String) throws(DeclarationDefect) -> Zone { try must(zoneOrNil(name), name) }
    package func record(_ name: String) throws(DeclarationDefect) -> DeclaredRecord { try must(recordOrNil(name), name) }
    package func choice<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) throws(DeclarationDefect) -> Choice
    where Choice.RawValue == String { try must(choiceOrNil(name, Choice.self), name) }

    // MARK: Reading a field that may be absent

    /// Also keys, references, region codes, months, clocks, rough days, choices, web addresses: all are texts.
    package func textOrNil(_ name: String) throws(DeclarationDefect) -> String? {
        try read(name, "a text") { $0.text }
    }
    package func wordingOrNil(_ name: String) throws(DeclarationDefect) -> Phrase? {
        try read(name, "a text in two languages") { $0.wording }
    }
    package func integerOrNil(_ name: String) throws(DeclarationDefect) -> Int? {
        try read(name, "an integer") { value in if case .integer(let number) = value { Int(number) } else { nil } }
    }
    package func realOrNil(_ name: String) throws(DeclarationDefect) -> Double? {
        try read(name, "a number") { value in if case .real(let number) = value { number } else { nil } }
    }
    package func booleanOrNil(_ name: String) throws(DeclarationDefect) -> Bool? {
        try read(name, "true or false") { value in if case .boolean(let flag) = value { flag } else { nil } }
    }
    package func dayOrNil(_ name: String) throws(DeclarationDefect) -> Day? {
        try read(name, "a day") { $0.text.flatMap { Day(iso: $0) } }
    }
    package func localTimeOrNil(_ name: String) throws(DeclarationDefect) -> LocalTime? {
        try read(name, "a local time") { $0.text.flatMap { LocalTime(iso: $0) } }
    }
    package func zoneOrNil(_ name: String) throws(DeclarationDefect) -> Zone? {
        try read(name, "a time zone") { $0.text.flatMap { Zone($0) } }
    }
    package func recordOrNil(_ name: String) throws(DeclarationDefect) -> DeclaredRecord? {
        try read(name, "a record") { value in if case .record = value { DeclaredRecord(value) } else { nil } }
    }
    package func choiceOrNil<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) throws(DeclarationDefect) -> Choice?
    where Choice.RawValue == String {
        try read(name, "one of \(Choice.self)") { $0.text.flatMap { Choice(rawValue: $0) } }
    }

    // MARK: Reading lists and maps; empty where absent

    package func records(_ name: String) -> [DeclaredRecord] { (value[name]?.elements ?? []).map(DeclaredRecord.init) }
    package func texts(_ name: String) -> [String] { (value[name]?.elements ?? []).compactMap(\.text) }
    /// The entries of a map, sorted by key.
    package func entries(_ name: String) -> [(key: String, value: DeclaredValue)] {
        guard case .record(let fields) = value[name] else { return [] }
        return fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func read<T>(_ name: String, _ wanted: String, _ convert: (DeclaredValue) -> T?) throws(DeclarationDefect) -> T? {
        guard let found = value[name] else { return nil }
        guard let converted = convert(found) else { throw DeclarationDefect("\(key).\(name): wanted \(wanted), found \(found.json)") }
        return converted
    }

    private func must<T>(_ found: T?, _ name: String) throws(DeclarationDefect) -> T {
        guard let found else { throw DeclarationDefect("\(key).\(name): the room needs it, the shape does not require it") }
        return found
    }
}

/// Room and shape disagree, or a room does not hold what it was given: a defect of the program, never of the file.
package struct DeclarationDefect: Error, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
