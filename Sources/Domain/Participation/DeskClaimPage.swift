import Access
import Activities
import Kernel
import Language
import Markup
import Web

/// `/desk/claims/{activity}/{claim}`: one claim for the office, its neighbours, the decision, the correction.
struct DeskClaimPage {
    let model: ClaimsView
    let claim: Claim
    var decision = ClaimForm.decision.empty
    var corrected = ClaimForm.correction.empty
    let visit: Visit

    private var canDecide: Bool { model.may(visit.identity, Participation.decide) && claim.method != .booked }

    var answer: Answer {
        let title = ClaimWords.indicator(claim) + Phrase("：\(Numerals.count(claim.value, .zh))", ": \(Numerals.count(claim.value, .en))")
        let isOffice = visit.identity?.mayAnywhere(Participation.decide) == true
        let trail =
            (isOffice ? [(path: "/desk/claims", title: Phrase("数据核验", "Check claims"))] : [])
            + [(path: model.desk + "/claims", title: Phrase(model.when(.zh), model.when(.en)))]
        return visit.desk(title, lede: model.title.phrase, trail: trail, status: decision.isGood && corrected.isGood ? 200 : 422) {
            // A decision that came too late has no form any more to stand in.
            if !decision.isGood, !(canDecide && claim.state == .received) { visit.formSummary(decision) }
            if !corrected.isGood, !(canDecide && ClaimRules.rank(claim) != nil) { visit.formSummary(corrected) }
            if !claim.warnings.isEmpty { warnings }
            ClaimFacts(model: model, claim: claim, visit: visit, isDesk: true).html
            if canDecide, claim.state == .received {
                section(.id("decision"), .class("form-section")) {
                    h2 { visit.say(Phrase("核验", "Decide")) }
                    DecisionForm(claim: claim, reading: decision, visit: visit).html
                }
            }
            if canDecide, ClaimRules.rank(claim) != nil { correction }
            section(.class("stack")) {
                h2 { visit.say(Phrase("同一场次的全部数据", "All claims beside it")) }
                ClaimTable(model: model, visit: visit, isDesk: true).html
            }
            p { a(.href("/claims/\(claim.activity.text)/\(claim.id.text)")) { visit.say(Phrase("查看公开页面和检票记录", "The public page, with the scans")) } }
        }
    }

    private var warnings: HTML {
        div(.class("notice", "notice-warning")) {
            p { strong { visit.say(Phrase("请留意", "Please look at this")) } }
            ul { for warning in claim.warnings { li { visit.say(warning.phrase) } } }
        }
    }

    private var correction: HTML {
        section(.id("correction"), .class("form-section")) {
            h2 { visit.say(Phrase("更正", "Correct")) }
            p(.class("hint")) {
                visit.say(Phrase("更正立即计入，沿用原来的方式；原数据保留并注明。", "A correction counts at once and keeps the method; the old claim stays, with a note."))
            }
            visit.formHTML(
                corrected.marked("correction"), action: "/desk/claims/\(claim.activity.text)/\(claim.id.text)/correction",
                submit: Phrase("更正", "Correct"), makes: true)
        }
    }
}
