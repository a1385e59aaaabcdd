import Kernel
import Language
import Markup
import Rooms
import Web

/// The claims of one subject side by side: what each says, whether it counts, or why not.
struct ClaimTable {
    let model: ClaimsView
    let visit: Visit
    /// With makers, reasons and warnings, for the desk; the public sees unit, method, time and public evidence.
    var isDesk = false

    private var heads: [Phrase] {
        let first = [Phrase("数值", "Value"), Phrase("方式", "How"), Phrase("状态", "State"), Phrase("是否计入", "Counted")]
        return first + [isDesk ? Phrase("由谁、何时", "By whom, when") : Phrase("时间", "When"), Phrase("证据", "Evidence")]
    }

    var html: HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("各项数据", "The claims"))), .tabindex(0)) {
            table(.class("table")) {
                caption { visit.say(Phrase("每一次陈述都保留，只有一条计入", "Every statement is kept; one of them counts")) }
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody { for claim in model.claims { row(claim) } }
            }
        }
    }

    private func row(_ claim: Claim) -> HTML {
        let path = (isDesk ? "/desk/claims" : "/claims") + "/\(claim.activity.text)/\(claim.id.text)"
        return tr(.data("claim", claim.id.text)) {
            th(.scope("row")) {
                div(.class("meta")) { visit.say(ClaimWords.indicator(claim)) }
                a(.href(.within(path))) { ClaimWords.value(claim, in: model, visit) }
                if isDesk { for warning in claim.warnings { div { span(.class("badge", "badge-warning")) { visit.say(warning.phrase) } } } }
            }
            td(.data("label", visit.say(heads[1]))) { ClaimWords.method(claim, visit) }
            td(.data("label", visit.say(heads[2]))) { ClaimWords.state(claim, visit) }
            td(.data("label", visit.say(heads[3]))) { ClaimWords.counted(claim, in: model, visit) }
            td(.data("label", visit.say(heads[4]))) { made(claim) }
            td(.data("label", visit.say(heads[5]))) {
                ClaimWords.evidence(claim, model.evidence[claim.id], isOpen: isDesk || model.evidence[claim.id]?.isPublic == true, visit)
            }
        }
    }

    /// What came with several claims stands beside the first of them.
    private func isFirst(_ claim: Claim, of result: ResultFacts) -> Bool { model.claims.first { model.results[$0.id]?.id == result.id }?.id == claim.id }

    @HTMLBuilder private func made(_ claim: Claim) -> HTML {
        ClaimWords.moment(claim.madeAt, model, visit)
        if let late = ClaimWords.lateness(claim, model, visit) { div { late } }
        if isDesk {
            div(.class("meta")) { claim.madeBy == 0 ? visit.say(Phrase("系统", "The program")) : model.names[claim.madeBy] ?? "–" }
            if !claim.reason.isEmpty { p(.class("remark")) { claim.reason } }
            if let result = model.results[claim.id], !result.summary.isEmpty, isFirst(claim, of: result) { p(.class("meta")) { result.summary } }
        }
    }
}
