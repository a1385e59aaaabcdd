import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/assessments`: what an authority's titles have to show, by how far it has come.
struct AssessmentList: Sendable {
    static let size = 50
    static let names: Set<String> = ["state", "scheme", "page"]

    struct Line: Sendable {
        let assessment: Assessment
        let number: String
        let holder: Wording
        let scheme: String
    }

    let state: AssessmentState
    let scheme: String?
    let counts: [AssessmentState: Int]
    let lines: [Line]
    let schemes: [String: SchemeRecord]
    let page: Int

    init(for identity: Identity, state asked: AssessmentState?, scheme: String?, page: Int, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.review))
        let condition: SQL = scheme.map { "\(sql: reach) AND s.key = \($0)" } ?? reach
        let from: SQL = "FROM calls_assessment a JOIN calls_title t ON t.id = a.title_id JOIN calls_scheme s ON s.id = t.scheme_id"
        let found = try tx.rows("SELECT a.state, COUNT(*) AS assessments \(sql: from) WHERE \(sql: condition) GROUP BY a.state") { row in
            (try row.choice("state", AssessmentState.self), try row.int("assessments"))
        }
        let counts = Dictionary(found, uniquingKeysWith: { first, _ in first })
        let order: [AssessmentState] = [.filed, .open, .rectifying]
        let state = asked ?? order.first { counts[$0] ?? 0 > 0 } ?? .filed
        (self.state, self.scheme, self.counts, self.page) = (state, scheme, counts, page)
        lines = try tx.rows(
            """
            SELECT a.*, t.number, s.key AS scheme_key, \(sql: Holder.names) \(sql: from)
            \(sql: Holder.join("t"))
            WHERE \(sql: condition) AND a.state = \(state) ORDER BY a.due_on, a.id LIMIT \(Self.size) OFFSET \((page - 1) * Self.size)
            """) { row in
                Line(assessment: try Assessment(row), number: try row.text("number"), holder: try row.wording("holder"), scheme: try row.text("scheme_key"))
            }
        schemes = lines.isEmpty ? [:] : try tx.schemesByKey()
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("考核", "Assessments"), lede: Phrase("持有称号的单位每个周期填报，由认定机关评定。", "Holders file in every cycle; the authority that granted the title rates it.")) {
            tabs(visit)
            if lines.isEmpty { empty(visit) } else { table(visit) }
            visit.pager(page: page, total: counts[state] ?? 0, size: Self.size)
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            for one in AssessmentState.allCases where counts[one] ?? 0 > 0 || one == state {
                li {
                    a(.href(.within("/desk/assessments", query: visit.query.asked.setting("page", nil).setting("state", one.rawValue))), .aria("current", "page").when(one == state)) {
                        visit.say(one.title)
                        span(.class("badge")) { Numerals.count(counts[one] ?? 0, visit.language) }
                    }
                }
            }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有考核", "Nothing here")) }
            p { visit.say(Phrase("到办法规定的月份，考核会自动开放，填报后出现在这里。", "In the month that the scheme names they open by themselves; what is filed appears here.")) }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("持有者", "Holder"), Phrase("称号", "Title"), Phrase("年度", "Year"), Phrase("期限", "Due")] { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href("/desk/assessments/\(line.assessment.id)")) { visit.html(line.holder) } }
                            td(.data("label", visit.say(Phrase("称号", "Title")))) {
                                if let scheme = schemes[line.scheme] { visit.html(scheme.scheme.title) }
                                span(.class("meta")) { " " + line.number }
                            }
                            td(.data("label", visit.say(Phrase("年度", "Year")))) { String(line.assessment.year) }
                            td(.data("label", visit.say(Phrase("期限", "Due")))) { Dates.plain(line.assessment.lastDay ?? line.assessment.dueOn, visit.language) }
                        }
                    }
                }
            }
        }
    }
}
