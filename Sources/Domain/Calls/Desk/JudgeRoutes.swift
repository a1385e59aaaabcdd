import Access
import Declaration
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/reviews`: what an expert is to score. Nothing that was not given to them exists for them.
enum JudgeRoutes {
    static let item = DeskItem("/desk/reviews", "评审", "Reviews", permission: Calls.judge, in: .calls, order: 33)

    static let routes: [Route] = [
        .get("/desk/reviews", .permitted(Calls.judge)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try JudgeList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/reviews/{id}", .permitted(Calls.judge)) { visit in try await page(visit).answer(visit) },
        .post("/desk/reviews/{id}", .permitted(Calls.judge)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            let signs = visit.posted.fields["act"] == "sign"
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, id, reading) = (try visit.signedIn(), page.view.application.id, page.reading)
            let scores = page.scores
            do {
                try await visit.database.write { tx in try tx.score(id, scores, comment: reading.text("comment"), signs: signs, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(
                signs ? "/desk/reviews" : "/desk/reviews/\(id.text)",
                saying: signs ? Phrase("已签字。评分表不能再改。", "Signed. The sheet cannot change any more.") : Phrase("已保存，尚未签字。", "Kept; not signed yet."))
        },
        .post("/desk/reviews/{id}/conflict", .permitted(Calls.judge)) { visit in
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
            let says = (visit.posted.fields["says"] ?? "").trimmed
            do {
                try await visit.database.write { tx in try tx.declineSheet(id, says: says, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see("/desk/reviews", saying: Phrase("已登记回避，将另选专家。", "Noted. Another expert will be chosen."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> JudgePage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        return try await visit.database.read { tx in
            let (_, sheet) = try tx.ownSheet(id, identity)
            guard sheet.state != .declined else { throw Refusal.notFound(Application.noun) }
            return try JudgePage(sheet, in: tx)
        }
    }
}

/// `/desk/reviews`: an expert's sheets, those to be scored first.
struct JudgeList: Sendable {
    struct Line: Sendable {
        let id: ID<Application>
        let name: Wording
        let call: Wording
        let state: Sheet.State
    }

    let lines: [Line]
    let isExpert: Bool

    init(for identity: Identity, in tx: Transaction) throws {
        guard let expert = try tx.expert(of: identity.account.id) else {
            (lines, isExpert) = ([], false)
            return
        }
        isExpert = true
        let calls = try Self.calls(of: expert.id, in: tx)
        lines = try tx.rows(
            """
            SELECT s.application_id, s.call_id, s.state, a.blind_code, \(sql: Holder.names)
            FROM calls_sheet s JOIN calls_application a ON a.id = s.application_id \(sql: Holder.join("a"))
            WHERE s.expert_id = \(expert.id) AND s.state <> 'declined' ORDER BY s.state, a.blind_code LIMIT 500
            """) { row in
                let call = calls[try row.id("call_id", Call.self)]
                let name = call?.isBlind == false ? try row.wording("holder") : Wording(try row.text("blind_code"))
                return Line(id: try row.id("application_id"), name: name, call: call?.call.name ?? Wording(""), state: try row.choice("state"))
            }
    }

    /// The calls in which the expert has sheets, each with whether it is blind: one statement, whatever their number.
    private static func calls(of expert: ID<Expert>, in tx: Transaction) throws -> [ID<Call>: (call: Call, isBlind: Bool)] {
        let found = try tx.rows(
            """
            SELECT c.*, v.body AS rules FROM calls_call c JOIN calls_scheme_version v ON v.scheme_id = c.scheme_id AND v.version = c.scheme_version
            WHERE c.id IN (SELECT s.call_id FROM calls_sheet s WHERE s.expert_id = \(expert))
            """) { row in
                let rules = DeclaredValue(json: try row.text("rules"))?.at(["review", "blind"])
                return (call: try Call(row), isBlind: rules == .boolean(true))
            }
        return Dictionary(found.map { ($0.call.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("评审", "Reviews"), lede: Phrase("逐项打分，签字后不能再改。与申报单位有利害关系的，请声明回避。", "Score each criterion; a signed sheet cannot change. Step aside where you have a conflict.")) {
            if isExpert { p(.class("actions")) { a(.href("/desk/ties")) { visit.say(Phrase("我的回避关系", "My ties")) } } }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有分配给您的申报", "Nothing has been given to you")) }
                    p { visit.say(Phrase("分配后会出现在这里。", "What is assigned to you appears here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            span(.class("badge", line.state == .signed ? "badge-success" : "badge-info")) { visit.say(line.state.title) }
                            div {
                                p { a(.href("/desk/reviews/\(line.id)")) { strong { visit.html(line.name) } } }
                                p(.class("meta")) { line.call(visit.language) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/desk/reviews/{id}`: what is to be scored, blind where the scheme says so, and the sheet.
