import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/experts`: the pool.
enum ExpertRoutes {
    static let item = DeskItem("/desk/experts", "专家库", "Experts", permission: Calls.review, in: .calls, order: 35)

    static let routes: [Route] = [
        .get("/desk/experts", .permitted(Calls.review), filters: ["q"]) { visit in try await pool(visit).answer(visit) },
        .post("/desk/experts", .permitted(Calls.review)) { visit in
            var page = try await pool(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, reading) = (try visit.signedIn(), page.reading)
            do {
                return try await visit.making { tx in
                    let draft = try ExpertForm.draft(reading, for: nil, in: tx)
                    _ = try tx.addExpert(
                        name: draft.name, account: draft.accountID, organisation: draft.organisationID, region: draft.region, fields: draft.fields,
                        by: identity.account.id.number)
                    return Made(at: "/desk/experts", saying: Phrase("已加入专家库。", "The expert is in the pool."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
    ]

    private static func pool(_ visit: Visit) async throws -> ExpertPool {
        let (asked, posted) = (visit.query["q"], visit.posted.fields["organisation"].flatMap { ID<Organisation>($0) })
        return try await visit.database.read { tx in try ExpertPool(asked: asked, posted: posted, in: tx) }
    }
}

struct ExpertPool: Sendable {
    let experts: [Expert]
    let units: [ID<Organisation>: Organisation]
    let categories: [FormField.Choice]
    let offered: UnitChoices
    let form: Form
    var reading: FormReading

    init(asked: String?, posted: ID<Organisation>?, in tx: Transaction) throws {
        let categories = CategoryChoices.of(try tx.schemes())
        self.categories = categories
        experts = try tx.rows("SELECT * FROM calls_expert ORDER BY is_active DESC, id", Expert.init)
        units = try tx.organisations(experts.compactMap(\.organisationID))
        offered = try UnitChoices(asked: asked, keeping: posted.map { [$0] } ?? [], in: tx)
        form = ExpertForm.form(offered.choices, categories)
        reading = form.empty
    }

    /// In the words of the schemes; a key that no scheme has any more stays as it is.
    private func known(_ expert: Expert, _ visit: Visit) -> String {
        expert.fields.sorted().map { key in categories.first { $0.value == key }.map { visit.say($0.title) } ?? key }.joined(separator: visit.say(Phrase("、", ", ")))
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("专家库", "Experts"), status: reading.isGood ? 200 : 422) {
            if experts.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("专家库还是空的", "The pool is empty")) }
                    p { visit.say(Phrase("在下面加入专家，分配评审时按类别、地区和工作量选取。", "Add experts below; they are chosen by what they know, where they are and how much they have.")) }
                }
            } else {
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead { tr { for title in [Phrase("姓名", "Name"), Phrase("单位", "Unit"), Phrase("类别", "Knows")] { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for one in experts {
                                tr {
                                    th(.scope("row")) {
                                        a(.href("/desk/experts/\(one.id)")) { one.name.isEmpty ? one.id.text : one.name }
                                        if !one.isActive {
                                            " "
                                            span(.class("badge")) { visit.say(Phrase("已移出", "Left the pool")) }
                                        }
                                    }
                                    td(.data("label", visit.say(Phrase("单位", "Unit")))) { one.organisationID.flatMap { units[$0] }?.name(visit.language) ?? "" }
                                    td(.data("label", visit.say(Phrase("类别", "Knows")))) { known(one, visit) }
                                }
                            }
                        }
                    }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("加入专家", "Add an expert")) }
                offered.html(visit, at: "/desk/experts")
                visit.formHTML(reading, action: "/desk/experts", submit: Phrase("加入", "Add"), makes: true)
            }
        }
    }
}
