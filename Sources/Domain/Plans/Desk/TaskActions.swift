import Access
import Kernel
import Language
import Markup
import Venues
import Web
import Workflow

/// The steps of a task that are this person's.
struct TaskActions {
    let page: DeskTaskPage
    let visit: Visit

    @HTMLBuilder var html: HTML {
        let events = KeyTask.workflow.transitions.filter { $0.from == page.task.state && permissions.contains($0.permission) && $0.event != .issue }.map(\.event)
        let isMine = page.part.leads || page.part.steers
        if isMine, !events.isEmpty {
            section(.class("stack"), .id("steps")) {
                h2 { visit.say(Phrase("下一步", "Next")) }
                if page.task.state == .done, page.part.steers { unsettled }
                div(.class("actions")) {
                    for event in events where !event.needsRemark {
                        visit.postButton(event.title, posts: "\(page.path)/steps", fields: [("event", event.rawValue), ("seen", seen)], style: event == .resume ? "button-quiet" : "button-primary")
                    }
                }
                for event in events where event.needsRemark { reasoned(event) }
                if page.part.steers, page.task.state != .verified { handingOver }
                if page.part.leads || page.part.steers, page.task.state.isOpen { risk }
            }
        }
    }

    /// What is still owed of a task that is said to be done.
    @HTMLBuilder private var unsettled: HTML {
        if !page.duties.isEmpty {
            div(.class("notice", "notice-warning"), .id("unsettled")) {
                p { visit.say(Phrase("牵头单位已申报完成，但以下各项还没有了结：", "Its lead says that it is done; these are still owed:")) }
                ul { for duty in page.duties { li { visit.say(duty.title + Phrase("（\(Dates.plain(duty.due, .zh)) 前）", " (by \(Dates.plain(duty.due, .en)))")) } } }
            }
        }
    }

    /// Which state this page shows: what is decided here is decided on that one.
    private var seen: String { String(page.task.stateAt.microseconds) }

    private var permissions: [String] { (page.part.leads ? [Plans.carryOut.name] : []) + (page.part.steers ? [Plans.steer.name] : []) }

    private func reasoned(_ event: TaskEvent) -> HTML {
        details(.open(page.posted["event"] == event.rawValue)) {
            summary { visit.say(event.title) }
            form(.method(.post), .action(.within("\(page.path)/steps")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("event"), .value(event.rawValue))
                input(.type("hidden"), .name("seen"), .value(seen))
                area("remark-\(event.rawValue)", "remark", remarkTitle(event), page.posted["event"] == event.rawValue ? page.posted["remark"] ?? "" : "")
                div(.class("form-actions")) { button(.class("button", [.claim, .assignAgain].contains(event) ? "button-primary" : "button-danger"), .type("submit")) { visit.say(event.title) } }
            }
        }
    }

    private func remarkTitle(_ event: TaskEvent) -> Phrase {
        switch event {
        case .claim: Phrase("完成了什么、依据在哪里", "What was done, and what shows it")
        case .decline: Phrase("为什么谢绝（交办单位会收到）", "Why (the body that gave it is told)")
        default: Phrase("理由（牵头单位会收到）", "Why (the lead is told)")
        }
    }

    private var handingOver: HTML {
        details(.open(page.posted["lead"] != nil)) {
            summary { visit.say(Phrase("换一家牵头", "Another lead")) }
            form(.method(.post), .action(.within("\(page.path)/lead")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-lead")) { visit.say(Phrase("单位全名或编号", "Full name of the unit, or its identity")) }
                    input(.type("text"), .id("field-lead"), .name("lead"), .maxlength(200), .required(), .list("other-leads").when(!page.otherLeads.isEmpty), .value(page.posted["lead"] ?? ""))
                    if !page.otherLeads.isEmpty {
                        datalist(.id("other-leads")) { for choice in page.otherLeads { option(.value(choice.value)) { visit.say(choice.title) } } }
                    }
                }
                area("reason", "reason", Phrase("为什么换", "Why it changes"), page.posted["lead"] != nil ? page.posted["reason"] ?? "" : "")
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("交给这家单位", "Give it to this unit")) } }
            }
        }
    }

    private var risk: HTML {
        details(.open(page.posted["risk"] != nil)) {
            summary { visit.say(Phrase("风险", "Risk")) }
            form(.method(.post), .action(.within("\(page.path)/risk")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-risk")) { visit.say(Phrase("程度", "How likely it is to fail")) }
                    select(.id("field-risk"), .name("risk")) {
                        for one in KeyTask.Risk.allCases { option(.value(one.rawValue), .selected(one.rawValue == page.posted["risk"] ?? page.task.risk.rawValue)) { visit.say(one.title) } }
                    }
                }
                area("risk_says", "risk_says", Phrase("是什么风险、打算怎么办", "What the risk is, and what is done about it"), page.posted["risk_says"] ?? page.task.riskSays)
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("保存", "Save")) } }
            }
        }
    }

    private func area(_ id: String, _ name: String, _ title: Phrase, _ value: String) -> HTML {
        div(.class("field")) {
            label(.for("field-\(id)")) { visit.say(title) }
            textarea(.id("field-\(id)"), .name(name), .rows(3), .maxlength(1000)) { value }
        }
    }
}

/// Numbers stated instead of computed ones: for whoever steers.
struct OwnNumberForms {
    let page: DeskTaskPage
    let visit: Visit

    @HTMLBuilder var html: HTML {
        for progress in page.task.state == .verified || page.task.state == .dropped ? [] : page.progress.goals {
            let goal = progress.goal, isSent = page.posted["goal"] == goal.key
            details(.open(isSent)) {
                summary {
                    visit.say(Phrase("手填一个数代替计算值：", "State a number instead of the computed one: "))
                    visit.say(goal.name?.phrase ?? IndicatorName.of(goal.source.indicator))
                }
                form(.method(.post), .action(.within("\(page.path)/goals/\(goal.key)")), .class("form")) {
                    visit.csrfField
                    input(.type("hidden"), .name("goal"), .value(goal.key))
                    div(.class("field")) {
                        label(.for("value-\(goal.key)")) { visit.say(Phrase("数（留空则恢复计算值）", "The number (blank: back to the computed one)")) }
                        input(.type("text"), .id("value-\(goal.key)"), .name("value"), .maxlength(20), .value(isSent ? page.posted["value"] ?? "" : goal.own.map { String($0.value) } ?? ""))
                    }
                    div(.class("field")) {
                        label(.for("reason-\(goal.key)")) { visit.say(Phrase("理由（公开显示在数字旁边）", "Why (shown beside the number, in public)")) }
                        textarea(.id("reason-\(goal.key)"), .name("reason"), .rows(2), .maxlength(500)) { isSent ? page.posted["reason"] ?? "" : goal.own?.reason ?? "" }
                    }
                    div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("保存", "Save")) } }
                }
            }
        }
    }
}
