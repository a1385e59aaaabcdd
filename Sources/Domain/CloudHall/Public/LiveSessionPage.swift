import Activities
import Kernel
import Language
import Markup
import Web

/// `/live/{session}`: the way in to one session, or to its recording, and what has been counted.
struct LiveSessionPage {
    let item: HallItem
    /// Signed for this browser; nil where there is nothing to join or to watch.
    let join: String?
    let watch: String?
    /// Where an open page says that it is still there.
    let beat: String?
    let hasJoined: Bool
    let visit: Visit

    private var path: String { "/live/\(item.session.id.text)" }

    var answer: Answer {
        visit.page(
            item.title.phrase, trail: [("/live", Phrase("云展厅", "Cloud hall"))]
        ) {
            div(.class("stack")) {
                p(.class("ticket-when")) { item.session.words(visit.language) }
                p(.class("tags")) {
                    span(.class("badge", join == nil ? "badge-info" : "badge-success")) { visit.say(HallWords.badge(item, at: visit.now)) }
                    HTML(text: " ")
                    span(.class("meta")) { visit.say(HallWords.state(item, at: visit.now)) }
                }
                way
                if item.room.counted.viewers > 0 || item.room.replays > 0 { counted }
                details {
                    summary { visit.say(Phrase("人数是怎么统计的", "How viewers are counted")) }
                    p { visit.say(Self.how) }
                }
                p { a(.href(.within("/activities/\(item.session.activity.text)"))) { visit.say(Phrase("查看活动页面", "The activity's page")) } }
            }
        }.header("cache-control", "private, no-store")
    }

    @HTMLBuilder private var way: HTML {
        if let join {
            div(.class("actions"), .data("beat", beat ?? "").when(beat != nil), .data("csrf", visit.csrf), .data("joined", hasJoined ? "1" : "0")) {
                a(.class("button", "button-primary"), .href(.within(join)), .target("_blank"), .rel("noopener nofollow"), .data("join", "1")) {
                    visit.say(Phrase("进入观看", "Join"))
                }
            }
            p(.class("hint")) { visit.say(Phrase("会在新窗口打开主办单位的直播间或会议。", "Opens the host's stream or meeting in a new window.")) }
        }
        if let watch {
            p(.class("actions")) {
                a(.class("button", "button-primary"), .href(.within(watch)), .target("_blank"), .rel("noopener nofollow")) { visit.say(Phrase("观看回放", "Watch the recording")) }
            }
        }
    }

    private var counted: HTML {
        dl(.class("facts")) {
            if item.room.counted.viewers > 0 {
                fact(Phrase("观看人数", "Viewers"), "viewers", item.room.counted.viewers)
                fact(Phrase("播放次数", "Views"), "views", item.room.counted.views)
                fact(Phrase("同时在线峰值（至少）", "Most at once (at least)"), "peak", item.room.counted.peak)
            }
            if item.room.replays > 0 { fact(Phrase("回放次数", "Recording opened"), "replays", item.room.replays) }
        }
    }

    private func fact(_ title: Phrase, _ name: String, _ value: Int64) -> HTML {
        HTML {
            dt { visit.say(title) }
            dd { element("data", .data("figure", name), .value(String(value))) { Numerals.count(value, visit.language) } }
        }
    }

    static let how = Phrase(
        "同一台设备在一个场次里只算一人：浏览器在每个场次得到一个互不相关的标记，7 天后删除，不能用来识别您，也没有第三方跟踪。每次打开算一次播放。本页开着时每分钟报告一次，用来统计同时在线和观看时长。这些数字不与到场人次相加。",
        "A device counts once in one session: your browser gets a mark that holds for that session only, is deleted after 7 days and tells nobody who you are; there is no tracker. Each opening is a view. While this page is open it says so once a minute, from which the most at once and the time watched are counted. None of these numbers is added to visits."
    )
}
