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
    /// What a counter or player delivers; its controls have identities of their own beside the report's.
    var delivery = ClaimForm.delivery.filled(["indicator": "visits"])
    let visit: Visit

    var answer: Answer {
        let isWrong = !delivery.isGood || !reading.isGood
        let trail = model.wayBack(for: visit.identity)
        let title = Phrase("参与数据：\(model.when(.zh))", "Figures: \(model.when(.en))")
        return visit.desk(title, lede: model.title.phrase, trail: trail, status: isWrong ? 422 : 200) {
            if model.claims.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("还没有数据", "Nothing has been said yet")) } }
            } else {
                ClaimTable(model: model, visit: visit, isDesk: true).html
            }
            if model.may(visit.identity, Participation.report) {
                p(.class("actions")) { a(.class("button", "button-primary"), .href(.within(model.desk + "/results"))) { visit.say(Phrase("填写活动结果", "State the results")) } }
                report
            }
            if model.session != nil, model.may(visit.identity, Participation.deliver) { readings }
        }
    }

    private var readings: HTML {
        section(.id("readings"), .class("form-section")) {
            h2 { visit.say(Phrase("送交读数", "Deliver a reading")) }
            p(.class("hint")) { visit.say(Phrase("计数器或播放器到目前的累计数；到达即计入。", "A counter's or player's total so far; it counts on arrival.")) }
            visit.formHTML(delivery.marked("reading"), action: model.desk + "/readings", submit: Phrase("送交", "Deliver"), makes: true)
        }
    }

    private var report: HTML {
        section(.id("report"), .class("form-section")) {
            h2 { visit.say(Phrase("只报一个数", "Report one number")) }
            visit.formHTML(reading, action: model.desk + "/claims", submit: Phrase("提交", "Report"), makes: true)
        }
    }
}
