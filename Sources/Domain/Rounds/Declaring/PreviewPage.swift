import Kernel
import Language
import Markup
import Regions
import Storage
import Venues
import Web

/// `/desk/declarations/{id}/preview`: everything once more before it is handed in, with the total price, what the platform knows, and the score that
/// follows by the published rule.
struct PreviewPage: Sendable {
    let page: DeclarationPage
    let score: NeedScore
    let flaws: [(field: String, says: Phrase)]
    var problem: Refusal?

    init(_ declaration: RoundDeclaration, in tx: Transaction) throws {
        page = try DeclarationPage(declaration, in: tx)
        let book = try FactBook(of: page.round, for: declaration, in: tx)
        score = NeedScore(book.facts(of: declaration), under: page.round.rule)
        let path = try declaration.region.map { try tx.currentRegionPath($0) } ?? []
        flaws = RoundRules.flaws(in: declaration.body, of: UnitLevel(of: path), under: page.round.rule)
    }

    func answer(_ visit: Visit) -> Answer {
        let view = DeclarationView(round: page.round, declaration: page.declaration, parts: score.parts, visit: visit)
        return visit.desk(
            Phrase("提交前预览", "Preview before handing in"), lede: page.round.name.phrase,
            trail: [("/desk/declarations", Phrase("申报实体资源", "Declare for shared sets")), (page.path, Phrase("填写", "The form"))], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !flaws.isEmpty {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("提交前还要补上：", "Before it can be handed in:")) }
                    ul { for flaw in flaws { li { visit.say(flaw.says) } } }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("申报的资源", "What you ask for")) }
                view.wants
                view.answers
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("按公布的标准，目前得 \(Points.text(score.score)) 分", "By the published rule you have \(Points.text(score.score)) points now")) }
                p(.class("hint")) {
                    visit.say(Phrase("平台已有的记录不用再填；记录不对的，请先更正单位资料或联系办理单位。名次在截止后统一计算。", "What the platform knows is not asked again; if it is wrong, mend your unit's profile or tell the office. Ranks are computed after the close."))
                }
                view.score
            }
            div(.class("actions")) {
                if flaws.isEmpty, page.declaration.state.isOpen { visit.postButton(Phrase("提交", "Hand in"), posts: page.path + "/steps", fields: [("event", "submit")]) }
                a(.class("button"), .href(.within(page.path))) { visit.say(Phrase("返回修改", "Back to the form")) }
            }
        }
    }
}
