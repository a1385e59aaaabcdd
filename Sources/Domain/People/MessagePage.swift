import Kernel
import Language
import Markup
import Outbox
import Web

/// The list of one's own messages, the newest first.
struct MessagePage {
    let messages: [ToldMessage]
    /// By the kind's name.
    let titles: [String: Phrase]
    let onlyUnread: Bool
    let page: Int
    let total: Int
    let size: Int
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("消息", "Messages"), lede: Phrase("与您有关的事情。", "What concerns you.")) {
            tabs
            div(.class("actions")) {
                if visit.unread > 0 { visit.postButton(Phrase("全部标为已读", "Mark all as read"), posts: "/desk/messages/read", style: "button-quiet") }
                a(.href("/desk/me/messages")) { visit.say(Phrase("选择接收方式", "Choose how you are told")) }
            }
            if messages.isEmpty {
                div(.class("empty-state")) { p { visit.say(onlyUnread ? Phrase("没有未读消息。", "Nothing is unread.") : Phrase("还没有消息。", "There are no messages yet.")) } }
            }
            for message in messages { item(message) }
            visit.pager(page: page, total: total, size: size)
        }
    }

    private var tabs: HTML {
        ul(.class("tabs"), .role("list")) {
            li { a(.href("/desk/messages"), .aria("current", "page").when(!onlyUnread)) { visit.say(Phrase("全部", "All")) } }
            li {
                a(.href("/desk/messages?unread=1"), .aria("current", "page").when(onlyUnread)) {
                    visit.say(Phrase("未读", "Unread"))
                    span(.class("badge", visit.unread > 0 ? "badge-attention" : "")) { Numerals.count(visit.unread, visit.language) }
                }
            }
        }
    }

    private func item(_ message: ToldMessage) -> HTML {
        article(.class("stack"), .id("message-\(message.id)")) {
            header {
                h2(.class("card-title")) {
                    if !message.isRead { span(.class("badge", "badge-attention")) { visit.say(Phrase("未读", "Unread")) } }
                    " "
                    visit.say(message.content?.subject ?? Phrase("内容已按期清除", "Its words were erased in time"))
                }
                p(.class("meta")) {
                    Markup.time(.datetime(message.toldAt.iso)) { Dates.moment(message.toldAt, .china, visit.language) }
                    if let title = titles[message.kind] { " · " + visit.say(title) }
                }
            }
            if let content = message.content {
                for line in visit.say(content.body).split(separator: "\n") { p { String(line) } }
            }
            way(message)
        }
    }

    /// To where it leads; what is unread is marked on the way.
    @HTMLBuilder private func way(_ message: ToldMessage) -> HTML {
        let path = message.content?.path
        if message.isRead {
            if let path { p { a(.class("more"), .href(.within(path))) { visit.say(Phrase("前往", "Go there")) } } }
        } else {
            visit.postButton(
                path == nil ? Phrase("标为已读", "Mark as read") : Phrase("前往", "Go there"), posts: "/desk/messages/\(message.id)/read", style: "button-quiet")
        }
    }
}
