import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/register/{id}`: a title before the office that granted it, and its revocation: the ground, the clause, and a check-back.
struct GrantedPage: Sendable {
    let record: TitleRecord
    let assessments: [Assessment]
    let history: TitleHistory
    let form: Form
    var reading: FormReading
    /// What will happen is said, and waits for a yes.
    var asksBack = false

    init(record: TitleRecord, assessments: [Assessment], history: TitleHistory) {
        (self.record, self.assessments, self.history) = (record, assessments, history)
        let grounds = record.scheme.scheme.grounds.map { one -> FormField.Choice in
            let text = one.text.phrase, clause = one.clause.isEmpty ? Phrase(same: "") : Phrase("（\(one.clause)）", " (\(one.clause))")
            return FormField.Choice(one.key, text + clause)
        }
        let says = FormField("says", "事实和依据", "The facts", .longText(max: 5000), required: true, hint: Phrase("会写入称号的公开经过，不要写个人信息。", "It stands in the title's public history: no personal data."))
        form = grounds.isEmpty ? Form(says) : Form(FormField("ground", "撤销的情形", "Ground of revocation", .choice(grounds), required: true), says)
        reading = form.empty
    }

    private var path: String { "/desk/register/\(record.title.id.text)" }

    /// What stands against it before anything is asked back.
    var problem: Refusal? { record.title.state.isInForce ? nil : .titleEnded(record.title) }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(record.holder.phrase.zh, record.holder.phrase.en), lede: record.name.phrase, trail: [("/desk/register", Phrase("已授称号", "Titles granted"))],
            status: reading.isGood ? 200 : 422
        ) {
            p(.class("actions")) {
                TitleView.badge(record.title, visit)
                a(.href("/verify/\(record.title.code)")) { visit.say(Phrase("公开的查验页", "The public page that checks it")) }
                if record.title.applicationID != nil {
                    a(.href("/desk/register/\(record.title.id)/decision.zip")) { visit.say(Phrase("卷宗（ZIP）", "Decision file (ZIP)")) }
                }
            }
            if asksBack { back(visit) }
            if !record.title.state.isInForce { visit.formSummary(reading) }
            dl(.class("facts")) {
                dt { visit.say(Phrase("编号", "Number")) }
                dd { record.title.number }
                dt { visit.say(Phrase("有效期", "Valid")) }
                dd { TitleView.span(record.title, visit.language) }
            }
            if !assessments.isEmpty { list(visit) }
            history.html(visit)
            if record.title.state.isInForce, !asksBack {
                section(.class("stack"), .id("revocation")) {
                    h2 { visit.say(Phrase("撤销称号", "Revoke the title")) }
                    visit.formHTML(reading, action: path + "/revocation", submit: Phrase("继续", "Go on"), danger: true)
                }
            }
        }
    }

    private func list(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("考核", "Assessments")) }
            ul(.class("session-list"), .role("list")) {
                for one in assessments {
                    li {
                        AssessmentBadge.html(one.state, visit)
                        div { p { a(.href("/desk/assessments/\(one.id)")) { visit.say(Phrase("\(one.year)年", "\(one.year)")) } } }
                    }
                }
            }
        }
    }

    /// What will happen, before it happens.
    private func back(_ visit: Visit) -> HTML {
        let ground = record.scheme.scheme.ground(reading.text("ground"))
        return section(.class("notice", "notice-warning"), .role("alert")) {
            h2 { visit.say(Phrase("确认撤销吗？", "Revoke it?")) }
            p {
                visit.say(
                    Phrase(
                        "“\(record.holder.zh)”将从今天起失去“\(record.name.zh)”（\(record.title.number)）。名册和查验页立即显示为已撤销，凭证不再通过查验；撤销不能收回。",
                        "“\(record.holder(.en))” loses “\(record.name(.en))” (\(record.title.number)) from today on. The register and the check show it as revoked at once, and its credential is rejected; this cannot be taken back."
                    ))
            }
            if let ground {
                p {
                    visit.html(ground.text)
                    if !ground.clause.isEmpty { span(.class("meta")) { "（" + ground.clause + "）" } }
                }
            }
            p { reading.text("says") }
            div(.class("actions")) {
                visit.postButton(
                    Phrase("撤销称号", "Revoke the title"), posts: path + "/revocation",
                    fields: [("ground", reading.text("ground")), ("says", reading.text("says")), ("confirmed", "1")], style: "button-danger")
                a(.class("button"), .href(.within(path))) { visit.say(Phrase("不撤销", "Do not")) }
            }
        }
    }
}

extension Refusal {
    /// A title that has ended already.
    static func titleEnded(_ title: Title) -> Refusal {
        Refusal(.conflict, "title-ended", "这个称号已是“\(title.state.title.zh)”。", "This title is “\(title.state.title.en)” already.")
    }
}
