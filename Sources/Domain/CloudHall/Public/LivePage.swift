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
        ul(.class("card-grid"), .role("list")) { for item in items { li { HallCard(item, visit).html } } }
    }
}

/// What is said of a session of the hall.
enum HallWords {
    /// In a word or two: can one watch now?
    static func badge(_ item: HallItem, at now: Instant) -> Phrase {
        switch item.room.moment(of: item.session, at: now) {
        case .cancelled: Phrase("已取消", "Cancelled")
        case .before: Phrase("即将开始", "Coming")
        case .open where now < item.session.begin: Phrase("可以进入", "Open to join")
        case .open where now < item.session.end: Phrase("正在直播", "On now")
        case .open, .over: item.room.recordingURL == nil ? Phrase("已结束", "Over") : Phrase("可以回看", "To watch")
        }
    }

    /// What stands beside it: how many watch, or from when one can come in.
    static func state(_ item: HallItem, at now: Instant) -> Phrase {
        switch item.room.moment(of: item.session, at: now) {
        case .cancelled: return Phrase("本场已取消。", "This session is cancelled.")
        case .before: return opens(item)
        case .open where now < item.session.begin: return Phrase("还没有开始，可以先进入等候。", "Not begun yet; one can join and wait.")
        case .open where now < item.session.end:
            let watching = item.room.counted.viewers
            return watching == 0
                ? Phrase("还没有人观看。", "Nobody has joined yet.") : Phrase("已有 \(Numerals.count(watching, .zh)) 人观看", "\(Plural.en(Int(watching), "viewer", "viewers")) so far")
        case .open, .over:
            guard item.room.recordingURL != nil else { return Phrase("没有回放。", "There is no recording.") }
            return item.room.replays == 0
                ? Phrase("还没有人看过回放。", "Nobody has watched it yet.") : Phrase("已播放 \(Numerals.count(item.room.replays, .zh)) 次", "Watched \(Plural.en(Int(item.room.replays), "time", "times"))")
        }
    }

    static func opens(_ item: HallItem) -> Phrase {
        let at = item.room.window(of: item.session).lowerBound
        return Phrase("\(Dates.moment(at, item.session.zone, .zh)) 起可进入", "Opens \(Dates.moment(at, item.session.zone, .en))")
    }
}
