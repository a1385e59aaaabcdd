import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/commendations`: every rule, what closes last first.
struct CommendationListPage: Sendable {
    let all: [Commendation]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Commendations.title, lede: Phrase("按公布的指标计分：截止之前各单位就能逐项看到得分和依据。", "Units are scored by published indicators: each sees its score line by line, with what it rests on, before the deadline.")
        ) {
            if all.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有表扬办法", "None yet")) }
                    p { visit.say(Phrase("有新的办法时会列在这里。", "New ones are listed here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for one in all { li { Self.line(one, visit, path: "/commendations/\(one.key)") } } }
            }
        }
    }

    static func line(_ one: Commendation, _ visit: Visit, path: String) -> HTML {
        let phase = one.phase(at: visit.now)
        return div {
            p {
                strong { a(.href(.within(path))) { visit.html(one.name) } }
                " "
                span(.class("badge", phase == .counting ? "badge-success" : "")) { visit.say(phase.title) }
            }
            p(.class("meta")) {
                if let closes = one.closesAt { visit.say(Phrase("截止 \(Dates.moment(closes, .china, .zh))", "Closes \(Dates.moment(closes, .china, .en))")) }
                if let summary = one.summary {
                    if one.closesAt != nil { " · " }
                    visit.html(summary)
                }
            }
        }
    }
}

/// On a campaign's page: by what its units are commended.
enum CommendationPanel {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 44) { visit, subject in
        let campaign = ID<Campaign>(subject)
        let all = try await visit.database.read { tx in try tx.commendations(where: "r.campaign_id = \(campaign)") }
        guard !all.isEmpty else { return nil }
        return section(.class("stack"), .id("commendations")) {
            h2 { visit.say(Commendations.title) }
            ul(.class("session-list"), .role("list")) { for one in all { li { CommendationListPage.line(one, visit, path: "/commendations/\(one.key)") } } }
        }
    }
}

/// `/rules/{key}`: the rule by itself, with its worked example.
enum CommendationRulePage {
    static let page = RulePage { visit, key in
        let found = try await visit.database.read { tx -> (Commendation, [String: Phrase])? in
            guard let one = try tx.commendation(key: key) else { return nil }
            return (one, try tx.narrowingNames(one.rule))
        }
        guard let (one, names) = found else { return nil }
        return visit.page(Phrase("规则", "Rules")) {
            p {
                strong { a(.href("/commendations/\(one.key)")) { visit.html(one.name) } }
                " · "
                visit.say(Phrase("规则第 \(one.version) 版", "version \(one.version) of the rule"))
            }
            CommendationRuleView(one: one, names: names, visit: visit).html
        }
    }
}
