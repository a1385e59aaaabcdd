import Kernel
import Language
import Markup
import Outbox
import Web

/// The outbox as an administrator reads it: no words and no addresses, only what became of each message on each way.
struct MessageOutboxPage {
    let lines: [DeliveryLine]
    let counts: [DeliveryState: Int]
    let ways: [OutboxWay]
    let filter: DeliveryFilter
    let kinds: [MessageKind]
    let page: Int
    let total: Int
    let size: Int
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("外发消息", "Outbox"), lede: Phrase("每条消息在每个渠道上的结果。", "What became of each message on each way.")) {
            channels
            tabs
            narrowing
            if lines.isEmpty { div(.class("empty-state")) { p { visit.say(Phrase("这里没有消息。", "Nothing here.")) } } } else { list }
            visit.pager(page: page, total: total, size: size)
        }
    }

    /// Which ways out the server has, and which it lacks.
    private var channels: HTML {
        dl(.class("facts")) {
            for channel in MessageChannel.allCases {
                dt { visit.say(channel.title) }
                dd {
                    if let way = ways.first(where: { $0.channel == channel }) {
                        visit.say(Phrase("经 \(way.through)", "through \(way.through)"))
                    } else {
                        visit.say(Phrase("未设置；消息只在系统内显示", "not set up; messages stay in the program"))
                    }
                }
            }
        }
    }

    private var tabs: HTML {
        ul(.class("tabs"), .role("list")) {
            for state in DeliveryState.allCases {
                li {
                    a(.href(.within("/desk/outbox", query: query(state))), .aria("current", "page").when(state == filter.state)) {
                        visit.say(state.title)
                        span(.class("badge", isTrouble(state) && (counts[state] ?? 0) > 0 ? "badge-attention" : "")) {
                            Numerals.count(counts[state] ?? 0, visit.language)
                        }
                    }
                }
            }
        }
    }

    private func isTrouble(_ state: DeliveryState) -> Bool { [.dead, .unsure].contains(state) }

    private func query(_ state: DeliveryState) -> Query {
        Query([("state", state.rawValue)]).setting("kind", filter.kind).setting("channel", filter.channel?.rawValue)
    }

    private var narrowing: HTML {
        Markup.form(.method(.get), .action("/desk/outbox"), .class("actions")) {
            input(.type("hidden"), .name("state"), .value(filter.state.rawValue))
            label(.for("kind")) { visit.say(Phrase("种类", "Kind")) }
            select(.id("kind"), .name("kind")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for kind in kinds { option(.value(kind.name), .selected(kind.name == filter.kind)) { visit.say(kind.title) } }
            }
            label(.for("channel")) { visit.say(Phrase("渠道", "Way")) }
            select(.id("channel"), .name("channel")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for channel in MessageChannel.allCases {
                    option(.value(channel.rawValue), .selected(channel == filter.channel)) { visit.say(channel.title) }
                }
            }
            button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("筛选", "Filter")) }
        }
    }

    private var list: HTML {
        let heads = [Phrase("消息", "Message"), Phrase("渠道", "Way"), Phrase("尝试", "Tries"), Phrase("对方的回答", "What the other side said"), Phrase("操作", "Actions")]
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody { for line in lines { row(line, heads) } }
            }
        }
    }

    private func row(_ line: DeliveryLine, _ heads: [Phrase]) -> HTML {
        tr {
            th(.scope("row")) {
                visit.say(kinds.first { $0.name == line.kind }?.title ?? Phrase(same: line.kind))
                div(.class("meta")) {
                    code { line.message.text }
                    " · " + Dates.moment(line.toldAt, .china, visit.language)
                }
            }
            td(.data("label", visit.say(heads[1]))) { visit.say(line.channel.title) }
            td(.data("label", visit.say(heads[2])), .class("number")) {
                Numerals.count(line.tries, visit.language)
                if let last = line.lastAt { div(.class("meta")) { Dates.moment(last, .china, visit.language) } }
            }
            td(.data("label", visit.say(heads[3]))) {
                line.answer
                if let hint = DeliveryHint.hint(on: line.answer) { div(.class("meta")) { visit.say(hint) } }
            }
            if line.state.mayGoAgain, line.isKept {
                td(.data("label", visit.say(heads[4]))) {
                    visit.postButton(
                        Phrase("重发", "Send again"), posts: "/desk/outbox/\(line.message)/\(line.channel.rawValue)/again", style: "button-quiet")
                }
            } else {
                td {}
            }
        }
    }
}
