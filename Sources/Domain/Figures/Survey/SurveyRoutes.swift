import Formats
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/organisations/{id}/survey.xlsx`: the lines of the national statistics that the platform knows of a unit, ready to be checked and carried over.
enum SurveyRoutes {
    static let routes: [Route] = [
        .get("/organisations/{id}/survey.xlsx", .anyone, filters: ["year"]) { visit in
            let id: ID<Organisation> = try visit.id("id", of: Phrase("这个单位", "unit"))
            let this = visit.now.day(in: .china).year
            let asked = visit.query["year"].flatMap { $0.isEmpty ? nil : $0 }
            guard let year = asked.map({ Int($0) }) ?? (this - 1), year >= 2000, year <= this else {
                throw Refusal(.invalid, "year", "年份应为 2000 至 \(this)。", "The year lies between 2000 and \(this).", field: "year")
            }
            let survey = try await visit.database.read { try Survey(id, year: year, in: $0) }
            return try sheet(survey, visit.language)
        }
    ]

    static let panel = Panel(on: Venues.organisationPanels, order: 60) { visit, subject in
        let unit = ID<Organisation>(subject).text
        let year = visit.now.day(in: .china).year
        return section(.class("stack"), .id("survey")) {
            h2 { visit.say(Phrase("科普统计预填表", "Prefilled statistics")) }
            p { visit.say(Phrase("全国科普统计中本站已知的各行，供单位核对后填报；0、“-”和未知分开写。", "The lines of the national statistics that are known here, for the unit to check and carry over; 0, “-” and unknown are kept apart.")) }
            p(.class("actions")) {
                for one in [year - 1, year] {
                    a(.class("button", "button-quiet"), .href(.within("/organisations/\(unit)/survey.xlsx", query: Query([("year", String(one))])))) {
                        visit.say(Phrase("\(one) 年（XLSX）", "\(one) (XLSX)"))
                    }
                }
            }
        }
    }

    private static func sheet(_ survey: Survey, _ language: Tongue) throws -> Answer {
        let title = Phrase("科普统计预填 \(survey.year)", "Statistics \(survey.year)")
        var columns = [
            SheetColumn(Phrase("部分", "Part")(language), width: 14), SheetColumn(Phrase("项目", "Line")(language), width: 44), SheetColumn(Phrase("单位", "Unit")(language), width: 14),
            SheetColumn(Phrase("数值", "Value")(language), width: 14),
        ]
        columns += CountingMethod.allCases.map { SheetColumn($0.title(language), width: 12) } + [SheetColumn(Phrase("说明", "Note")(language), width: 40)]
        let writer = try XLSXWriter(title: title(language), columns: columns)
        for line in survey.lines {
            let methods: [SheetCell] = CountingMethod.allCases.map { method in line.shares.map { .integer($0[method]) } ?? .empty }
            try writer.add(
                [.text(line.part(language)), .text(line.name(language)), .text(line.unit(language)), cell(line.value, language)] + methods + [line.note.map { .text($0(language)) } ?? .empty])
        }
        let about = Phrase("\(survey.unit.name(.zh))，\(survey.year) 年，共 \(survey.lines.count) 行", "\(survey.unit.name(.en)), \(survey.year), \(survey.lines.count) rows")
        try writer.add([.text(Phrase("说明", "Note")(language)), .text(about(language))])
        _ = try writer.finish()
        var bytes: [UInt8] = []
        try writer.pieces { bytes += $0 }
        return Answer(
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body: bytes,
            headers: [("content-disposition", "attachment; filename=\"survey-\(survey.unit.key)-\(survey.year).xlsx\"")])
    }

    private static func cell(_ value: StatementValue, _ language: Tongue) -> SheetCell {
        if case .number(let number) = value { .integer(number) } else { .text(value.text(language)) }
    }
}
