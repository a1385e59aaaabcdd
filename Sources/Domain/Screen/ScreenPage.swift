import Campaigns
import Kernel
import Language
import Markup
import Web

/// The page of the screen: its parts as they are now, which its script keeps so.
struct ScreenPage {
    let state: ScreenState

    func answer(_ visit: Visit) -> Answer {
        let campaign = state.campaign
        let view = ScreenView(state: state, language: visit.language, regions: visit.regions)
        let clock = visit.now.local(in: campaign.zone).clock
        let events = Address.within("/screen/\(campaign.key)/events", query: Query([("lang", visit.language.rawValue)]))
        var page = Page(
            Phrase("\(campaign.name(.zh))：大屏", "\(campaign.name(.en)): wall screen"),
            lede: Phrase("实时数字：人次及其依据、各地进展、最新活动、剩余名额。", "Live figures: visits and what they rest on, the provinces, newest activities, places left."),
            accent: campaign.accent.rawValue, ownHeading: true, head: link(.rel("stylesheet"), .href(.within("/css/screen.css", query: Query([("v", visit.frame.assetVersion)]))))
        ) {
            div(.class("screen"), .data("screen", events.text), .data("live", visit.say(Phrase("实时", "Live"))),
                .data("lost", visit.say(Phrase("暂时没有更新，正在重新连接；数字截至", "No updates just now, trying again; numbers of")))
            ) {
                header(.class("screen-head")) {
                    div(.class("screen-name"), .id("screen-head")) { view.html(.head) }
                    p(.class("screen-live"), .data("screen-live")) {
                        span(.data("screen-word"), .role("status")) { visit.say(Phrase("打开页面时的数字，重新载入可更新", "Numbers of when this page was opened; reload for newer ones")) }
                        " "
                        time(.data("screen-time")) { clock }
                    }
                    button(.class("button", "screen-full"), .type("button"), .data("screen-full"), .hidden()) { visit.say(Phrase("全屏", "Full screen")) }
                }
                for part in ScreenPart.allCases where part != .head {
                    section(.class("screen-\(part.rawValue)"), .id("screen-\(part.rawValue)")) { view.html(part) }
                }
                footer(.class("screen-foot")) {
                    a(.href("/figures/\(campaign.key)")) { visit.say(Phrase("每个数字都能追到记录", "Every figure opens to its records")) }
                    span { visit.say(visit.frame.name) }
                }
            }
        }
        page.isBare = true
        return visit.page(page)
    }
}
