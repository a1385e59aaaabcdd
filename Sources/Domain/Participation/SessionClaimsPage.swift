import Activities
import Kernel
import Language
import Markup
import Rooms
import Web

/// `/desk/activities/{id}/sessions/{session}/claims`: what has been said about a session, and the forms to say more.
struct SessionClaimsPage {
    let model: ClaimsView
    var reading = ClaimForm.empty
    var problem: Refusal?
    let visit: Visit

    var answer: Answer {
        let isWrong = problem != nil || !reading.isGood
        let trail = model.wayBack(for: visit.identity)
        let title = Phrase("参与数据：\(model.when(.zh))", "Figures: \(model.when(.en))")
        return visit.desk(title, lede: model.title.phrase, trail: trail, status: isWrong ? 422 : 200) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if model.claims.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("还没有数据", "Nothing has been said yet")) } }
            } else {
                ClaimTable(model: model, visit: visit, isDesk: true).html
            }
            if model.may(visit.identity, Participation.report) { report }
            if model.session != nil, model.may(visit.identity, Participation.deliver) { ReadingForm(base: model.desk, visit: visit).html }
        }
    }

    private var report: HTML {
        section(.id("report"), .class("form-section")) {
            h2 { visit.say(Phrase("上报", "Report")) }
            visit.formHTML(reading, action: model.desk + "/claims", submit: Phrase("提交", "Report"))
        }
    }
}

/// The form by which a counter or player delivers; its fields have ids of their own beside the report's.
struct ReadingForm {
    let base: String
    let visit: Visit

    var html: HTML {
        section(.id("readings"), .class("form-section")) {
            h2 { visit.say(Phrase("送交读数", "Deliver a reading")) }
            p(.class("hint")) { visit.say(Phrase("计数器或播放器到目前的累计数；到达即计入。", "A counter's or player's total so far; it counts on arrival.")) }
            Markup.form(.method(.post), .action(.within(base + "/readings")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("reading-indicator")) { visit.say(Phrase("指标", "What is counted")) }
                    select(.id("reading-indicator"), .name("indicator")) {
                        for one in Indicators.all { option(.value(one.key)) { visit.say(one.title) } }
                    }
                }
                field("value", Phrase("读数", "Reading"), isNumber: true)
                field("source", Phrase("来源（计数器或播放器）", "Source (counter or player)"), isNumber: false)
                div(.class("field")) {
                    label(.class("check"), .for("reading-covers")) {
                        input(.type("checkbox"), .id("reading-covers"), .name("covers"), .value("1"))
                        span { visit.say(Phrase("覆盖了整个场次", "It covered the whole session")) }
                    }
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("送交", "Deliver")) } }
            }
        }
    }

    private func field(_ name: String, _ title: Phrase, isNumber: Bool) -> HTML {
        div(.class("field")) {
            label(.for("reading-\(name)")) { visit.say(title) }
            input(.type("text"), .id("reading-\(name)"), .name(name), .required(), .inputmode("numeric").when(isNumber), .maxlength(80))
        }
    }
}
