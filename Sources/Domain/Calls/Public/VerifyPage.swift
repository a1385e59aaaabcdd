import Kernel
import Language
import Markup
import Venues
import Web

/// `/verify/{code}`: whether a certificate is genuine, and whether its title is in force today.
struct VerifyPage {
    let title: Title
    let scheme: SchemeRecord
    let authority: Organisation?
    let holder: Wording

    func answer(_ visit: Visit) -> Answer {
        let today = visit.now.day(in: .china)
        let isValid = title.isValid(on: today) && title.state.isInForce
        return visit.page(Phrase("证书查验", "Certificate check"), trail: [("/register", Phrase("称号名册", "Register of titles"))]) {
            div(.class("notice", isValid ? "notice-success" : "notice-error")) {
                p {
                    visit.say(
                        isValid
                            ? Phrase("证书真实，称号今天有效。", "The certificate is genuine and the title is in force today.")
                            : Phrase("证书真实，但称号今天无效：\(title.state.title.zh)。", "The certificate is genuine, but the title is not in force today: \(title.state.title.en)."))
                }
            }
            dl(.class("facts")) {
                fact(Phrase("持有者", "Holder"), holder(visit.language), visit)
                fact(Phrase("称号", "Title"), scheme.scheme.title(visit.language), visit)
                fact(Phrase("编号", "Number"), title.number, visit)
                fact(Phrase("认定机关", "Authority"), authority?.name(visit.language) ?? "", visit)
                fact(Phrase("有效期", "Valid"), TitleView.span(title, visit.language), visit)
                if let ended = title.endedOn { fact(Phrase("终止于", "Ended on"), Dates.plain(ended, visit.language), visit) }
                if !title.ground.isEmpty { fact(Phrase("理由", "Ground"), title.ground, visit) }
                if !title.clause.isEmpty { fact(Phrase("依据条款", "Clause"), title.clause, visit) }
            }
        }
    }

    @HTMLBuilder private func fact(_ name: Phrase, _ value: String, _ visit: Visit) -> HTML {
        dt { visit.say(name) }
        dd { value }
    }
}
