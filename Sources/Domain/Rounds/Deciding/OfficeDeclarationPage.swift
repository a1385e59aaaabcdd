import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/rounds/{key}/declarations/{id}`: one declaration as the office sees it, with the facts and the score that they give now.
struct OfficeDeclarationPage: Sendable {
    let page: DeclarationPage
    let score: [NeedScore.Part]
    var problem: Refusal?

    init(_ id: ID<RoundDeclaration>, in round: Round, _ tx: Transaction) throws {
        let declaration = try tx.requireDeclaration(id)
        guard declaration.roundID == round.id, declaration.submittedAt != nil else { throw Refusal.notFound(RoundDeclaration.noun) }
        page = try DeclarationPage(declaration, in: tx)
        if declaration.state.isPlaced {
            score = page.parts
        } else {
            score = NeedScore(try FactBook(of: round, for: declaration, in: tx).facts(of: declaration), under: round.rule).parts
        }
    }

    func answer(_ visit: Visit) -> Answer {
        let (round, declaration) = (page.round, page.declaration), base = "/desk/rounds/\(page.round.key)"
        let view = DeclarationView(round: round, declaration: declaration, parts: score, visit: visit)
        return visit.desk(
            page.unit?.name.phrase ?? RoundDeclaration.noun, lede: round.name.phrase,
            trail: [("/desk/rounds", Phrase("实体资源配发", "Rounds and allocation")), (base, round.name.phrase)], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            p { span(.class("badge"), .data("state", declaration.state.rawValue)) { visit.say(declaration.state.title) } }
            if !declaration.remark.isEmpty { p { visit.say(Phrase("理由：", "Reason: ")) + declaration.remark } }
            section(.class("stack")) {
                h2 { visit.say(Phrase("申报内容", "What was declared")) }
                view.wants
                view.answers
            }
            PaperList(papers: page.papers, path: page.path, mayChange: false, visit: visit).html
            section(.class("stack")) {
                h2 { visit.say(Phrase("得分和依据", "Points, and the facts they rest on")) }
                view.score
                ul { for want in page.wants { li { visit.say(want.reason) } } }
            }
            if page.awards.contains(where: { !$0.loans.isEmpty }) {
                section(.class("stack"), .id("loans")) {
                    h2 { visit.say(Phrase("借展", "Loans")) }
                    for award in page.awards { AwardLoanList(loans: award.loans, visit: visit).html }
                }
            }
            if round.state == .standing { decision(visit, base) }
        }
    }

    @HTMLBuilder private func decision(_ visit: Visit, _ base: String) -> HTML {
        let events = RoundDeclaration.workflow.events(in: page.declaration.state).filter { [.accept, .giveBack, .decline].contains($0) }
        if !events.isEmpty {
            Markup.form(.method(.post), .action(.within("\(base)/declarations/\(page.declaration.id.text)")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-says")) { visit.say(Phrase("理由（退回或不予受理时必填，单位会收到）", "Reason (needed to return or decline; the unit is told)")) }
                    textarea(.id("field-says"), .name("says"), .rows(3), .maxlength(OfficePage.longestReason)) { visit.posted.fields["says"] ?? "" }
                }
                div(.class("form-actions")) {
                    for event in events {
                        button(.class("button", event == .accept ? "button-primary" : ""), .type("submit"), .name("event"), .value(event.rawValue)) { visit.say(event.title) }
                    }
                }
            }
        }
    }
}
