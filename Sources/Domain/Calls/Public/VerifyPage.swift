import Kernel
import Language
import Markup
import Venues
import Web

/// `/verify/{code}`: whether a certificate is genuine, whether its title is in force today, and everything that became of it.
struct VerifyPage {
    let record: TitleRecord
    let history: TitleHistory

    private var title: Title { record.title }

    func answer(_ visit: Visit) -> Answer {
        let isValid = record.isInForce(on: visit.now.day(in: .china))
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
                visit.fact(Phrase("持有者", "Holder"), record.holder(visit.language))
                visit.fact(Phrase("称号", "Title"), record.name(visit.language))
                if let category = record.category { visit.fact(Phrase("类别", "Category"), category(visit.language)) }
                visit.fact(Phrase("编号", "Number"), title.number)
                visit.fact(Phrase("认定机关", "Authority"), record.authority.name(visit.language))
                visit.fact(Phrase("有效期", "Valid"), TitleView.span(title, visit.language))
                if let ended = title.endedOn { visit.fact(Phrase("终止于", "Ended on"), Dates.plain(ended, visit.language)) }
                if !title.ground.isEmpty { visit.fact(Phrase("理由", "Ground"), title.ground) }
                if !title.clause.isEmpty { visit.fact(Phrase("依据条款", "Clause"), title.clause) }
            }
            proofs(isValid, visit)
            history.html(visit)
        }
    }

    private func proofs(_ isValid: Bool, _ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("带走一份", "Take it with you")) }
            p(.class("actions")) {
                if isValid { a(.class("button"), .href("/verify/\(title.code)/certificate.pdf")) { visit.say(Phrase("证书（PDF）", "Certificate (PDF)")) } }
                a(.class("button"), .href("/verify/\(title.code)/credential.jwt")) { visit.say(Phrase("签名凭证（Open Badges 3.0）", "Signed credential (Open Badges 3.0)")) }
            }
            p(.class("hint")) {
                visit.say(
                    Phrase(
                        "签名凭证可由任何支持 Open Badges 3.0 的程序查验，不必信任本页；称号被撤销后，它不再通过查验。公钥：",
                        "Any program that knows Open Badges 3.0 checks the credential without trusting this page; once the title is revoked it is rejected. Public keys: "))
                a(.href("/.well-known/keys.json")) { "/.well-known/keys.json" }
            }
        }
    }
}
