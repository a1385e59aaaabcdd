import Activities
import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/live`: what is on now, what comes, what can be watched afterwards.
struct LivePage {
    let list: HallList
    let filter: HallFilter
    /// To choose from: campaigns, and the themes of the chosen one.
    let campaigns: [(value: String, title: Phrase)]
    let themes: [(value: String, title: Phrase)]
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("云展厅", "Cloud hall"), lede: Phrase("正在直播的活动，接下来的场次，以及可以回看的内容。", "What is on now, what comes next, and what can be watched afterwards.")
        ) {
            let form = FilterForm("/live", isFiltered: !filter.isEmpty, visit)
            form.html {
                form.choice("campaign", Phrase("活动项目", "Campaign"), campaigns, filter.campaign)
                if !themes.isEmpty { form.choice("theme", Phrase("主题", "Theme"), themes, filter.theme) }
            }
            div(.id("hall"), .class("stack"), .data("refresh", "60")) {
                if list.isEmpty {
                    div(.class("empty-state")) {
                        h2 { visit.say(filter.isEmpty ? Phrase("现在没有线上场次", "Nothing is online at the moment") : Phrase("没有符合条件的线上场次", "Nothing online fits")) }
                        p { a(.href(filter.isEmpty ? "/activities" : "/live")) { visit.say(filter.isEmpty ? Phrase("看看全部活动", "See all activities") : Phrase("查看全部线上场次", "See everything online")) } }
                    }
                } else {
                    now
                    part("next", Phrase("接下来", "Next"), list.next)
                    part("recordings", Phrase("可以回看", "To watch afterwards"), list.recordings)
                }
            }
        }
    }

    private var now: HTML {
        section(.id("now"), .class("stack")) {
            h2 { visit.say(Phrase("正在直播", "On now")) }
            if list.now.isEmpty { p(.class("meta")) { visit.say(Phrase("此刻没有直播。", "Nothing is on at this moment.")) } } else { cards(list.now) }
        }
    }

    @HTMLBuilder private func part(_ id: String, _ title: Phrase, _ items: [HallItem]) -> HTML {
        if !items.isEmpty {
            section(.id(id), .class("stack")) {
                h2 { visit.say(title) }
                cards(items)
            }
        }
    }

    private func cards(_ items: [HallItem]) -> HTML {
        ul(.class("card-grid"), .role("list")) { for item in items { li { card(item) } } }
    }

    private func card(_ item: HallItem) -> HTML {
        article(.class("card")) {
            div(.class("card-body")) {
                p(.class("ticket-when")) { item.session.words(visit.language) }
                h3(.class("card-title")) { a(.href(.within("/live/\(item.session.id.text)"))) { visit.phrases(item.title) } }
                p(.class("meta")) { visit.say(HallWords.state(item, at: visit.now)) }
            }
        }
    }
}

/// What is said of a session of the hall.
enum HallWords {
    static func state(_ item: HallItem, at now: Instant) -> Phrase {
        switch item.room.moment(of: item.session, at: now) {
        case .cancelled: return Phrase("已取消", "Cancelled")
        case .before: return opens(item)
        case .open where now >= item.session.begin && now < item.session.end:
            let watching = item.room.counted.viewers
            return watching == 0 ? Phrase("正在直播", "On now") : Phrase("正在直播 · 已有 \(Numerals.count(watching, .zh)) 人观看", "On now · \(Plural.en(Int(watching), "viewer", "viewers")) so far")
        case .open where now < item.session.begin: return Phrase("现在可以进入", "One can join now")
        case .open, .over:
            guard item.room.recordingURL != nil else { return Phrase("已结束", "Over") }
            return item.room.replays == 0
                ? Phrase("可以回看", "To be watched") : Phrase("可以回看 · 已播放 \(Numerals.count(item.room.replays, .zh)) 次", "To be watched · \(Plural.en(Int(item.room.replays), "time", "times")) so far")
        }
    }

    static func opens(_ item: HallItem) -> Phrase {
        let at = item.room.window(of: item.session).lowerBound
        return Phrase("\(Dates.moment(at, item.session.zone, .zh)) 起可进入", "Opens \(Dates.moment(at, item.session.zone, .en))")
    }
}
