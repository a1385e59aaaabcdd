import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/rounds`: every round, what closes last first.
struct RoundListPage: Sendable {
    let rounds: [Round]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("实体资源申报", "Shared sets"),
            lede: Phrase("流动科技馆、大篷车、展品按公布的标准配发：得分、名次和原因人人可查。", "Mobile museums, caravans and exhibits are shared out by a published rule: score, place and reason are there for everybody.")
        ) {
            if rounds.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有轮次", "No rounds yet")) }
                    p { visit.say(Phrase("有新的轮次时会列在这里。", "New rounds are listed here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for round in rounds { li { Self.line(round, visit) } } }
            }
        }
    }

    static func line(_ round: Round, _ visit: Visit) -> HTML {
        let phase = round.phase(at: visit.now)
        return div {
            p {
                strong { a(.href("/rounds/\(round.key)")) { visit.html(round.name) } }
                " "
                span(.class("badge", phase == .open ? "badge-success" : "")) { visit.say(phase.title) }
            }
            p(.class("meta")) {
                if let closes = round.closesAt { visit.say(Phrase("截止 \(Dates.moment(closes, .china, .zh))", "Closes \(Dates.moment(closes, .china, .en))")) }
                if let summary = round.summary {
                    if round.closesAt != nil { " · " }
                    visit.html(summary)
                }
            }
        }
    }
}
