import Formats
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// The office's list of a round as a workbook: everything that was handed in, with facts, score, rank and award.
struct OfficeTable: Sendable {
    struct Line: Sendable {
        let declaration: RoundDeclaration
        let unit: Wording
        let parts: [NeedScore.Part]
        let given: [String: Int]
        let queue: [String: Int]
    }

    let round: Round
    let lines: [Line]

    init(_ round: Round, in tx: Transaction) throws {
        self.round = round
        let found = try tx.rows(
            """
            SELECT d.*, o.name_zh, o.name_en FROM rounds_declaration d JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE d.round_id = \(round.id) AND d.submitted_at IS NOT NULL ORDER BY d.place NULLS LAST, d.number, d.id LIMIT 20000
            """) { (declaration: try RoundDeclaration($0), unit: try $0.wording("name"), findings: try Findings(json: try $0.text("findings"))) }
        let wants = Dictionary(grouping: try tx.rows("SELECT * FROM rounds_want WHERE round_id = \(round.id)", GrantedWant.init), by: \.declarationID)
        let book = found.contains { !$0.declaration.state.isPlaced } ? try FactBook(of: round, in: tx) : nil
        lines = found.map { one in
            let own = wants[one.declaration.id] ?? []
            let computed = book.map { NeedScore($0.facts(of: one.declaration), under: round.rule).parts } ?? []
            return Line(
                declaration: one.declaration, unit: one.unit, parts: one.declaration.state.isPlaced ? one.findings.parts : computed,
                given: Dictionary(own.map { ($0.lot, $0.given) }, uniquingKeysWith: { first, _ in first }),
                queue: Dictionary(own.compactMap { want in want.queue.map { (want.lot, $0) } }, uniquingKeysWith: { first, _ in first }))
        }
    }

    func workbook(_ visit: Visit) throws(FormatProblem) -> [UInt8] {
        let rule = round.rule
        var headings = [
            Phrase("编号", "Number"), Phrase("单位", "Unit"), Phrase("单位编号", "Unit's number"), Phrase("行政区划代码", "Region code"), Phrase("状态", "State"), Phrase("总分", "Score"),
            Phrase("名次", "Rank"), Phrase("省内名次", "Rank in the province"),
        ]
        for lot in rule.lots {
            let name = lot.name.phrase
            headings += [
                Phrase("\(name.zh)：申报", "\(name.en): asked"), Phrase("\(name.zh)：配发", "\(name.en): awarded"), Phrase("\(name.zh)：候补", "\(name.en): place in the queue"),
            ]
        }
        for one in rule.criteria {
            let name = one.name.phrase
            headings += [Phrase("\(name.zh)：事实", "\(name.en): fact"), Phrase("\(name.zh)：来源", "\(name.en): who says so"), Phrase("\(name.zh)：得分（千分比）", "\(name.en): thousandths of the full mark")]
        }
        headings += rule.questions.map(\.name.phrase)
        let writer = try XLSXWriter(title: Phrase("申报", "Declarations")(visit.language), columns: headings.map { SheetColumn($0(visit.language), width: 16) })
        for line in lines { try writer.add(cells(line, visit)) }
        _ = try writer.finish()
        var bytes: [UInt8] = []
        var reader = try writer.reader()
        while let piece = try reader.next() { bytes += piece }
        return bytes
    }

    private func cells(_ line: Line, _ visit: Visit) -> [SheetCell] {
        let (rule, one) = (round.rule, line.declaration)
        func number(_ value: Int?) -> SheetCell { value.map { .integer(Int64($0)) } ?? .empty }
        var cells: [SheetCell] = [
            number(one.number), .text(line.unit(visit.language)), .text(one.organisationID.text), one.region.map { .text($0) } ?? .empty, .text(visit.say(one.state.title)),
            .text(Points.text(one.standing?.score ?? 0)), number(one.standing?.place), number(one.standing?.provincePlace),
        ]
        if one.standing == nil { cells[5] = .empty }
        for lot in rule.lots {
            cells += [number(one.body.wants.first { $0.lot == lot.key }?.sets), number(line.given[lot.key]), number(line.queue[lot.key])]
        }
        for criterion in rule.criteria {
            guard let part = line.parts.first(where: { $0.criterion == criterion.key }) else {
                cells += [.empty, .empty, .empty]
                continue
            }
            let isPlain = part.fact.value != nil && !FactWords.isYesOrNo(criterion, rule)
            cells += [
                isPlain ? number(part.fact.value) : .text(visit.say(FactWords.value(part.fact, of: criterion, under: rule))), .text(visit.say(FactWords.origin(part.fact))),
                .integer(Int64(part.points)),
            ]
        }
        for question in rule.questions {
            guard let answer = one.body.answers[question.key] else {
                cells.append(.empty)
                continue
            }
            switch question.kind {
            case .yes: cells.append(.text(visit.say(answer == "1" ? FilledTable.yesOrNo.yes : FilledTable.yesOrNo.no)))
            case .number: cells.append(Int64(answer).map { .integer($0) } ?? .text(answer))
            case .text, .paragraphs: cells.append(.text(answer))
            }
        }
        return cells
    }
}
