import Kernel
import Language
import Markup
import Venues
import Web

/// An application before whoever decides on it: read, then one of the possible steps, with remarks per field where it goes back.
struct DecisionPage: Sendable {
    let view: ApplicationView
    /// What this person may do with it now.
    let events: [ApplicationEvent]
    let path: String
    let trail: (path: String, title: Phrase)
    var problem: Refusal?
    /// Where its decision file is; nil for those who get none.
    var file: String?
    /// What was found on the spot, under what the application says.
    var beside = HTML()
    /// What stands below: sheets.
    var below = HTML()

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(view.name(.zh), view.name(.en)), lede: view.call.name.phrase, trail: [trail], status: problem == nil ? 200 : 422
        ) {
            p { ApplicationBadge.html(view.application, visit) }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !view.application.remark.isEmpty { p(.class(view.application.state.isAgainst ? "remark" : "meta")) { view.application.remark } }
            view.html(visit)
            beside
            if !events.isEmpty { form(visit) }
            below
            if let file { p { a(.href(.within(file)), .download("decision.zip")) { visit.say(Phrase("下载决定卷宗（ZIP）", "Download the decision file (ZIP)")) } } }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .class("form"), .id("decision")) {
            visit.csrfField
            input(.type("hidden"), .name("version"), .value(String(view.application.version)))
            h2 { visit.say(Phrase("办理", "Decide")) }
            div(.class("field")) {
                label(.for("field-says")) { visit.say(Phrase("意见", "Opinion")) }
                p(.class("hint")) { visit.say(Phrase("退回、不予推荐或不通过时必填，申报单位会看到。", "Needed where it goes back or is declined; the applicant reads it.")) }
                textarea(.id("field-says"), .name("says"), .rows(4), .maxlength(2000)) { "" }
            }
            if events.contains(.giveBack) {
                details {
                    summary { visit.say(Phrase("逐项写补正意见", "Remarks on single answers")) }
                    for field in view.fields where field.kind != .file {
                        div(.class("field")) {
                            label(.for("remark-\(field.key)")) { visit.html(field.name) }
                            input(.type("text"), .id("remark-\(field.key)"), .name("r-\(field.key)"), .maxlength(500))
                        }
                    }
                }
            }
            div(.class("form-actions")) {
                for event in events {
                    button(.class("button", DecisionForm.style(event)), .type("submit"), .name("event"), .value(event.rawValue)) { visit.say(event.title) }
                }
            }
        }
    }
}

/// Reads what a decision form posted.
enum DecisionForm {
    static func step(_ visit: Visit, of events: [ApplicationEvent], fields: [SchemeField]) -> ApplicationStep? {
        let posted = visit.posted.fields
        guard let event = events.first(where: { $0.rawValue == posted["event"] }) else { return nil }
        var remarks: [String: String] = [:]
        if event == .giveBack {
            for field in fields { if let text = posted["r-" + field.key], !text.allSatisfy(\.isWhitespace) { remarks[field.key] = String(text.prefix(500)) } }
        }
        let says = String((posted["says"] ?? "").prefix(2000)).trimmed
        return ApplicationStep(event, says: says, remarks: remarks, seen: posted["version"].flatMap { Int($0) })
    }

    static let unknown = Refusal(.invalid, "no-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")

    static func style(_ event: ApplicationEvent) -> String {
        switch event {
        case .recommend, .pass, .propose, .recognise: "button-primary"
        case .decline, .fail, .strike: "button-danger"
        default: ""
        }
    }

    static func said(_ event: ApplicationEvent) -> Phrase {
        switch event {
        case .recommend: Phrase("已推荐。", "It is recommended.")
        case .giveBack: Phrase("已退回补正，申报单位会看到意见。", "It is returned; the applicant reads your remarks.")
        case .decline: Phrase("已记为不予推荐。", "It is noted as not recommended.")
        case .pass: Phrase("已通过形式审查。", "It has passed the formal review.")
        case .fail: Phrase("已记为未通过形式审查。", "It is noted as failed.")
        case .propose: Phrase("已列为拟认定。", "It is proposed.")
        case .setAside: Phrase("已记为不列入名单。", "It is set aside.")
        case .recognise: Phrase("已认定并发给称号。", "It is recognised and holds the title.")
        case .strike: Phrase("已除名。", "It is struck.")
        case .submit, .withdraw, .resume: Phrase("已办理。", "Done.")
        }
    }
}

extension String {
    /// Without blanks around it; a text of which nothing can be seen is empty.
    var trimmed: String { Typed.trimmed(self) }
}
