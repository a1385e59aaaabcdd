import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/rounds/{key}`: what came to a round, by state; many are accepted or returned at once.
struct OfficePage: Sendable {
    static let pageSize = 50
    static let longestReason = 1000

    struct Line: Sendable {
        let declaration: RoundDeclaration
        let unit: Wording
    }

    let round: Round
    let state: DeclarationState
    let counts: [DeclarationState: Int]
    let lines: [Line]
    var problem: Refusal?
    /// What became of a batch, one sentence for each that could not be.
    var left: [Phrase] = []

    init(_ round: Round, _ visit: Visit, in tx: Transaction) throws {
        self.round = round
        let counted = try tx.rows("SELECT state, COUNT(*) AS number FROM rounds_declaration WHERE round_id = \(round.id) AND submitted_at IS NOT NULL GROUP BY state") {
            (try $0.choice("state", DeclarationState.self), try $0.int("number"))
        }
        let counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        let asked = visit.query["state"].flatMap { $0.isEmpty ? nil : $0 }
        if let asked, DeclarationState(rawValue: asked) == nil {
            let known = DeclarationState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "filter-value", "没有“\(asked.prefix(40))”这种状态。state 可以是：\(known)。", "There is no state “\(asked.prefix(40))”; state is one of: \(known).", field: "state")
        }
        // What still asks for a decision comes first; once there is a result, the result.
        let order = round.state == .standing ? DeclarationState.allCases : DeclarationState.allCases.filter(\.isPlaced) + DeclarationState.allCases
        let state = asked.flatMap { DeclarationState(rawValue: $0) } ?? order.first { counts[$0] ?? 0 > 0 && $0 != .draft } ?? .submitted
        try visit.requirePage(of: counts[state] ?? 0, by: Self.pageSize)
        lines = try tx.rows(
            """
            SELECT d.*, o.name_zh, o.name_en FROM rounds_declaration d JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE d.round_id = \(round.id) AND d.state = \(state) AND d.submitted_at IS NOT NULL ORDER BY d.place NULLS LAST, d.submitted_at, d.id
            LIMIT \(Self.pageSize) OFFSET \((visit.pageNumber - 1) * Self.pageSize)
            """) { Line(declaration: try RoundDeclaration($0), unit: try $0.wording("name")) }
        (self.counts, self.state) = (counts, state)
    }

    var path: String { "/desk/rounds/\(round.key)" }

    func answer(_ visit: Visit) -> Answer {
        let phase = round.phase(at: visit.now)
        return visit.desk(round.name.phrase, trail: [("/desk/rounds", Phrase("实体资源配发", "Rounds and allocation"))], status: problem == nil ? 200 : 422) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !left.isEmpty {
                div(.class("notice", "notice-warning"), .role("alert")) {
                    p { visit.say(Phrase("以下申报没有办成，维持原状：", "These were left as they were:")) }
                    ul { for one in left { li { visit.say(one) } } }
                }
            }
            p {
                visit.say(phase.title)
                if let closes = round.closesAt { visit.say(Phrase(" · 截止 \(Dates.moment(closes, .china, .zh))", " · closes \(Dates.moment(closes, .china, .en))")) }
                " · "
                a(.href("/rounds/\(round.key)")) { visit.say(Phrase("公开页面", "The public page")) }
            }
            if phase == .published, let until = round.appealsUntil {
                p(.class("meta")) { visit.say(Phrase("申诉截止 \(Dates.moment(until, .china, .zh))，之后在这里定案。", "Appeals until \(Dates.moment(until, .china, .en)); after that the round is settled here.")) }
            }
            div(.class("actions")) {
                if !phase.hasResult, phase != .announced { a(.class("button"), .href("/desk/rounds/\(round.key)/trial")) { visit.say(Phrase("试算配发", "Try the allocation")) } }
                a(.class("button", "button-quiet"), .href("/desk/rounds/\(round.key)/declarations.xlsx")) { visit.say(Phrase("申报清单（XLSX）", "The declarations (XLSX)")) }
                if phase == .settled, round.rule.isLent { a(.class("button", "button-primary"), .href("/desk/rounds/\(round.key)/loans")) { visit.say(Phrase("办理借展", "Loans of the awards")) } }
                if phase == .appealed { visit.postButton(Phrase("定案", "Settle the round"), posts: path + "/settlement") }
            }
            tabs(visit)
            if lines.isEmpty {
                p { visit.say(Phrase("没有处于此状态的申报。", "No declaration is in this state.")) }
            } else {
                batch(visit)
            }
            visit.pager(page: visit.pageNumber, total: counts[state] ?? 0, size: Self.pageSize)
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            for one in DeclarationState.allCases where one != .draft && (counts[one] ?? 0 > 0 || one == .submitted) {
                li {
                    a(.href(.within(path, query: Query([("state", one.rawValue)]))), .aria("current", "page").when(one == state)) {
                        visit.say(one.title)
                        span(.class("badge", one == .submitted && counts[one] ?? 0 > 0 ? "badge-attention" : "")) { Numerals.count(counts[one] ?? 0, visit.language) }
                    }
                }
            }
        }
    }

    /// Whether the office may still decide on what is shown.
    private var isToDecide: Bool { round.state == .standing && [.submitted, .accepted, .returned].contains(state) }

    private func batch(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path + "/decisions")), .class("form")) {
            visit.csrfField
            table(visit)
            if isToDecide {
                div(.class("field")) {
                    label(.for("field-says")) { visit.say(Phrase("理由（退回或不予受理时必填，单位会收到）", "Reason (needed to return or decline; the unit is told)")) }
                    textarea(.id("field-says"), .name("says"), .rows(3), .maxlength(Self.longestReason)) { visit.posted.fields["says"] ?? "" }
                }
                div(.class("form-actions")) {
                    let events = RoundDeclaration.workflow.events(in: state)
                    for event in [DeclarationEvent.accept, .giveBack, .decline] where events.contains(event) {
                        button(.class("button", event == .accept ? "button-primary" : ""), .type("submit"), .name("event"), .value(event.rawValue)) {
                            visit.say(Phrase("\(event.title.zh)所选", "\(event.title.en) those ticked"))
                        }
                    }
                }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("单位", "Unit"), Phrase("地区", "Region"), Phrase("申报", "Asks for"), Phrase("提交", "Handed in"), Phrase("得分 / 名次", "Score / place")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        if isToDecide { th(.scope("col")) { visit.say(Phrase("选", "Tick")) } }
                        for title in titles { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody { for line in lines { row(line, titles, visit) } }
            }
        }
    }

    private func row(_ line: Line, _ titles: [Phrase], _ visit: Visit) -> HTML {
        let one = line.declaration
        let wants = one.body.wants.map { want in
            let name = round.rule.lot(want.lot)?.name(visit.language) ?? want.lot
            return "\(name) × \(want.sets)"
        }
        return tr {
            if isToDecide {
                td(.data("label", visit.say(Phrase("选", "Tick")))) { input(.type("checkbox"), .name("declaration"), .value(one.id.text), .aria("label", line.unit(visit.language))) }
            }
            th(.scope("row")) { a(.href("/desk/rounds/\(round.key)/declarations/\(one.id)")) { visit.html(line.unit) } }
            td(.data("label", visit.say(titles[1]))) { visit.regionName(one.region) ?? "–" }
            td(.data("label", visit.say(titles[2]))) { wants.joined(separator: visit.say(Phrase("、", ", "))) }
            td(.data("label", visit.say(titles[3]))) { one.submittedAt.map { Dates.moment($0, .china, visit.language) } ?? "–" }
            td(.data("label", visit.say(titles[4])), .class("number")) { one.standing.map { "\(Points.text($0.score)) / \($0.place)" } ?? "–" }
        }
    }
}
