import Campaigns
import Kernel
import Language
import Markup
import Regions
import Web

/// `/desk/moderation/afterwards`: what was published without a moderator, the oldest first; many found in order at once.
struct SpotCheckPage {
    let lines: [QueueLine]
    let total: Int
    /// What was changed of the times of those whose times were.
    let times: [PlacementTimes: [TimeChange]]
    let filter: QueueFilter
    let visit: Visit
    var problem: Refusal?

    var answer: Answer {
        visit.desk(
            Phrase("抽查", "Looked at afterwards"),
            lede: Phrase("未经审核直接发布的活动，和发布后改了时间的活动：请看一看。有问题的，打开后退回。", "Published, or moved to other times, without a moderator. Look at them; open one to return it."),
            trail: [(filter.address.text, Phrase("审核队列", "Moderation"))], status: problem == nil ? 200 : problem?.kind == .conflict ? 409 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if lines.isEmpty { empty } else { list }
            Pager(path: "/desk/moderation/afterwards", query: filter.query, page: filter.page, total: total, size: filter.size).html(visit)
        }
    }

    private var empty: HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("没有需要抽查的活动", "Nothing to look at")) }
            p {
                visit.say(
                    Phrase(
                        "免审单位提交的活动和不涉及要点的修改会直接发布，其中一部分出现在这里；发布后改时间的全部出现。",
                        "What verified organisations submit, and changes of nothing that matters, is published at once; a share of it appears here, and whatever is moved to other times."))
            }
        }
    }

    private var list: HTML {
        Markup.form(.method(.post), .action(filter.spotChecks), .class("stack")) {
            visit.csrfField
            div(.class("table-wrap")) {
                table(.class("table"), .data("queue", "")) {
                    thead {
                        tr {
                            th(.scope("col")) { span(.class("visually-hidden")) { visit.say(Phrase("选择", "Choose")) } }
                            for head in [Phrase("活动", "Activity"), Phrase("地区", "Region"), Phrase("缘由", "Why")] { th(.scope("col")) { visit.say(head) } }
                        }
                    }
                    tbody { for line in lines { row(line) } }
                }
            }
            div(.class("action-bar", "queue-bar")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("所选：无误", "Ticked: in order")) }
                QueueTicks.html(visit)
            }
        }
    }

    private func changes(_ line: QueueLine) -> [TimeChange] { times[PlacementTimes(activity: line.activity, campaign: line.campaignID)] ?? [] }

    private func row(_ line: QueueLine) -> HTML {
        tr(.data("entry", "")) {
            QueueTick(line: line).html(visit)
            th(.scope("row")) {
                a(.href(filter.address(line))) { line.title(visit.language) }
                div(.class("meta")) { line.organiser(visit.language) + " · " + line.campaign(visit.language) }
            }
            td(.data("label", visit.say(Phrase("地区", "Region")))) {
                visit.say(RegionWords.short(line.region, in: visit.regions) ?? RegionWords.full(nil, in: visit.regions))
            }
            td(.data("label", visit.say(Phrase("缘由", "Why")))) {
                line.why.map { visit.say($0.title) } ?? ""
                if line.moves > 0 { TimeChangeList(changes: changes(line), most: 3).html(visit) }
            }
        }
    }
}
