import Access
import Kernel
import Markup
import Web
import Workflow

/// The buttons of a resource: what its workflow allows now, to whom it allows it.
struct ResourceActions {
    let page: ResourceDeskPage
    let visit: Visit

    private var version: ResourceVersion { page.version }

    @HTMLBuilder var html: HTML {
        let events = Resource.workflow.events(in: version.state)
        div(.class("actions")) {
            if page.mayOffer {
                if events.contains(.submit) { step(.submit, "button-primary") }
                if events.contains(.recall) { step(.recall, "button-quiet") }
                if events.contains(.discard) { step(.discard, "button-quiet") }
                if [.listed, .withdrawn, .superseded].contains(version.state) {
                    visit.postButton(Phrase("编辑新版本", "Edit the next version"), posts: "\(page.path)/versions", style: "button-quiet")
                }
            }
        }
        if page.mayCheck {
            if version.state == .toCheck { decision }
            if page.resource.listed != nil { withdrawal }
        }
        if version.state == .toCheck, !page.mayCheck {
            p(.class("meta")) { visit.say(Phrase("等待核对。上架或退回后您会收到通知。", "It waits to be checked. You are told when it is listed or returned.")) }
        }
    }

    private func step(_ event: ResourceEvent, _ style: String) -> HTML {
        visit.postButton(event.title, posts: "\(page.path)/steps", fields: [("event", event.rawValue)], style: style)
    }

    private var isMine: Bool { version.writerID != nil && version.writerID == visit.identity?.account.id }

    private var decision: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("核对", "Check")) }
            form(.method(.post), .action(.within("\(page.path)/decision")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("seen"), .value(String(version.changedAt.microseconds)))
                remark("remark", Phrase("意见", "Remark"), Phrase("退回时必填，提供单位会收到。", "Needed when you return it; its unit is told."))
                if isMine { check("alone", Phrase("无人复核，由我上架（记入操作记录）", "Nobody else has checked it; I list what I wrote (this goes on record)")) }
                div(.class("form-actions")) {
                    button(.class("button", "button-primary"), .type("submit"), .name("decision"), .value("list")) { visit.say(ResourceEvent.list.title) }
                    button(.class("button"), .type("submit"), .name("decision"), .value("return")) { visit.say(ResourceEvent.giveBack.title) }
                }
            }
        }
    }

    private var withdrawal: HTML {
        details {
            summary { visit.say(ResourceEvent.withdraw.title) }
            form(.method(.post), .action(.within("\(page.path)/withdrawal")), .class("form")) {
                visit.csrfField
                remark("withdrawal-remark", Phrase("理由", "Reason"), Phrase("公开页面和用过它的单位会看到这个理由。", "It stands on the public page, and every unit that used it is told."))
                check("wrong", Phrase("有科学性错误：请用过的单位停用、收回", "Its science is wrong: whoever used it is asked to stop"))
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(ResourceEvent.withdraw.title) } }
            }
        }
    }

    private func check(_ name: String, _ says: Phrase) -> HTML {
        div(.class("field")) {
            label(.class("check"), .for("field-\(name)")) {
                input(.type("checkbox"), .id("field-\(name)"), .name(name), .value("1"))
                span { visit.say(says) }
            }
        }
    }

    private func remark(_ id: String, _ title: Phrase, _ hint: Phrase) -> HTML {
        div(.class("field")) {
            label(.for("field-\(id)")) { visit.say(title) }
            p(.class("hint"), .id("hint-\(id)")) { visit.say(hint) }
            textarea(.id("field-\(id)"), .name("remark"), .rows(3), .maxlength(ResourceRoutes.longestRemark), .aria("describedby", "hint-\(id)")) {
                visit.posted.fields["remark"] ?? ""
            }
        }
    }
}
