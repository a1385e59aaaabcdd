import Activities
import Kernel
import Language
import Markup
import Venues
import Web
import Workflow

/// `/desk/claims`: received claims, the oldest first, each with its warnings and the decision beside it.
struct ClaimQueuePage {
    let lines: [QueuedClaim]
    let total: Int
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("数据核验", "Check claims"), lede: Phrase("先到的在前，共 \(total) 条待核验。", "The oldest first; \(total) waiting.")) {
            if lines.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("没有待核验的数据", "Nothing waits to be checked")) } }
            } else {
                ul(.class("stack"), .role("list")) { for line in lines { li { item(line) } } }
            }
        }
    }

    private func item(_ line: QueuedClaim) -> HTML {
        let claim = line.claim
        return article(.class("card")) {
            div(.class("card-body")) {
                h2(.class("card-title")) {
                    a(.href("/desk/claims/\(claim.activity.text)/\(claim.id.text)")) { visit.html(line.title) }
                }
                p(.class("meta")) {
                    visit.html(line.organiser)
                    " · " + (line.session?.words(visit.language) ?? visit.say(Phrase("整项活动", "The whole activity")))
                }
                p {
                    visit.say(ClaimWords.indicator(claim)) + " "
                    strong { ClaimWords.value(claim, visit) }
                    " "
                    span(.class("badge")) { ClaimWords.method(claim, visit) }
                    for warning in claim.warnings {
                        " "
                        span(.class("badge", "badge-warning")) { visit.say(warning.phrase) }
                    }
                }
                if !claim.reason.isEmpty { p(.class("remark")) { claim.reason } }
                div {
                    visit.say(Phrase("证据：", "Evidence: "))
                    ClaimWords.evidence(claim, line.evidence, isOpen: true, visit)
                }
                DecisionForm(claim: claim, visit: visit).html
            }
        }
    }
}

/// Accept, return or reject, with the reason; complete by itself.
struct DecisionForm {
    let claim: Claim
    let visit: Visit

    var html: HTML {
        let id = "reason-\(claim.id.text)"
        return Markup.form(.method(.post), .action(.within("/desk/claims/\(claim.activity.text)/\(claim.id.text)")), .class("form")) {
            visit.csrfField
            div(.class("field")) {
                label(.for(id)) { visit.say(Phrase("理由", "Reason")) }
                p(.class("hint"), .id("hint-\(id)")) {
                    visit.say(Phrase("退回和不予认定必填；没有证据也没有说明时，认定也必填。", "Needed to return or reject; also to accept where there is neither evidence nor a reason."))
                }
                input(.type("text"), .id(id), .name("reason"), .maxlength(500), .aria("describedby", "hint-\(id)"), .value(FieldText(visit.posted)["reason"]))
            }
            div(.class("actions")) {
                for event in Claim.workflow.events(in: claim.state) where claim.method != .measured || event == .accept {
                    button(.class("button", style(event)), .type("submit"), .name("decision"), .value(event.rawValue)) {
                        visit.say(claim.method == .measured ? Phrase("确认", "Confirm") : event.title)
                    }
                }
            }
        }
    }

    private func style(_ event: ClaimEvent) -> String {
        switch event {
        case .accept: "button-primary"
        case .return: ""
        case .reject: "button-danger"
        }
    }
}
