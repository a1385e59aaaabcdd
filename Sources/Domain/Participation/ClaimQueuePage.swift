import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/claims`: received claims, the oldest first, each with its warnings and the decision beside it.
struct ClaimQueuePage {
    let lines: [QueuedClaim]
    /// How many numbers of each form of results wait, here and on other pages.
    let together: [ID<ResultFacts>: Int]
    let total: Int
    let page: Int
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("数据核验", "Check claims"), lede: lede) {
            if lines.isEmpty, total > 0 {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("这一页已经处理完", "Nothing is left on this page")) }
                    a(.class("button"), .href("/desk/claims")) { visit.say(Phrase("从头看待核验的数据", "To the oldest that wait")) }
                }
            } else if lines.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("没有待核验的数据", "Nothing waits to be checked")) } }
            } else {
                ul(.class("stack"), .role("list")) { for line in lines { li { item(line) } } }
            }
            visit.pager(page: page, total: total, size: Transaction.queueSize)
        }
    }

    private var lede: Phrase {
        guard total > lines.count, !lines.isEmpty else { return Phrase("先到的在前，共 \(total) 条待核验。", "The oldest first; \(total) waiting.") }
        let first = (page - 1) * Transaction.queueSize + 1, last = first + lines.count - 1
        return Phrase("先到的在前，共 \(total) 条待核验，这里是第 \(first) 至 \(last) 条。", "The oldest first; \(total) waiting, of which these are \(first) to \(last).")
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
                    if let late = ClaimWords.lateness(claim, line.session, visit) {
                        " "
                        late
                    }
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
                if let result = line.result, let count = together[result], count > 1, lines.first(where: { $0.result == result })?.claim.id == claim.id {
                    visit.postButton(
                        Phrase("认定这份结果的全部数据（\(count) 个）", "Accept all \(count) numbers of these results"), posts: "/desk/results/\(claim.activity.text)/\(result.text)",
                        style: "button-quiet")
                }
            }
        }
    }
}

/// Accept, return or reject, with the reason; complete by itself.
struct DecisionForm {
    let claim: Claim
    var reading = ClaimForm.decision.empty
    let visit: Visit

    var html: HTML {
        // Several may stand on one page.
        let marked = reading.marked(claim.id.text)
        return Markup.form(.method(.post), .action(.within("/desk/claims/\(claim.activity.text)/\(claim.id.text)")), .class("form")) {
            visit.csrfField
            visit.formSummary(marked)
            for field in marked.form.fields { visit.fieldHTML(field, in: marked) }
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