struct JudgePage: Sendable {
    let view: ApplicationView
    let sheet: Sheet
    let form: Form
    var reading: FormReading

    init(_ sheet: Sheet, in tx: Transaction) throws {
        let application = try tx.requireApplication(sheet.applicationID)
        var view = try ApplicationView(application, in: tx)
        view.isBlind = view.scheme.scheme.review.isBlind
        (self.view, self.sheet) = (view, sheet)
        var fields = view.scheme.scheme.review.criteria.map { one in
            FormField(
                "s-" + one.key, "\(one.name.zh)（0–\(one.most)）", "\(one.name.en) (0–\(one.most))", .integer(0...Int64(one.most)),
                hint: Phrase("权重 \(one.weight)", "Weight \(one.weight)"))
        }
        fields.append(FormField("comment", "评语", "Comment", .longText(max: 5000)))
        form = Form(fields)
        var values = Dictionary(sheet.scores.map { ("s-" + $0.key, String($0.value)) }, uniquingKeysWith: { first, _ in first })
        values["comment"] = sheet.comment
        reading = form.filled(values)
    }

    var scores: [String: Int] {
        var out: [String: Int] = [:]
        for one in view.scheme.scheme.review.criteria { out[one.key] = reading.integer("s-" + one.key).map { Int($0) } }
        return out
    }

    private var path: String { "/desk/reviews/\(view.application.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(view.name(.zh), view.name(.en)), lede: view.call.name.phrase, trail: [("/desk/reviews", Phrase("评审", "Reviews"))], status: reading.isGood ? 200 : 422
        ) {
            view.html(visit)
            section(.id("sheet"), .class("stack")) {
                h2 { visit.say(Phrase("评分表", "Score sheet")) }
                if sheet.state == .signed { signed(visit) } else { open(visit) }
            }
        }
    }

    private func signed(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            for one in view.scheme.scheme.review.criteria {
                dt { visit.say(one.name) }
                dd { sheet.scores[one.key].map { "\($0) / \(one.most)" } ?? "" }
            }
            dt { visit.say(Phrase("总分", "Total")) }
            dd { sheet.total.map { Points.text($0) } ?? "" }
            if !sheet.comment.isEmpty {
                dt { visit.say(Phrase("评语", "Comment")) }
                dd { sheet.comment }
            }
        }
    }

    private func open(_ visit: Visit) -> HTML {
        HTML {
            Markup.form(.method(.post), .action(.within(path)), .class("form"), .novalidate()) {
                visit.csrfField
                visit.formSummary(reading)
                for field in form.fields { visit.fieldHTML(field, in: reading) }
                div(.class("form-actions")) {
                    button(.class("button"), .type("submit"), .name("act"), .value("save")) { visit.say(Phrase("保存", "Keep")) }
                    button(.class("button", "button-primary"), .type("submit"), .name("act"), .value("sign")) { visit.say(Phrase("签字提交", "Sign")) }
                }
            }
            details {
                summary { visit.say(Phrase("我与申报单位有利害关系", "I have a conflict of interest")) }
                Markup.form(.method(.post), .action(.within(path + "/conflict")), .class("form")) {
                    visit.csrfField
                    div(.class("field")) {
                        label(.for("field-says")) { visit.say(Phrase("回避原因", "Why you step aside")) }
                        textarea(.id("field-says"), .name("says"), .rows(3), .maxlength(1000), .required()) { "" }
                    }
                    div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("声明回避", "Step aside")) } }
                }
            }
        }
    }
}
