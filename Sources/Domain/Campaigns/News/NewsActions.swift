import Access
import Kernel
import Markup
import Web
import Workflow

/// The buttons of a piece of news: what its workflow allows now, to whom it allows it.
struct NewsActions {
    let page: NewsDeskPage
    let visit: Visit

    private var item: NewsItem { page.item }
    private var path: String { "/desk/news/\(item.id.text)" }

    @HTMLBuilder var html: HTML {
        let events = NewsItem.workflow.events(in: item.state)
        div(.class("actions")) {
            if page.mayWrite {
                if events.contains(.submit) { button(.submit, "button-primary") }
                if events.contains(.recall) { button(.recall, "button-quiet") }
                if events.contains(.discard) { button(.discard, "button-quiet") }
                if item.state == .published {
                    visit.postButton(Phrase("写新稿取代它", "Write what supersedes it"), posts: "\(path)/successor", style: "button-quiet", makes: true)
                }
            }
        }
        if page.mayCheck {
            if item.state == .toCheck { decision }
            if events.contains(.withdraw) { withdrawal }
        }
        if item.state == .toCheck, !page.mayCheck {
            p(.class("meta")) { visit.say(Phrase("等待核对。发布或退回后您会收到通知。", "It waits to be checked. You are told when it is published or returned.")) }
        }
    }

    private func button(_ event: NewsEvent, _ style: String) -> HTML {
        visit.postButton(event.title, posts: "\(path)/steps", fields: [("event", event.rawValue)], style: style)
    }

    private var isMine: Bool { item.writerID != nil && item.writerID == visit.identity?.account.id }

    private var decision: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("核对", "Check")) }
            form(.method(.post), .action(.within("\(path)/decision")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("seen"), .value(String(item.changedAt.microseconds)))
                remark(Phrase("意见", "Remark"), Phrase("退回时必填，作者会收到。", "Needed when you return it; its writer is told."))
                if isMine {
                    div(.class("field")) {
                        label(.class("check"), .for("field-alone")) {
                            input(.type("checkbox"), .id("field-alone"), .name("alone"), .value("1"))
                            span { visit.say(Phrase("无人复核，由我发布（记入操作记录）", "Nobody else has checked it; I publish what I wrote (this goes on record)")) }
                        }
                    }
                }
                div(.class("form-actions")) {
                    Markup.button(.class("button", "button-primary"), .type("submit"), .name("decision"), .value("publish")) { visit.say(NewsEvent.publish.title) }
                    Markup.button(.class("button"), .type("submit"), .name("decision"), .value("return")) { visit.say(NewsEvent.giveBack.title) }
                }
            }
        }
    }

    private var withdrawal: HTML {
        details {
            summary { visit.say(NewsEvent.withdraw.title) }
            form(.method(.post), .action(.within("\(path)/withdrawal")), .class("form")) {
                visit.csrfField
                remark(Phrase("理由", "Reason"), Phrase("读者在原网址会看到这个理由。", "Readers find it at the item's address."))
                div(.class("form-actions")) {
                    Markup.button(.class("button", "button-danger"), .type("submit")) { visit.say(NewsEvent.withdraw.title) }
                }
            }
        }
    }

    private func remark(_ title: Phrase, _ hint: Phrase) -> HTML {
        div(.class("field")) {
            label(.for("field-remark")) { visit.say(title) }
            p(.class("hint"), .id("hint-remark")) { visit.say(hint) }
            textarea(.id("field-remark"), .name("remark"), .rows(3), .maxlength(NewsDeskRoutes.longestRemark), .aria("describedby", "hint-remark")) {
                visit.posted.fields["remark"] ?? ""
            }
        }
    }
}
