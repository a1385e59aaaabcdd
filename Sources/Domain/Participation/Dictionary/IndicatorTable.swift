import Formats
import Kernel

/// The dictionary as a table and as JSON: of one edition, or of all.
package enum IndicatorTable {
    private static let columns = [
        "edition", "from", "code", "name_zh", "name_en", "unit_zh", "unit_en", "definition_zh", "definition_en", "period", "adds", "over_zh", "over_en", "distinct_by_zh",
        "distinct_by_en", "part_of", "with", "makes", "serves",
    ]

    package static func csv(_ editions: [IndicatorEdition]) -> [UInt8] {
        var csv = CSVWriter(header: columns)
        for edition in editions { for entry in edition.entries { csv.row(cells(entry, edition).map(\.value)) } }
        csv.finish()
        return csv.drain()
    }

    package static func json(_ editions: [IndicatorEdition]) -> String {
        JSONDocument.text(
            .object([
                .init("editions", .list(editions.map(edition)))
            ]))
    }

    private static func edition(_ one: IndicatorEdition) -> Datum {
        .object([
            .init("edition", .text(one.key)), .init("from", .text(one.from.iso)), .init("name", words(one.name)), .init("note", words(one.note)),
            .init("indicators", .list(one.entries.map { entry in .object(cells(entry, one).dropFirst(2).filter { $0.value != .null }.map { .init($0.key, $0.value) }) })),
            .init(
                "forms",
                .list(
                    one.forms.map { form in
                        .object([
                            .init("form", .text(form.key)), .init("name", words(form.name)),
                            .init("lines", .list(form.lines.map { .object([.init("line", .text($0.key)), .init("name", words($0.name))]) })),
                        ])
                    })),
        ])
    }

    private static func words(_ phrase: Phrase) -> Datum { .object([.init("zh", .text(phrase.zh)), .init("en", .text(phrase.en))]) }

    private static func cells(_ one: IndicatorEntry, _ edition: IndicatorEdition) -> [(key: String, value: Datum)] {
        func text(_ text: String?) -> Datum { text.map { .text($0) } ?? .null }
        func list(_ all: [String]) -> Datum { all.isEmpty ? .null : .text(all.joined(separator: " ")) }
        let values: [Datum] = [
            .text(edition.key), .text(edition.from.iso), .text(one.key), .text(one.name.zh), .text(one.name.en), .text(one.unit.zh), .text(one.unit.en),
            .text(one.definition.zh), .text(one.definition.en), .text(one.period.rawValue), .text(one.adds.rawValue), text(one.over?.zh), text(one.over?.en),
            text(one.distinctBy?.zh), text(one.distinctBy?.en), text(one.partOf), list(one.with), text(one.makes), list(one.serves),
        ]
        return Array(zip(columns, values)).map { (key: $0.0, value: $0.1) }
    }
}
