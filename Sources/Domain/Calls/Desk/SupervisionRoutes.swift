import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/objections`: objections, for the one office that handles them and alone sees who objects.
enum SupervisionRoutes {
    static let item = DeskItem("/desk/objections", "异议处理", "Objections", permission: Calls.supervise, in: .calls, order: 34)

    static let routes: [Route] = [
        .get("/desk/objections", .permitted(Calls.supervise)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try SupervisionList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/objections/{id}", .permitted(Calls.supervise)) { visit in try await page(visit).answer(visit) },
        .post("/desk/objections/{id}", .permitted(Calls.supervise)) { visit in
            let (identity, id): (Identity, ID<Objection>) = (try visit.signedIn(), try visit.id("id", of: Objection.noun))
            guard let event = visit.posted.fields["event"].flatMap({ ObjectionEvent(rawValue: $0) }) else { throw DecisionForm.unknown }
            let says = String((visit.posted.fields["says"] ?? "").prefix(5000)).trimmed
            do {
                try await visit.database.write { tx in try tx.step(id, event, says: says, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/objections/\(id.text)", saying: Phrase("已办理。", "Done."))
        },
    ]

    /// Opening is a look that is recorded, so it is a write.
    private static func page(_ visit: Visit) async throws -> SupervisionPage {
        let (identity, id): (Identity, ID<Objection>) = (try visit.signedIn(), try visit.id("id", of: Objection.noun))
        return try await visit.database.write { tx in
            guard let objection = try tx.objection(id), identity.may(Calls.supervise, within: try tx.objectionScopes(objection)),
                let notice = try tx.notice(objection.noticeID)
            else { throw Refusal.notFound(Objection.noun) }
            return SupervisionPage(
                objection: objection, secret: try tx.open(objection, for: identity), papers: try tx.papers(of: objection.id), notice: notice,
                item: try tx.items(of: notice.id).first { $0.position == objection.position })
        }
    }
}

/// `/desk/objections`: without names; those are on the page of each.
struct SupervisionList: Sendable {
    let lines: [(objection: Objection, notice: Wording, item: Wording)]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.supervise))
        lines = try tx.rows(
            """
            SELECT b.*, n.title_zh, n.title_en, i.name_zh, i.name_en FROM calls_objection b JOIN calls_notice n ON n.id = b.notice_id
            JOIN calls_scheme s ON s.id = n.scheme_id JOIN calls_notice_item i ON i.notice_id = b.notice_id AND i.position = b.position
            WHERE \(sql: reach) ORDER BY CASE WHEN b.state IN ('received', 'admitted', 'investigating') THEN 0 ELSE 1 END, b.received_at, b.id LIMIT 300
            """) { (try Objection($0), try $0.wording("title"), try $0.wording("name")) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("异议处理", "Objections"), lede: Phrase("异议人的身份只在处理页面显示，每次查看都会留下记录。", "Who objects is shown only on the page where you handle it; each look is recorded.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有异议", "No objection")) }
                    p { visit.say(Phrase("公示期内收到的异议会出现在这里。", "Objections to open notices appear here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            span(.class("badge", ObjectionState.undecided.contains(line.objection.state) ? "badge-attention" : "")) { visit.say(line.objection.state.title) }
                            div {
                                p { a(.href("/desk/objections/\(line.objection.id)")) { strong { visit.html(line.item) } } }
                                p(.class("meta")) { line.notice(visit.language) + " · " + Dates.plain(line.objection.receivedAt.day(in: .china), visit.language) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/desk/objections/{id}`: who objects, what they say, and the next step.
struct SupervisionPage: Sendable {
    let objection: Objection
    let secret: ObjectionSecret
    let papers: [ObjectionPaper]
    let notice: Notice
    let item: Notice.Item?
    var problem: Refusal?

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("异议：\(item?.name.zh ?? "")", "Objection: \(item?.name(.en) ?? "")"), lede: notice.title.phrase,
            trail: [("/desk/objections", Phrase("异议处理", "Objections"))], status: problem == nil ? 200 : 422
        ) {
            p { span(.class("badge")) { visit.say(objection.state.title) } }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            dl(.class("facts")) {
                visit.fact(Phrase("名义", "In whose name"), visit.say(objection.kind.title))
                visit.fact(Phrase("异议人", "Who objects"), secret.name.isEmpty && !secret.facts.isEmpty ? visit.say(Phrase("未留姓名", "No name was given")) : secret.name)
                visit.fact(Phrase("联系方式", "How to reach them"), secret.contact)
                visit.fact(Phrase("收到日期", "Received"), Dates.plain(objection.receivedAt.day(in: .china), visit.language))
                visit.fact(Phrase("理由", "Ground"), objection.ground)
                visit.fact(Phrase("答复", "Answer"), objection.answer)
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("事实与依据", "Facts and evidence")) }
                div(.class("prose")) { for line in secret.facts.split(whereSeparator: \.isNewline) { p { String(line) } } }
            }
            if !papers.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("所附材料", "Papers")) }
                    p(.class("hint")) { visit.say(Phrase("每次打开都会留下记录。", "Each time one is opened is recorded.")) }
                    for paper in papers {
                        if paper.isSeal { p { strong { visit.say(Phrase("单位盖章页", "The unit's sealed page")) } } }
                        PaperView(paper).html(visit)
                    }
                }
            }
            steps(visit)
            if item?.applicationID != nil {
                p { a(.href(.within("/desk/objections/\(objection.id.text)/decision.zip")), .download("decision.zip")) { visit.say(Phrase("下载决定卷宗（ZIP）", "Download the decision file (ZIP)")) } }
            }
        }
    }

    @HTMLBuilder private func steps(_ visit: Visit) -> HTML {
        let events = Objection.workflow.events(in: objection.state)
        if !events.isEmpty {
            Markup.form(.method(.post), .action(.within("/desk/objections/\(objection.id.text)")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-says")) { visit.say(Phrase("理由或答复", "Ground, or answer")) }
                    textarea(.id("field-says"), .name("says"), .rows(4), .maxlength(5000)) { "" }
                }
                div(.class("form-actions")) {
                    for event in events {
                        button(.class("button", event == .reject || event == .dismiss ? "" : "button-primary"), .type("submit"), .name("event"), .value(event.rawValue)) { visit.say(event.title) }
                    }
                }
            }
        }
    }
}
