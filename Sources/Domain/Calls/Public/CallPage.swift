import Access
import Kernel
import Language
import Markup
import Venues
import Web

/// `/calls/{key}`: what is called for, under which rules, until when, and how to apply.
struct CallPage {
    let call: Call
    let scheme: SchemeRecord?
    let authority: Organisation?
    let phase: Call.Phase
    let notices: [Notice]
    let granted: Int

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            call.name.phrase, lede: scheme?.scheme.title.phrase, trail: [("/calls", Phrase("征集与认定", "Calls and titles"))]
        ) {
            p(.class("actions")) {
                span(.class("badge", phase == .open ? "badge-success" : "")) { visit.say(phase.title) }
                if phase == .open || phase == .scheduled, visit.identity?.mayAnywhere(Calls.apply) != false {
                    a(.class("button", "button-primary"), .href("/desk/calls/\(call.key)/apply")) { visit.say(Phrase("申报", "Apply")) }
                }
            }
            facts(visit)
            if let scheme { SchemeView(record: scheme, visit: visit).html }
            if let scheme { p { a(.href("/rules/\(scheme.key)")) { visit.say(Phrase("办法全文、评分算例和历次版本", "The whole measure, how scores are combined, and its versions")) } } }
            words(Phrase("申报材料", "What to hand in"), call.parts("materials"), visit)
            words(Phrase("步骤", "Steps"), scheme == nil ? call.parts("steps") : [], visit)
            words(Phrase("参与状态", "States of who takes part"), call.parts("participant_states"), visit)
            words(Phrase("面向", "For"), call.parts("audiences"), visit)
            words(Phrase("评审要点", "What is judged"), call.parts("criteria"), visit)
            words(Phrase("规则", "Rules"), call.parts("rules"), visit)
            if !notices.isEmpty { noticeList(visit) }
            visit.provenanceHTML(call.provenance)
        }
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            if let authority {
                dt { visit.say(Phrase("认定机关", "Authority")) }
                dd { a(.href("/organisations/\(authority.id)")) { authority.name(visit.language) } }
            }
            if let batch = call.batch {
                dt { visit.say(Phrase("批次", "Batch")) }
                dd { visit.say(Phrase("第 \(batch) 批", "No. \(batch)")) }
            }
            if let closes = call.closesAt {
                dt { visit.say(Phrase("截止时间", "Deadline")) }
                dd { visit.say(CallListPage.moment(closes)) }
            }
            for one in call.deadlines {
                dt { visit.html(one.name) }
                dd { one.at }
            }
            if let by = call.forwardedBy {
                dt { visit.say(Phrase("转报", "Forwarded by")) }
                dd { visit.html(by) }
            }
            if granted > 0 {
                dt { visit.say(Phrase("已认定", "Recognised")) }
                dd { visit.say(Phrase("\(granted) 家", "\(granted)")) }
            }
        }
    }

    @HTMLBuilder private func words(_ title: Phrase, _ items: [Wording], _ visit: Visit) -> HTML {
        if !items.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(title) }
                bullets { for one in items { li { visit.html(one) } } }
            }
        }
    }

    private func noticeList(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("公示", "Public notices")) }
            bullets { for one in notices { li { a(.href("/notices/\(one.id)")) { visit.html(one.title) } } } }
        }
    }
}
