import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/rounds/{key}`: a round for everybody: the rule before anybody declares, and the result with every score, every place and the fairness report.
struct RoundPage: Sendable {
    static let pageSize = 100

    let round: Round
    let authority: Organisation?
    let resources: [String: Int64]
    let results: [RoundResult]
    let report: FairnessReport?
    let rows: [ResultTable.Row]
    let total: Int

    init(_ round: Round, _ visit: Visit, in tx: Transaction) throws {
        self.round = round
        authority = try tx.organisation(round.authorityID)
        let hasResult = round.phase(at: tx.now).hasResult
        resources = try tx.lotResources(of: round.id)
        results = hasResult ? try tx.results(of: round.id) : []
        let entries = hasResult ? try tx.fairnessEntries(of: round.id) : []
        report = hasResult ? FairnessReport(entries, criteria: FairnessReport.criteria(of: round.rule)) : nil
        total = entries.count
        try visit.requirePage(of: total, by: Self.pageSize)
        rows = hasResult ? try tx.resultRows(of: round.id, limit: Self.pageSize, offset: (visit.pageNumber - 1) * Self.pageSize) : []
    }

    func answer(_ visit: Visit) -> Answer {
        let phase = round.phase(at: visit.now)
        return visit.page(round.name.phrase, lede: round.summary?.phrase, trail: [("/rounds", Phrase("实体资源申报", "Shared sets"))]) {
            facts(phase, visit)
            if let report {
                result(visit)
                FairnessView(report: report, rule: round.rule, visit: visit).html
            }
            RuleView(round: round, resources: resources, visit: visit).html
            visit.provenanceHTML(round.provenance)
        }
    }

    private func facts(_ phase: Round.Phase, _ visit: Visit) -> HTML {
        HTML {
            dl(.class("facts")) {
                dt { visit.say(Phrase("阶段", "Phase")) }
                dd { visit.say(phase.title) }
                if let authority {
                    dt { visit.say(Phrase("办理单位", "Run by")) }
                    dd { a(.href("/organisations/\(authority.id)")) { visit.html(authority.name) } }
                }
                if let opens = round.opensAt, let closes = round.closesAt {
                    dt { visit.say(Phrase("申报时间", "Open")) }
                    dd { Dates.moment(opens, .china, visit.language) + " – " + Dates.moment(closes, .china, visit.language) }
                }
                if let until = round.appealsUntil, phase == .published {
                    dt { visit.say(Phrase("申诉截止", "Appeals until")) }
                    dd { Dates.moment(until, .china, visit.language) }
                }
                dt { visit.say(Phrase("规则版本", "Version of the rule")) }
                dd { String(round.version) }
            }
            if phase == .open { p { a(.class("button", "button-primary"), .href("/desk/rounds/\(round.key)/declare")) { visit.say(Phrase("申报", "Declare")) } } }
        }
    }

    private func result(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("result")) {
            h2 { visit.say(Phrase("配发结果", "The result")) }
            for one in results.reversed() where !one.says.zh.isEmpty {
                div(.class("notice")) { p { strong { Dates.plain(one.madeAt.day(in: .china), visit.language) }; " "; visit.say(one.says) } }
            }
            ResultTable(rows: rows, rule: round.rule, visit: visit).html
            visit.pager(page: visit.pageNumber, total: total, size: Self.pageSize)
            if let last = results.last {
                p(.class("meta")) {
                    visit.say(Phrase("第 \(last.number) 次结果，\(Dates.moment(last.madeAt, .china, .zh))。校验值 SHA-256：", "Result \(last.number), \(Dates.moment(last.madeAt, .china, .en)). SHA-256: "))
                    code { last.digest }
                }
                p(.class("meta")) { a(.href("/rounds/\(round.key).csv")) { visit.say(Phrase("下载全部结果（CSV）", "All results as CSV")) } }
            }
        }
    }
}

extension Transaction {
    fileprivate func fairnessEntries(of round: ID<Round>) throws -> [FairnessReport.Entry] {
        try rows(
            """
            SELECT d.province, d.findings, CAST(SUM(w.asked) AS BIGINT) AS asked, CAST(SUM(w.given) AS BIGINT) AS given
            FROM rounds_declaration d JOIN rounds_want w ON w.declaration_id = d.id WHERE d.round_id = \(round) AND d.place IS NOT NULL GROUP BY d.id, d.province, d.findings
            """) { row in
            FairnessReport.Entry(
                province: try row.text("province"), asked: try row.int("asked"), given: try row.int("given"), isYes: FairnessReport.yes(try Findings(json: try row.text("findings")).parts))
        }
    }

    /// The result by rank: some units, with their wants in a second statement.
    func resultRows(of round: ID<Round>, limit: Int, offset: Int) throws -> [ResultTable.Row] {
        let found = try rows(
            """
            SELECT d.*, o.name_zh, o.name_en FROM rounds_declaration d JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE d.round_id = \(round) AND d.place IS NOT NULL ORDER BY d.place LIMIT \(limit) OFFSET \(offset)
            """) { (try RoundDeclaration($0), try $0.wording("name")) }
        let wants = try rows("SELECT * FROM rounds_want WHERE declaration_id IN (\(list: found.map(\.0.id))) ORDER BY declaration_id, position", GrantedWant.init)
        let byDeclaration = Dictionary(grouping: wants, by: \.declarationID)
        return found.compactMap { declaration, name in
            guard let standing = declaration.standing else { return nil }
            return ResultTable.Row(
                place: standing.place, provincePlace: standing.provincePlace, unit: name, unitID: declaration.organisationID, region: declaration.region,
                score: standing.score, wants: (byDeclaration[declaration.id] ?? []).map { .init(lot: $0.lot, asked: $0.asked, given: $0.given, queue: $0.queue) })
        }
    }
}
