import Campaigns
import Formats
import Kernel
import Language
import Markup
import Participation
import Web

/// A view as a table for other programs: CSV, described by CSVW (W3C *Metadata Vocabulary for Tabular Data*), and XLSX.
struct FigureViewFile {
    struct Column {
        let name: String
        let heading: Phrase
        let says: Phrase
        let isNumber: Bool
        let value: (FigureViewLine) -> SheetCell
    }

    let view: FigureView
    let found: FigureViewLines
    let language: Tongue
    let origin: String

    static let difference = Phrase("相差", "Difference")

    static func head(_ kind: RollUp) -> Phrase {
        switch kind {
        case .region: Phrase("地区", "Region")
        case .kind: Phrase("类型", "Kind")
        case .day: Phrase("日期", "Day")
        }
    }

    func csv() -> Answer {
        var writer = CSVWriter(header: columns.map { $0.heading(language) })
        for line in found.lines { writer.row(columns.map { datum($0.value(line)) }) }
        return named(Answer(mediaType: "text/csv; charset=utf-8", body: writer.drain()), "csv")
            .header("link", "<\(view.address(".csv-metadata.json").text)>; rel=\"describedby\"; type=\"application/csvm+json\"")
    }

    func xlsx() throws -> Answer {
        let writer = try XLSXWriter(title: view.term.title(language), columns: columns.map { SheetColumn($0.heading(language), width: $0.isNumber ? 14 : 24) })
        for line in found.lines { try writer.add(columns.map { $0.value(line) }) }
        _ = try writer.finish()
        var bytes: [UInt8] = []
        try writer.pieces { bytes += $0 }
        return named(Answer(mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body: bytes), "xlsx")
    }

    /// What the columns mean, how many rows there are, and what stands for a number that nobody knows.
    func metadata() -> Answer {
        let fields = columns.map { column in
            JSONText.object([
                ("name", JSONText.quote(column.name)), ("titles", JSONText.quote(column.heading(language))), ("dc:description", JSONText.quote(column.says(language))),
                ("datatype", JSONText.quote(column.isNumber ? "integer" : "string")), ("null", JSONText.list(absent.map { JSONText.quote($0) })),
            ])
        }
        let text = JSONText.object([
            ("@context", JSONText.list([JSONText.quote("http://www.w3.org/ns/csvw"), JSONText.object([("@language", JSONText.quote(language.rawValue))])])),
            ("url", JSONText.quote(origin + view.address(".csv").text)), ("dc:title", JSONText.quote(view.title(language))),
            ("dc:description", JSONText.quote(view.term.definition(language))), ("dc:source", JSONText.quote(origin + view.address().text)),
            ("dc:extent", JSONText.quote(Phrase("\(found.lines.count) 行", Plural.en(found.lines.count, "row", "rows"))(language))),
            ("dialect", JSONText.object([("encoding", JSONText.quote("utf-8")), ("header", "true"), ("lineTerminators", JSONText.list([JSONText.quote("\r\n")]))])),
            ("tableSchema", JSONText.object([("columns", JSONText.list(fields)), ("primaryKey", JSONText.quote("key"))])),
        ])
        return Answer.text(text, mediaType: "application/csvm+json")
    }

    /// What stands where there is no number: nobody stated it, or it is a small group of minors.
    private var absent: [String] { [Numerals.unknown(language), ""] + [ToldNumber.few, .withheld].map { $0.text(language) } }

    var columns: [Column] {
        var columns = [
            Column(name: "key", heading: Phrase("代码", "Code"), says: Phrase("地区代码、类型代码或日期；空表示不详", "The code of the region or kind, or the day; empty is unknown"), isNumber: false) { .text($0.key) },
            Column(name: "name", heading: Self.head(view.kind), says: Phrase("名称", "Its name"), isNumber: false) { [language] in .text($0.name(language)) },
        ]
        for place in view.sides.indices {
            let ending = place == 0 ? "" : "_compared", name = found.name(place, in: view)
            let title = view.sides.count > 1 ? name : view.term.title
            columns.append(
                Column(name: "value" + ending, heading: title, says: Phrase("\(name.zh)：\(view.term.definition.zh)", "\(name.en): \(view.term.definition.en)"), isNumber: true) {
                    told($0.amounts[place])
                })
            guard found.lines.contains(where: { $0.amounts[place]?.shares != nil }) else { continue }
            for method in CountingMethod.allCases {
                let heading = view.sides.count > 1 ? Phrase("\(name.zh) · \(method.title.zh)", "\(name.en), \(method.title.en.lowercased())") : method.title
                columns.append(Column(name: method.rawValue + ending, heading: heading, says: method.meaning, isNumber: true) { shares($0.amounts[place], method) })
            }
        }
        return columns
    }

    private func shares(_ amount: FigureViewLine.Amount?, _ method: CountingMethod) -> SheetCell {
        amount?.value == nil ? told(amount) : number(amount?.shares?[method])
    }

    private func told(_ amount: FigureViewLine.Amount?) -> SheetCell {
        amount?.told.words.map { .text($0(language)) } ?? number(amount?.value)
    }

    private func number(_ value: Int64?) -> SheetCell { value.map { .integer($0) } ?? .text(Numerals.unknown(language)) }

    private func datum(_ cell: SheetCell) -> Datum {
        switch cell {
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        default: .null
        }
    }

    private func named(_ answer: Answer, _ ending: String) -> Answer {
        let name = "figures-" + view.sides.map(\.campaign.key).joined(separator: "-") + "-\(view.term.key)-\(view.kind.rawValue)"
        return answer.header("content-disposition", "attachment; filename=\"\(name).\(ending)\"").header("access-control-allow-origin", "*")
    }
}
