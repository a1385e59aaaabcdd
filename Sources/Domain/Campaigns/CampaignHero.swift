import Kernel
import Language
import Markup
import Venues
import Web

/// The head of a campaign's page: what it is, and beside it when, this month's theme with its host, and the ways in.
struct CampaignHero {
    let campaign: Campaign
    let themes: [Theme]
    let organisations: [ID<Organisation>: Organisation]
    let visit: Visit

    private var today: Day { visit.now.day(in: campaign.zone) }

    var html: HTML {
        header(.class("hero", "hero-split"), .data("accent", campaign.accent.rawValue)) {
            motif(seed: campaign.id.number, accent: campaign.accent.rawValue, theme: campaign.motto?.zh ?? campaign.name.zh)
            div {
                p(.class("kicker")) {
                    visit.say(campaign.kind.title)
                    if let edition = campaign.edition { " · " + visit.say(Phrase("第 \(edition) 届", "edition \(edition)")) }
                }
                h1 { visit.title(campaign.name) }
                if let motto = campaign.motto { p(.class("lede")) { visit.html(motto) } }
            }
            div(.class("when")) {
                div {
                    p(.class("when-near")) { visit.say(nearness) }
                    p(.class("hero-date")) { Markup.time(.datetime(campaign.begin.iso)) { campaign.datesHTML(visit) } }
                }
                if let theme = ThemeView.current(themes, on: today) { now(theme) }
                p(.class("actions")) {
                    a(.class("button", "button-primary"), .href("/activities\(query: [("campaign", campaign.key)])")) { visit.say(Phrase("查看活动", "Activities")) }
                    a(.class("button"), .href("/figures/\(campaign.key)")) { visit.say(Phrase("数字", "Figures")) }
                }
            }
        }
    }

    private func now(_ theme: Theme) -> HTML {
        div(.class("theme-now")) {
            p(.class("kicker")) { visit.say(Phrase("本月主题", "Theme of the month")) }
            p(.class("way-name")) { a(.href("#theme-\(theme.key)")) { visit.html(theme.name) } }
            if let host = theme.hostID.flatMap({ organisations[$0] }) {
                p(.class("meta")) {
                    visit.say(Phrase("承办：", "Host: "))
                    visit.html(host.name)
                }
            }
        }
    }

    /// What one wants to know first: how long until it begins or ends.
    private var nearness: Phrase {
        switch campaign.phase(on: today) {
        case .running:
            let left = today.days(until: campaign.end)
            guard campaign.precision == .day, left <= 60 else { return campaign.phase(on: today).title }
            return left == 0 ? Phrase("正在进行，今天结束", "On now, ends today") : Phrase("正在进行，还有 \(left) 天", "On now, \(Plural.en(left, "day", "days")) left")
        case .over: return campaign.phase(on: today).title
        default:
            let days = today.days(until: campaign.begin)
            guard campaign.precision == .day, (1...60).contains(days) else { return campaign.phase(on: today).title }
            return Phrase("\(days) 天后开始", "Begins in \(Plural.en(days, "day", "days"))")
        }
    }
}
