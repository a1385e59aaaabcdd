import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/ties`: for an expert, the units with which they have something to do; what they declare keeps them from those applications.
struct TiePage: Sendable {
    let ties: [ExpertTie]
    let units: UnitChoices
    let form: Form
    var reading: FormReading

    init(for identity: Identity, asked: String? = nil, posted: ID<Organisation>? = nil, in tx: Transaction) throws {
        guard let expert = try tx.expert(of: identity.account.id) else { throw Refusal.notFound(Expert.noun) }
        ties = try tx.ties(of: expert.id)
        units = try UnitChoices(asked: asked, keeping: posted.map { [$0] } ?? [], in: tx)
        form = Form(
            FormField("organisation", "单位", "Unit", .choice(units.choices), required: true),
            FormField("kind", "关系", "Tie", .choice([Conflict.worked, .declared].map { .init($0.rawValue, $0.tie) }), required: true),
            FormField("says", "说明", "What it is", .longText(max: 500), required: true))
        reading = form.empty
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("我的回避关系", "My ties"), lede: Phrase("登记后，这些单位及其下属单位的申报不会分给您；公开评审中未签字的评分表随之退回；盲评的由主办单位另行安排。", "Applications of these units and of those below them are not given to you; where the review is not blind, sheets not signed yet are given up, and of blind ones the office takes care."),
            trail: [("/desk/reviews", Phrase("评审", "Reviews"))], status: reading.isGood ? 200 : 422
        ) {
            if ties.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有登记回避关系", "No tie is noted")) }
                    p { visit.say(Phrase("曾任职、合作、有亲属任职的单位，请在下面登记。", "Note below units where you worked, with which you work, or where relatives do.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for one in ties {
                        li {
                            div {
                                p { strong { visit.html(one.unit) } }
                                p(.class("meta")) { visit.say(one.kind.tie) + " · " + one.says }
                            }
                            visit.postButton(
                                Phrase("删除", "Remove"), posts: "/desk/ties/removal", fields: [("organisation", one.organisationID.text), ("kind", one.kind.rawValue)], style: "")
                        }
                    }
                }
            }
            units.html(visit, at: "/desk/ties")
            visit.formHTML(reading, action: "/desk/ties", submit: Phrase("登记", "Note it"))
        }
    }
}

extension Conflict {
    /// The tie in the words of whoever has it.
    var tie: Phrase {
        switch self {
        case .worked: Phrase("曾任职或有合作", "Worked there or with them")
        case .declared: Phrase("亲属、师生或其他利害关系", "Relatives, teaching, or another interest")
        case .sameTree: Phrase("同属一个单位体系", "The same tree of organisations")
        case .excluded, .host, .replaced: title
        }
    }
}

/// An expert's own ties.
enum TieRoutes {
    static let routes: [Route] = [
        .get("/desk/ties", .permitted(Calls.judge), filters: ["q"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/ties", .permitted(Calls.judge)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood, let unit = ID<Organisation>(page.reading.text("organisation")), let kind = Conflict(rawValue: page.reading.text("kind")) else {
                return page.answer(visit)
            }
            let (identity, says) = (try visit.signedIn(), page.reading.text("says"))
            do {
                try await visit.database.write { tx in try tx.declareTie(to: unit, kind, says: says, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see("/desk/ties", saying: Phrase("已登记。", "It is noted."))
        },
        .post("/desk/ties/removal", .permitted(Calls.judge)) { visit in
            let identity = try visit.signedIn()
            guard let unit = ID<Organisation>(visit.posted.fields["organisation"] ?? ""), let kind = Conflict(rawValue: visit.posted.fields["kind"] ?? "") else {
                throw Refusal.notFound(Phrase("回避关系", "tie"))
            }
            try await visit.database.write { tx in try tx.withdrawTie(to: unit, kind, by: identity) }
            return visit.see("/desk/ties", saying: Phrase("已删除。", "It is removed."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> TiePage {
        let identity = try visit.signedIn()
        let (asked, posted) = (visit.query["q"], visit.posted.fields["organisation"].flatMap { ID<Organisation>($0) })
        return try await visit.database.read { tx in try TiePage(for: identity, asked: asked, posted: posted, in: tx) }
    }
}
