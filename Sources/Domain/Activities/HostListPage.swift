import Kernel
import Language
import Markup
import Web

/// `/desk/activities`: what the host has entered, with its state in each campaign.
struct HostListPage {
    static let size = 50
    let lines: [HostLine]
    let total: Int
    let page: Int
    var isPast = false
    /// What this person has typed and not saved.
    var unfinished: [UnfinishedEntry] = []
    let visit: Visit

    var answer: Answer {
        visit.desk(
            Phrase("我的活动", "My activities"),
            lede: Phrase("一次填报，多个活动项目共用。去年的活动可以直接“再次使用”。", "Enter an activity once for every campaign. Last year's can be used again.")
        ) {
            div(.class("actions")) {
                a(.class("button", "button-primary"), .href("/desk/activities/new")) { visit.say(Phrase("新建活动", "New activity")) }
                a(.class("button"), .href("/desk/activities/sheet")) { visit.say(Phrase("用表格填报多项", "Many from a spreadsheet")) }
                a(.class("button"), .href("/desk/joining")) { visit.say(Phrase("参加活动项目", "Take part in a campaign")) }
                search
            }
            UnfinishedList(entries: unfinished, visit: visit).html
            filters
            if lines.isEmpty { empty } else { list }
            Pager(
                path: "/desk/activities", query: Query(visit.query.pairs.filter { $0.name == "q" || $0.name == "when" }), page: page, total: total, size: Self.size
            )
                .html(visit)
        }
    }

    private var filters: HTML {
        nav(.class("actions"), .aria("label", visit.say(Phrase("筛选", "Filter")))) {
            a(.class("tag"), .href("/desk/activities"), .aria("current", "page").when(!isPast)) { visit.say(Phrase("全部", "All")) }
            a(.class("tag"), .href("/desk/activities?when=past"), .aria("current", "page").when(isPast)) {
                visit.say(Phrase("已办过的（可再次使用）", "Held (to use again)"))
            }
        }
    }

    private var search: HTML {
        Markup.form(.method(.get), .action("/desk/activities"), .class("inline-form"), .role("search")) {
            label(.class("visually-hidden"), .for("q")) { visit.say(Phrase("按名称查找", "Find by title")) }
            if isPast { input(.type("hidden"), .name("when"), .value("past")) }
            input(.type("search"), .id("q"), .name("q"), .value(visit.query["q"] ?? ""), .placeholder(visit.say(Phrase("按名称查找", "Find by title"))))
        }
    }

    private var empty: HTML {
        let words = visit.query["q"] ?? ""
        return div(.class("empty-state")) {
            if !words.isEmpty {
                h2 { visit.say(Phrase("没有名称含“\(words)”的活动", "No title has “\(words)” in it")) }
                p { a(.href(isPast ? "/desk/activities?when=past" : "/desk/activities")) { visit.say(Phrase("查看全部", "See all of them")) } }
            } else if isPast {
                h2 { visit.say(Phrase("还没有办过的活动", "Nothing has been held yet")) }
                p { visit.say(Phrase("活动结束后会出现在这里，明年可以再次使用。", "What is over appears here, to be used again next year.")) }
            } else {
                h2 { visit.say(Phrase("还没有活动", "Nothing here yet")) }
                p { visit.say(Phrase("从“新建活动”开始，保存后再添加场次、提交到活动项目。", "Start with a new activity; then add sessions and submit it to a campaign.")) }
            }
        }
    }

    private var list: HTML {
        let titles = (Phrase("活动", "Activity"), Phrase("时间", "When"), Phrase("活动项目中的状态", "State in campaigns"), Phrase("操作", "Actions"))
        return div(.class("stack")) {
            Markup.form(.method(.get), .action("/desk/activities/again"), .id("again-many"), .class("actions")) {
                button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("再次使用勾选的活动", "Use the ticked ones again")) }
                button(.class("button", "button-quiet"), .type("submit"), .formaction(.within(OfferRoutes.many))) { visit.say(Phrase("一并报送其他活动项目", "Offer them to another campaign")) }
            }
            table(titles)
        }
    }

    private func table(_ titles: (Phrase, Phrase, Phrase, Phrase)) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                caption { visit.say(Phrase("共 \(total) 项", total == 1 ? "1 activity" : "\(total) activities")) }
                thead {
                    tr {
                        th(.scope("col")) { span(.class("visually-hidden")) { visit.say(Phrase("勾选", "Tick")) } }
                        for title in [titles.0, titles.1, titles.2, titles.3] { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody {
                    for line in lines {
                        tr {
                            td(.class("tick")) {
                                label(.class("check")) {
                                    input(.type("checkbox"), .name("activity"), .value(line.activity.id.text), .form("again-many"))
                                    span(.class("visually-hidden")) { line.title(visit.language) }
                                }
                            }
                            th(.scope("row")) {
                                a(.href("/desk/activities/\(line.activity.id)")) { line.title(visit.language) }
                                div(.class("meta")) { line.organiser(visit.language) }
                            }
                            td(.data("label", visit.say(titles.1))) { when(line.activity) }
                            td(.data("label", visit.say(titles.2))) { states(line) }
                            td(.data("label", visit.say(titles.3))) {
                                a(.class("button", "button-quiet"), .href("/desk/activities/\(line.activity.id)/again")) {
                                    visit.say(Phrase("再次使用", "Use again"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func when(_ activity: Activity) -> String {
        guard let first = activity.firstAt else { return visit.say(Phrase("未定", "Not set")) }
        return Dates.plain(first.day(in: .china), visit.language)
    }

    @HTMLBuilder private func states(_ line: HostLine) -> HTML {
        if line.activity.status != .scheduled {
            span(.class("badge"), .data("state", line.activity.status.rawValue)) { visit.say(line.activity.status.title) }
        }
        if line.placements.isEmpty { span(.class("meta")) { visit.say(Phrase("尚未提交", "Not submitted yet")) } }
        for one in line.placements {
            div { StateBadge.html(one.state, visit) + HTML(text: " " + one.campaign(visit.language)) }
        }
    }
}

/// A placement's state as a badge.
enum StateBadge {
    static func html(_ state: PlacementState, _ visit: Visit) -> HTML {
        let style = state == .toModerate || state == .ready ? "badge-info" : ""
        return span(.class("badge", style), .data("state", state.rawValue)) { visit.say(state.title) }
    }
}
