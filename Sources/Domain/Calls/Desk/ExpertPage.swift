import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/experts/{id}`: what the pool knows of an expert, their ties, how much they have to do; changed, retired and put back here.
struct ExpertPage: Sendable {
    let expert: Expert
    let ties: [ExpertTie]
    /// Seats that wait for them, and sheets they signed, over all calls.
    let waiting: Int
    let signed: Int
    let units: UnitChoices
    let form: Form
    var reading: FormReading

    init(_ id: ID<Expert>, asked: String?, posted: ID<Organisation>?, in tx: Transaction) throws {
        guard let expert = try tx.expert(id) else { throw Refusal.notFound(Expert.noun) }
        self.expert = expert
        ties = try tx.ties(of: id)
        let counts = try tx.row(
            """
            SELECT COALESCE(SUM(CASE WHEN state = 'assigned' THEN 1 ELSE 0 END), 0) AS waiting, COALESCE(SUM(CASE WHEN state = 'signed' THEN 1 ELSE 0 END), 0) AS signed
            FROM calls_sheet WHERE expert_id = \(id)
            """) { (try $0.int("waiting"), try $0.int("signed")) }
        (waiting, signed) = counts ?? (0, 0)
        units = try UnitChoices(asked: asked, keeping: [expert.organisationID, posted].compactMap(\.self), in: tx)
        form = ExpertForm.form(units.choices, CategoryChoices.of(try tx.schemes()))
        reading = ExpertForm.filled(form, expert, login: try expert.accountID.flatMap { try tx.account($0)?.login })
    }

    private var path: String { "/desk/experts/\(expert.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(same: expert.name.isEmpty ? expert.id.text : expert.name), trail: [("/desk/experts", Phrase("专家库", "Experts"))], status: reading.isGood ? 200 : 422
        ) {
            p(.class("actions")) {
                span(.class("badge", expert.isActive ? "badge-success" : "")) { visit.say(expert.isActive ? Phrase("在库", "In the pool") : Phrase("已移出", "Left the pool")) }
                span(.class("meta")) { visit.say(Phrase("待评 \(waiting) 份，已签字 \(signed) 份", "\(waiting) to be scored, \(signed) signed")) }
            }
            if !ties.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("回避关系", "Ties")) }
                    ul(.class("session-list"), .role("list")) {
                        for one in ties {
                            li {
                                div {
                                    p { strong { visit.html(one.unit) } }
                                    p(.class("meta")) { visit.say(one.kind.tie) }
                                }
                            }
                        }
                    }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("专家信息", "What the pool knows")) }
                units.html(visit, at: path)
                visit.formHTML(reading, action: path, submit: Phrase("保存", "Keep"))
            }
            if expert.isActive { retirement(visit) } else { visit.postButton(Phrase("恢复到专家库", "Put back into the pool"), posts: path + "/return", style: "") }
        }
    }

    private func retirement(_ visit: Visit) -> HTML {
        details(.open(reading.remark(on: "says") != nil)) {
            summary { visit.say(Phrase("移出专家库", "Take out of the pool")) }
            Markup.form(.method(.post), .action(.within(path + "/retirement")), .class("form")) {
                visit.csrfField
                p(.class("hint")) {
                    visit.say(Phrase("未签字的席位随之空出，再次分配时由他人补上；已签字的评分表保留。", "Seats whose sheets are not signed are emptied and filled with the next assignment; signed sheets stay."))
                }
                div(.class("field")) {
                    label(.for("field-says")) { visit.say(Phrase("理由", "Why")) }
                    if let remark = reading.remark(on: "says") { p(.class("remark")) { visit.say(remark) } }
                    textarea(.id("field-says"), .name("says"), .rows(2), .maxlength(500), .required()) { "" }
                }
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("移出", "Take out")) } }
            }
        }
    }
}

/// One expert's page and what is done there.
enum ExpertPageRoutes {
    static let routes: [Route] = [
        .get("/desk/experts/{id}", .permitted(Calls.review), filters: ["q"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/experts/{id}", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let reading = page.reading
            return try await act(visit, page) { tx, id, identity in
                try tx.change(id, to: try ExpertForm.draft(reading, for: id, in: tx), by: identity)
                return Phrase("已保存。", "Kept.")
            }
        },
        .post("/desk/experts/{id}/retirement", .permitted(Calls.review)) { visit in
            let says = String((visit.posted.fields["says"] ?? "").prefix(500)).trimmed
            return try await act(visit, try await page(visit)) { tx, id, identity in
                let seats = try tx.retire(id, says: says, by: identity)
                return seats == 0
                    ? Phrase("已移出专家库。", "The expert has left the pool.")
                    : Phrase("已移出专家库，空出 \(seats) 个席位，请重新分配专家。", "The expert has left the pool; seats to be filled again: \(seats). Assign experts once more.")
            }
        },
        .post("/desk/experts/{id}/return", .permitted(Calls.review)) { visit in
            try await act(visit, try await page(visit)) { tx, id, identity in
                try tx.reinstate(id, by: identity)
                return Phrase("已恢复到专家库。", "The expert is in the pool again.")
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> ExpertPage {
        let id: ID<Expert> = try visit.id("id", of: Expert.noun)
        let (asked, posted) = (visit.query["q"], visit.posted.fields["organisation"].flatMap { ID<Organisation>($0) })
        return try await visit.database.read { tx in try ExpertPage(id, asked: asked, posted: posted, in: tx) }
    }

    private static func act(
        _ visit: Visit, _ old: ExpertPage, _ body: @escaping @Sendable (Transaction, ID<Expert>, Identity) throws -> Phrase
    ) async throws -> Answer {
        var page = old
        let (identity, id) = (try visit.signedIn(), page.expert.id)
        do {
            let said = try await visit.database.write { tx in try body(tx, id, identity) }
            return visit.see("/desk/experts/\(id.text)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.reading.remark(refusal)
            return page.answer(visit)
        }
    }
}
