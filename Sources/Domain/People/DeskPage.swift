import Access
import Kernel
import Language
import Markup
import Rooms
import Web

/// `/desk`: what waits for the person today. What they may open stands in the menu beside.
struct DeskPage {
    let identity: Identity
    let cards: [DeskCard.Content]
    let visit: Visit

    /// Whether there is anything in the menu beside.
    private var mayAnything: Bool { visit.frame.desk.contains { $0.isOpen(to: identity) } }

    var answer: Answer {
        visit.desk(Phrase("工作台", "Desk"), lede: Phrase("\(identity.account.name)，您好。", "Welcome, \(identity.account.name).")) {
            RestingNotice(identity: identity).html(visit)
            if !mayAnything, identity.resting.isEmpty { nothing } else { today }
        }
    }

    private var nothing: HTML {
        div(.class("empty-state")) {
            p { visit.say(Phrase("您还没有任何角色。请联系管理员为您分配角色和范围。", "You hold no role yet. Ask an administrator to give you one, with its scope.")) }
        }
    }

    private var today: HTML {
        section(.class("stack"), .aria("labelledby", "today")) {
            h2(.id("today")) { visit.say(Phrase("等您处理", "Waiting for you")) }
            if cards.isEmpty {
                p(.class("meta")) { visit.say(Phrase("现在没有等您处理的事。有新的事情时，它会出现在这里。", "Nothing waits for you now. What comes in appears here.")) }
            } else {
                ul(.class("desk-cards"), .role("list")) { for content in cards { card(content) } }
            }
        }
    }

    private func card(_ content: DeskCard.Content) -> HTML {
        li(.class("desk-card", content.isUrgent ? "desk-card-urgent" : "")) {
            div(.class("desk-card-head")) {
                h3 { a(.href(.within(content.path))) { visit.say(content.title) } }
                span(.class("badge", "badge-attention")) { Numerals.count(content.total, visit.language) }
            }
            if let says = content.says { p { visit.say(says) } }
            if !content.lines.isEmpty {
                ul(.class("desk-lines"), .role("list")) {
                    for line in content.lines {
                        li {
                            a(.href(.within(line.path))) { visit.say(line.title) }
                            span(.class("meta")) { visit.say(line.meta) }
                        }
                    }
                }
            }
            if content.lines.isEmpty {
                p {
                    a(.class("more"), .href(.within(content.path))) {
                        visit.say(Phrase("去处理", "Open"))
                        span(.class("visually-hidden")) { visit.say(Phrase("：\(content.title.zh)", ": \(content.title.en)")) }
                    }
                }
            } else if content.total > content.lines.count {
                p(.class("meta")) {
                    a(.href(.within(content.path))) { visit.say(Phrase("全部 \(content.total) 项", "All \(content.total)")) }
                }
            }
        }
    }
}
