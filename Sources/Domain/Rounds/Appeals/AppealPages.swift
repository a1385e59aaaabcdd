import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/appeals`: what units appealed, what is not decided first.
struct AppealListPage: Sendable {
    let lines: [(appeal: Appeal, round: Wording, unit: Wording)]

    static let most = 300

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.hear))
        lines = try tx.rows(
            """
            SELECT a.*, v.body, o.name_zh, o.name_en FROM rounds_appeal a JOIN rounds_round r ON r.id = a.round_id
            JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version JOIN rounds_declaration d ON d.id = a.declaration_id
            JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE \(sql: reach) ORDER BY CASE WHEN a.state = 'filed' THEN 0 ELSE 1 END, a.filed_at, a.id LIMIT \(Self.most)
            """) { row in (try Appeal(row), try RoundName.of(body: try row.text("body")) ?? Wording(""), try row.wording("name")) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("配发申诉", "Appeals in rounds"), lede: Phrase("由监督部门决定；成立的更正事实后按同一规则重新配发。", "Decided by the supervision office; one that is upheld puts a fact right, and the same rule allocates again.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有申诉", "No appeals")) }
                    p { visit.say(Phrase("单位在结果公布后提出的申诉会列在这里。", "What units appeal after a result is published is listed here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            div {
                                p {
                                    strong { a(.href("/desk/appeals/\(line.appeal.id)")) { visit.html(line.unit) } }
                                    " "
                                    span(.class("badge", line.appeal.state == .filed ? "badge-attention" : "")) { visit.say(line.appeal.state.title) }
                                }
                                p(.class("meta")) {
                                    visit.html(line.round)
                                    " · " + Dates.moment(line.appeal.filedAt, .china, visit.language)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/desk/appeals/{id}`: an appeal beside the facts by which its unit was scored.
struct AppealPage: Sendable {
    let appeal: Appeal
    let page: DeclarationPage
    var reading: FormReading

    init(_ id: ID<Appeal>, for identity: Identity, in tx: Transaction) throws {
        guard let appeal = try tx.appeal(id) else { throw Refusal.notFound(Appeal.noun) }
        self.appeal = appeal
        page = try DeclarationPage(try tx.requireDeclaration(appeal.declarationID), in: tx)
        guard identity.may(Rounds.hear, within: try tx.roundScopes(page.round)) else { throw Refusal.notFound(Appeal.noun) }
        reading = Self.form(page.round.rule).empty
    }

    static func form(_ rule: RoundRule) -> Form {
        Form(
            FormField("event", "决定", "Decision", .choice([Appeal.Event.uphold, .dismiss].map { .init($0.rawValue, $0.title) }), required: true),
            FormField("criterion", "更正哪一项", "Which fact is put right", .choice(rule.criteria.map { .init($0.key, $0.name.phrase) }), hint: Phrase("成立时必填。", "Needed where it is upheld.")),
            FormField("value", "正确的数值", "The right value", .integer(0...1_000_000_000), hint: Phrase("是填 1，否填 0。", "1 for yes, 0 for no.")),
            FormField("says", "理由", "Reason", .longText(max: 2000), required: true, hint: Phrase("申诉单位会收到；重新公布的结果会写明更正了什么。", "The unit is told; the new result says what was put right.")))
    }

    func answer(_ visit: Visit) -> Answer {
        let view = DeclarationView(round: page.round, declaration: page.declaration, parts: page.parts, visit: visit)
        return visit.desk(
            page.unit?.name.phrase ?? Appeal.noun, lede: page.round.name.phrase, trail: [("/desk/appeals", Phrase("配发申诉", "Appeals in rounds"))],
            status: reading.isGood ? 200 : 422
        ) {
            p { span(.class("badge")) { visit.say(appeal.state.title) }; " "; Dates.moment(appeal.filedAt, .china, visit.language) }
            section(.class("stack")) {
                h2 { visit.say(Phrase("申诉内容", "The appeal")) }
                p { appeal.text }
                if !appeal.says.isEmpty { p { visit.say(Phrase("决定：", "Decision: ")) + appeal.says } }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("得分和依据", "Points, and the facts they rest on")) }
                view.score
                view.answers
            }
            PaperList(papers: page.papers, path: page.path, mayChange: false, visit: visit).html
            if appeal.state == .filed {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("作出决定", "Decide")) }
                    visit.formHTML(reading, action: "/desk/appeals/\(appeal.id.text)", submit: Phrase("决定，不能撤销", "Decide; this cannot be undone"))
                }
            }
        }
    }
}
