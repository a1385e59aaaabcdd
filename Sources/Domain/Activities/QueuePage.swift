import Campaigns
import Kernel
import Language
import Markup
import Web

/// `/desk/moderation`: hundreds in a table, the longest waiting first.
struct QueuePage {
    let lines: [QueueLine]
    let counts: [PlacementState: Int]
    let filter: QueueFilter
    let campaigns: [Campaign]
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("审核队列", "Moderation"), lede: Phrase("等待最久的在前。", "The longest waiting first.")) {
            states
            campaignForm
            if lines.isEmpty { empty } else { list }
            Pager(
                path: "/desk/moderation", query: query(filter.state), page: filter.page, total: counts[filter.state] ?? 0, size: QueueFilter.size
            ).html(visit)
        }
    }

    private func query(_ state: PlacementState) -> Query {
        var query = Query([("state", state.rawValue)])
        if let campaign = filter.campaign { query = query.setting("campaign", campaign) }
        return query
    }

    private var states: HTML {
        ul(.class("tabs"), .role("list")) {
            for state in PlacementState.allCases where state != .draft {
                li {
                    a(.href(.within("/desk/moderation", query: query(state))), .aria("current", "page").when(state == filter.state)) {
                        visit.say(state.title)
                        span(.class("badge", state == .toModerate && (counts[state] ?? 0) > 0 ? "badge-attention" : "")) {
                            Numerals.count(counts[state] ?? 0, visit.language)
                        }
                    }
                }
            }
        }
    }

    private var campaignForm: HTML {
        Markup.form(.method(.get), .action("/desk/moderation"), .class("actions")) {
            input(.type("hidden"), .name("state"), .value(filter.state.rawValue))
            label(.for("campaign")) { visit.say(Phrase("活动项目", "Campaign")) }
            select(.id("campaign"), .name("campaign")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for campaign in campaigns {
                    option(.value(campaign.key), .selected(campaign.key == filter.campaign)) { campaign.name(visit.language) }
                }
            }
            button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("筛选", "Filter")) }
        }
    }

    private var empty: HTML {
        div(.class("empty-state")) { h2 { visit.say(Phrase("这里没有活动", "Nothing here")) } }
    }

    private var list: HTML {
        let heads = [
            Phrase("活动", "Activity"), Phrase("活动项目", "Campaign"), Phrase("地区", "Region"), Phrase("等待", "Waiting"),
        ]
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) {
                                a(.href("/desk/moderation/\(line.activity)/\(line.campaignKey)")) { line.title(visit.language) }
                                div(.class("meta")) { line.organiser(visit.language) }
                                if line.isRevision { span(.class("badge", "badge-info")) { visit.say(Phrase("修订", "Revision")) } }
                            }
                            td(.data("label", visit.say(heads[1]))) { line.campaign(visit.language) }
                            td(.data("label", visit.say(heads[2]))) { visit.say(RegionWords.short(line.region, in: visit.regions) ?? RegionWords.full(nil, in: visit.regions)) }
                            td(.data("label", visit.say(heads[3])), .class("number")) { waiting(line) }
                        }
                    }
                }
            }
        }
    }

    private func waiting(_ line: QueueLine) -> String {
        let hours = max(0, visit.now.seconds(since: line.since) / 3600)
        return hours < 48
            ? visit.say(Phrase("\(hours) 小时", hours == 1 ? "1 hour" : "\(hours) hours")) : visit.say(Phrase("\(hours / 24) 天", "\(hours / 24) days"))
    }
}
