import Declaration
package import Kernel

/// The dictionary of indicators: files of the project, one for each edition (`Dictionary/Data/indicators-….yaml`). Old years keep the
/// definitions of their time.
package enum IndicatorDictionary {
    /// The oldest first. What is wrong with a file a test says, with line and column; an edition that cannot be read is left out.
    package static let editions: [IndicatorEdition] = files.compactMap { try? IndicatorEdition.read(Array($0.text.utf8), name: $0.name) }.sorted { $0.from < $1.from }

    /// The files as they are carried.
    package static let files = [(name: "indicators-2023.yaml", text: yaml2023), (name: "indicators-2024.yaml", text: yaml2024)]

    /// The newest edition, from which the program's own words come.
    package static var newest: IndicatorEdition { editions.last ?? nothing }

    /// The edition that explains a campaign which begins on that day; the first one explains what was before it.
    package static func edition(on day: Day) -> IndicatorEdition { editions.last { $0.from <= day } ?? editions.first ?? nothing }

    /// The edition of that key.
    package static func edition(_ key: String) -> IndicatorEdition? { editions.first { $0.key == key } }

    private static let nothing = IndicatorEdition(key: "edition-0", name: Phrase("无", "None"), from: Instant(microseconds: 0).day(in: .china), note: Phrase("", ""), forms: [], entries: [])
}
