import Access
import Calls
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/declarations/{id}`: a unit's declaration, to be written, and what became of it.
struct DeclarationPage: Sendable {
    let round: Round
    let declaration: RoundDeclaration
    let unit: Organisation?
    let wants: [GrantedWant]
    let appeals: [Appeal]
    let parts: [NeedScore.Part]
    let placed: Int
    /// What was given, with the loans that bring it; once the round is settled.
    let awards: [Award]
    let papers: [DeclarationPaper]
    var reading: FormReading
    var problem: Refusal?

    init(_ declaration: RoundDeclaration, in tx: Transaction) throws {
        guard let round = try tx.round(declaration.roundID) else { throw Refusal.notFound(Round.noun) }
        (self.round, self.declaration) = (round, declaration)
        unit = try tx.organisation(declaration.organisationID)
        let isPlaced = declaration.state.isPlaced
        wants = isPlaced ? try tx.wants(of: declaration.id) : []
        appeals = isPlaced ? try tx.appeals(of: declaration.id) : []
        placed = isPlaced ? Int(try tx.number("SELECT COUNT(*) FROM rounds_declaration WHERE round_id = \(round.id) AND place IS NOT NULL") ?? 0) : 0
        papers = try tx.papers(of: declaration.id)
        awards = isPlaced && round.state == .settled ? try tx.awards(of: round, declaration: declaration.id) : []
        parts = try isPlaced ? tx.findings(of: declaration.id) : []
        reading = DeclarationForm.form(round.rule).filled(DeclarationForm.values(of: declaration.body, round.rule))
    }

    var path: String { "/desk/declarations/\(declaration.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        let phase = round.phase(at: visit.now), view = DeclarationView(round: round, declaration: declaration, parts: parts, visit: visit)
        return visit.desk(
            round.name.phrase, lede: unit?.name.phrase, trail: [("/desk/declarations", Phrase("申报实体资源", "Declare for shared sets"))],
            status: problem != nil || !reading.isGood ? 422 : 200
        ) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            standing(phase, visit)
            if declaration.state.isOpen, phase == .open || phase == .scheduled || phase == .correcting {
                view.total
                form(visit)
                PaperList(papers: papers, path: path, mayChange: true, visit: visit).html
            } else {
                if declaration.state.isPlaced { result(view, phase, visit) }
                section(.class("stack")) {
                    h2 { visit.say(Phrase("申报内容", "What was declared")) }
                    view.wants
                    view.answers
                }
                PaperList(papers: papers, path: path, mayChange: false, visit: visit).html
            }
            if Set(RoundDeclaration.workflow.events(in: declaration.state)).contains(.withdraw), !phase.hasResult { withdrawal(visit) }
        }
    }

    private func standing(_ phase: Round.Phase, _ visit: Visit) -> HTML {
        HTML {
            p {
                span(.class("badge"), .data("state", declaration.state.rawValue)) { visit.say(declaration.state.title) }
                " "
                visit.say(phase.title)
                if let number = declaration.number { visit.say(Phrase(" · 第 \(number) 号", " · Number \(number)")) }
                " · "
                a(.href("/rounds/\(round.key)")) { visit.say(Phrase("本轮规则", "The round and its rule")) }
            }
            if let closes = round.closesAt, phase == .open || phase == .scheduled {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "截止：\(Dates.moment(closes, .china, .zh))（北京时间），以服务器收到的时间为准，逾期视为放弃。先交后交不影响结果。",
                            "Closes \(Dates.moment(closes, .china, .en)) (China's time), by the server's clock; late means given up. Who comes first does not count."))
                }
            } else if declaration.state.isOpen, !phase.hasResult, phase != .correcting {
                div(.class("notice", "notice-warning")) { p { visit.say(RoundRules.closed(round, phase).phrase) } }
            }
            if declaration.number != nil, !declaration.state.isOpen {
                p { a(.class("button"), .href("/desk/declarations/\(declaration.id)/form.pdf")) { visit.say(Phrase("打印申报表（PDF）", "The printed form (PDF)")) } }
            }
            if !declaration.remark.isEmpty, declaration.state.isAgainst {
                div(.class("notice", "notice-warning"), .role("status")) { p { visit.say(declaration.state == .returned ? Phrase("退回理由：", "Returned: ") : Phrase("不予受理的理由：", "Declined: ")) + declaration.remark } }
            }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .id("declaration"), .class("form"), .novalidate(), ApplicationKeeping.attributes(path + "/draft", key: declaration.id.text, visit)) {
            visit.csrfField
            // What was seen stays what it was, also where this page comes back with a remark.
            input(.type("hidden"), .name("version"), .value(reading.posted.fields["version"] ?? DeclarationForm.mark(of: declaration.body)))
            visit.formSummary(reading)
            for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .name("act"), .value("preview")) { visit.say(Phrase("预览并提交", "Preview and hand in")) }
                button(.class("button"), .type("submit"), .name("act"), .value("save")) { visit.say(Phrase("保存草稿", "Keep the draft")) }
            }
            ApplicationKeeping.status()
        }
    }

    private func result(_ view: DeclarationView, _ phase: Round.Phase, _ visit: Visit) -> HTML {
        section(.class("stack"), .id("result")) {
            h2 { visit.say(Phrase("配发结果", "The result")) }
            if let standing = declaration.standing {
                p {
                    strong {
                        visit.say(
                            Phrase(
                                "得 \(Points.text(standing.score)) 分，\(placed) 家中第 \(standing.place) 名，本省第 \(standing.provincePlace) 名。",
                                "\(Points.text(standing.score)) points: place \(standing.place) of \(placed), \(standing.provincePlace) in your province."))
                    }
                }
            }
            ul { for want in wants { li { visit.say(want.reason) } } }
            if phase == .settled { receiving(visit) }
            if phase == .published {
                p(.class("meta")) { visit.say(Phrase("申诉期内结果可能变动，定案后才交接。", "While appeals are heard the result may change; sets are handed over once it is settled.")) }
            }
            h3 { visit.say(Phrase("各项得分和依据", "Points, and the facts they rest on")) }
            view.score
            for award in awards where !award.loans.isEmpty {
                h3 { visit.say(Phrase("借展", "Loan")) + " · " + (round.rule.lot(award.lot)?.name(visit.language) ?? award.lot) }
                AwardLoanList(loans: award.loans, visit: visit).html
            }
            if phase == .settled { returns(visit) }
            appealPart(phase, visit)
        }
    }

    /// How what was given is received: each set is lent by the unit that has it, on days that both agree on. What has its loan already is
    /// told with the loan.
    @HTMLBuilder private func receiving(_ visit: Visit) -> HTML {
        let open = awards.filter { $0.rest > 0 }
        if !open.isEmpty {
            div(.class("notice", "notice-success"), .id("receiving")) {
                p { strong { visit.say(Phrase("已定案，可以交接。", "The round is settled: the sets can be handed over.")) } }
                for award in open {
                    let name = round.rule.lot(award.lot)?.name.phrase ?? Phrase(same: award.lot)
                    if let resource = award.resource {
                        p {
                            a(.class("button", "button-primary"), .href(.within("/desk/loans/new", query: Query([("resource", Crockford.text(resource))])))) {
                                visit.say(Phrase("约定借用日期：\(name.zh)", "Agree on the days: \(name.en)"))
                            }
                        }
                    } else {
                        p { visit.say(Phrase("“\(name.zh)”由办理单位与您联系交接。", "The office tells you how “\(name.en)” is handed over.")) }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func returns(_ visit: Visit) -> HTML {
        for want in wants where want.given > 0 {
            let name = round.rule.lot(want.lot)?.name.phrase ?? Phrase(same: want.lot)
            details {
                summary { visit.say(Phrase("交回“\(name.zh)”", "Give back “\(name.en)”")) }
                Markup.form(.method(.post), .action(.within(path + "/returns")), .class("form")) {
                    visit.csrfField
                    input(.type("hidden"), .name("lot"), .value(want.lot))
                    p(.class("hint")) { visit.say(Phrase("交回的由候补名单上的下一家获配，不能撤回。", "What you give back goes to the next on the waiting list; this cannot be undone.")) }
                    div(.class("field")) {
                        label(.for("field-sets-\(want.lot)")) { visit.say(Phrase("套数（最多 \(want.given)）", "Sets (at most \(want.given))")) }
                        input(.type("hidden"), .name("had"), .value(String(want.given)))
                        input(.type("text"), .inputmode("numeric"), .id("field-sets-\(want.lot)"), .name("sets"), .value(String(want.given)))
                    }
                    div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("交回", "Give back")) } }
                }
            }
        }
    }

    @HTMLBuilder private func appealPart(_ phase: Round.Phase, _ visit: Visit) -> HTML {
        for appeal in appeals {
            div(.class("notice", appeal.state == .dismissed ? "notice-warning" : "")) {
                p { strong { visit.say(appeal.state.title) } }
                p { appeal.text }
                if !appeal.says.isEmpty { p { visit.say(Phrase("决定：", "Decision: ")) + appeal.says } }
            }
        }
        if phase == .published, appeals.allSatisfy({ $0.state != .filed }) {
            details(.open(problem?.field == "text")) {
                summary { visit.say(Phrase("对评分有异议？提出申诉", "Something wrong with your score? Appeal")) }
                visit.formHTML(
                    Form(
                        FormField(
                            "text", "哪一项事实不对，依据是什么", "Which fact is wrong, and what shows it", .longText(max: Appeal.longest), required: true,
                            hint: Phrase("由监督部门处理，不由办理配发的部门处理。", "The supervision office decides, not the office that allocates."))
                    ).filled(["text": visit.posted.fields["text"] ?? ""]), action: path + "/appeals", submit: Phrase("提出申诉", "File the appeal"), makes: true)
            }
        }
    }

    /// Two steps, since it takes the unit out of the round.
    private func withdrawal(_ visit: Visit) -> HTML {
        details {
            summary { visit.say(Phrase("撤回申报", "Withdraw the declaration")) }
            Markup.form(.method(.post), .action(.within(path + "/steps")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("event"), .value("withdraw"))
                p(.class("hint")) { visit.say(Phrase("撤回后退出本轮；截止前可以重新申报。", "Your unit leaves the round; before the close it can declare again.")) }
                label(.class("check"), .for("field-sure")) {
                    input(.type("checkbox"), .id("field-sure"), .name("sure"), .value("1"))
                    span { visit.say(Phrase("确认撤回", "Yes, withdraw it")) }
                }
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("撤回", "Withdraw")) } }
            }
        }
    }
}

extension Transaction {
    /// The facts and points of a result, by criterion.
    func findings(of id: ID<RoundDeclaration>) throws -> [NeedScore.Part] {
        try row("SELECT findings FROM rounds_declaration WHERE id = \(id)") { try Findings(json: try $0.text("findings")) }?.parts ?? []
    }
}
