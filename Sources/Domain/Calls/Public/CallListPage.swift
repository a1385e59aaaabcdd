import Kernel
import Language
import Markup
import Venues
import Web

/// `/calls`: what one may apply for now, what is to come, what has been.
struct CallListPage {
    struct Line: Sendable {
        let call: Call
        let scheme: SchemeRecord?
        let phase: Call.Phase
    }

    let lines: [Line]
    /// All measures, with or without a call.
    let schemes: [SchemeRecord]

    func answer(_ visit: Visit) -> Answer {
        let (open, rest) = (lines.filter { $0.phase == .open }, lines.filter { $0.phase != .open })
        return visit.page(
            Phrase("征集与认定", "Calls and titles"),
            lede: Phrase("科普基地从申报、推荐、评审、公示到授牌和考核，每一步都在这里公开。", "From application through review and public notice to the title and its yearly check: every step is public here.")
        ) {
            p(.class("actions")) {
                a(.class("button"), .href("/notices")) { visit.say(Phrase("正在公示", "Public notices")) }
                a(.class("button"), .href("/register")) { visit.say(Phrase("称号名册", "Register of titles")) }
            }
            if open.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("现在没有开放申报的征集", "Nothing is open for applications now")) }
                    p { visit.say(Phrase("下面是以往和即将开始的征集。", "Below are those of before and those to come.")) }
                }
            } else {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("正在申报", "Open now")) }
                    cards(open, visit)
                }
            }
            if !rest.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("其他征集", "Others")) }
                    cards(rest, visit)
                }
            }
            if !schemes.isEmpty {
                section(.id("measures"), .class("stack")) {
                    h2 { visit.say(Phrase("认定办法", "Measures")) }
                    bullets { for one in schemes { li { a(.href("/rules/\(one.key)")) { visit.html(one.scheme.name) } } } }
                }
            }
        }
    }

    private func cards(_ lines: [Line], _ visit: Visit) -> HTML {
        ul(.class("card-grid")) {
            for line in lines {
                li {
                    article(.class("card")) {
                        div(.class("card-body")) {
                            p(.class("kicker")) { visit.say(line.phase.title) }
                            h3(.class("card-title")) { a(.href("/calls/\(line.call.key)")) { visit.html(line.call.name) } }
                            if let scheme = line.scheme { p(.class("card-place")) { visit.html(scheme.scheme.title) } }
                            if let closes = line.call.closesAt { p(.class("meta")) { Self.closes(closes, visit) } }
                        }
                    }
                }
            }
        }
    }

    static func closes(_ at: Instant, _ visit: Visit) -> String {
        let when = moment(at)
        return visit.say(Phrase("截止：\(when.zh)", "Closes \(when.en)"))
    }

    /// A deadline at midnight is the end of the day before: nobody reads "15 June, 00:00" right.
    static func moment(_ at: Instant) -> Phrase {
        let local = at.local(in: .china)
        if local.hour == 0, local.minute == 0 {
            let day = local.day.adding(days: -1)
            return Phrase("\(Dates.day(day, .zh)) 24:00", "at the end of \(Dates.day(day, .en))")
        }
        return Phrase("\(Dates.day(local.day, .zh)) \(local.clock)", "\(Dates.day(local.day, .en)), \(local.clock)")
    }
}
