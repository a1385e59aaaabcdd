/// What a declared field holds. Scalars are read as text and converted by this, never by what YAML makes of them.
package indirect enum Kind: Sendable {
    /// Lower-case letters, digits, hyphens; begins with a letter; 2 to 64 characters.
    case key
    /// One language, not empty; line breaks only with `paragraphs`.
    case text(max: Int = 2_000, paragraphs: Bool = false)
    /// `{zh, en}`, both present and not empty; line breaks only with `paragraphs`.
    case wording(max: Int = 4_000, paragraphs: Bool = false)
    case integer(ClosedRange<Int> = Int.min...Int.max)
    case real(ClosedRange<Double>)
    case boolean
    /// `2023-09-16`
    case day
    /// A day, a month or a year: `2023-09-16`, `2023-09`, `2023`.
    case roughDay
    /// `2023-09`
    case month
    /// `2023-09-16T09:00`, without an offset.
    case localTime
    /// `09:00`
    case clock
    /// A name of the IANA time-zone database.
    case zone
    case choice([String])
    /// A code that `DeclarationChecks.isRegion` knows.
    case region
    /// The key of a record of that section, in the file or already in the database.
    case reference(to: String)
    /// The `key` of an element of `list` in the record that the neighbouring field `of` refers to: a block of a campaign.
    case part(list: String, of: String)
    /// An `http` or `https` address.
    case webAddress
    /// A source code: `S0`…`S4`, or `R` and a number, perhaps with a letter.
    case source
    /// - by: the fields that identify a record within the list, the first one stated counts: elements with the same are refused, and
    ///   comparisons match them by it. Without any, elements are matched as a whole.
    /// - ordered: whether the order of elements means something; otherwise they are kept sorted.
    case list(of: Kind, min: Int = 0, by: [String] = [], ordered: Bool = true)
    case record(Shape)
    /// Free keys, values of one kind.
    case map(of: Kind)
}

extension Kind {
    /// The raw texts of an enumeration.
    package static func choice<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) -> Kind where Choice.RawValue == String {
        .choice(Choice.allCases.map(\.rawValue))
    }

    /// A list of records, matched by their `key` unless said otherwise.
    package static func records(_ shape: Shape, min: Int = 0, by: [String] = ["key"], ordered: Bool = true) -> Kind {
        .list(of: .record(shape), min: min, by: by, ordered: ordered)
    }
}
