import Campaigns
import Kernel
import Language
import Markup
import Regions
import Venues
import Web
import Workflow

/// `/desk/moderation`: hundreds in a table, the longest waiting first, one or many decided at once.
struct QueuePage {
    struct Model: Sendable {
        let lines: [QueueLine]
        let tally: QueueTally
        let regions: [QueueRegion]
        let reach: ModerationReach
        /// That to which the filter narrows the queue.
        let unit: Organisation?
    }

    let model: Model
    let filter: QueueFilter
    let visit: Visit
    /// Why a batch was not begun.
    var problem: Refusal?
    /// What of a batch was not done, and how much was.
    var left: [ModerationBatch.Left] = []
    var done = 0

    private var total: Int? { model.tally.states[filter.state] ?? (filter.state == .published ? nil : 0) }
    private var isOpen: Bool { !Placement.workflow.events(in: filter.state).filter(ModerationBatch.events.contains).isEmpty && filter.state != .published }

    var answer: Answer {
        visit.desk(
            Phrase("审核队列", "Moderation"), lede: filter.isOldestFirst ? Phrase("等待最久的在前。", "The longest waiting first.") : Phrase("最近的在前。", "The latest first."),
            status: problem == nil ? left.isEmpty ? 200 : 409 : 422
        ) {
            outcome
            states
            reach
            narrowing
            if model.lines.isEmpty { empty } else { list }
            if let total { Pager(path: "/desk/moderation", query: filter.query, page: filter.page, total: total, size: filter.size).html(visit) }
            regions
        }
    }

    @HTMLBuilder private var outcome: HTML {
        if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
        if !left.isEmpty {
            div(.class("notice", "notice-warning"), .role("alert")) {
                p { visit.say(Phrase("已处理 \(done) 项，\(left.count) 项没有处理：", "\(done) done, \(left.count) left as they were:")) }
                ul {
                    for one in left {
                        li {
                            a(.href(.within("/desk/moderation/\(one.entry.activity.text)/\(one.entry.campaign)", query: filter.query))) { one.title?(visit.language) ?? one.entry.activity.text }
                            HTML(text: visit.say(Phrase("：", ": ")) + visit.say(one.refusal.phrase))
                        }
                    }
                }
            }
        }
    }

    private func address(_ state: PlacementState) -> Address {
        var filter = filter
        (filter.state, filter.page) = (state, 1)
        return filter.address
    }

    private var states: HTML {
        ul(.class("tabs"), .role("list")) {
            for state in PlacementState.allCases where state != .draft {
                li {
                    a(.href(address(state)), .aria("current", "page").when(state == filter.state)) {
                        visit.say(state.title)
                        if state != .published {
                            span(.class("badge", state == .toModerate && (model.tally.states[state] ?? 0) > 0 ? "badge-attention" : "")) {
                                Numerals.count(model.tally.states[state] ?? 0, visit.language)
                            }
                        }
                    }
                }
            }
            li {
                a(.href(filter.spotChecks)) {
                    visit.say(Phrase("抽查", "Looked at afterwards"))
                    span(.class("badge")) { Numerals.count(model.tally.spotChecks, visit.language) }
                }
            }
        }
    }

    /// What has come to the moderator, or everything that they may decide.
    private var reach: HTML {
        p(.class("meta")) {
            if filter.isWide {
                visit.say(Phrase("这里是您有权处理的全部活动，包括下级审核员正在处理的。", "Everything that you may decide, what others decide below you included. "))
                a(.href(switched)) { visit.say(Phrase("只看轮到我的", "Only what has come to me")) }
            } else {
                visit.say(Phrase("这里是轮到您处理的活动；下级有审核员的，超过时限后才转到您这里。", "What has come to you. What has a moderator below you comes once their time is over. "))
                a(.href(switched)) { visit.say(Phrase("查看有权处理的全部", "All that I may decide")) }
            }
        }
    }

    private var switched: Address {
        var filter = filter
        (filter.isWide, filter.page) = (!filter.isWide, 1)
        return filter.address
    }

    private var narrowing: HTML {
        Markup.form(.method(.get), .action("/desk/moderation"), .class("actions", "queue-filter")) {
            if filter.isWide { input(.type("hidden"), .name("all"), .value("1")) }
            if filter.state != .toModerate { input(.type("hidden"), .name("state"), .value(filter.state.rawValue)) }
            label(.for("campaign")) { visit.say(Phrase("活动项目", "Campaign")) }
            select(.id("campaign"), .name("campaign")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for campaign in model.reach.campaigns.all {
                    option(.value(campaign.key), .selected(campaign.key == filter.campaign)) { campaign.name(visit.language) }
                }
            }
            label(.for("size")) { visit.say(Phrase("每页", "Lines")) }
            select(.id("size"), .name("size")) {
                for size in QueueFilter.sizes { option(.value(String(size)), .selected(size == filter.size)) { String(size) } }
            }
            if let unit = filter.unit { input(.type("hidden"), .name("unit"), .value(unit.text)) }
            if let region = filter.region { input(.type("hidden"), .name("region"), .value(region)) }
            button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("筛选", "Filter")) }
            if let region = filter.region {
                chip(RegionWords.full(region, in: visit.regions), Phrase("：不再按此地区筛选", ": no longer this region alone")) { $0.region = nil }
            }
            if let unit = model.unit { chip(unit.name.phrase, Phrase("：不再只看这家单位", ": no longer this unit alone")) { $0.unit = nil } }
        }
    }

    /// What narrows the queue, with the way out of it.
    private func chip(_ name: Phrase, _ without: Phrase, _ widen: (inout QueueFilter) -> Void) -> HTML {
        a(.class("chip"), .href(changed(widen))) {
            visit.say(name)
            span(.aria("hidden", "true")) { " ×" }
            span(.class("visually-hidden")) { visit.say(without) }
        }
    }

    private func changed(_ change: (inout QueueFilter) -> Void) -> Address {
        var filter = filter
        filter.page = 1
        change(&filter)
        return filter.address
    }

    private var empty: HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有活动", "Nothing here")) }
            if filter.state == .toModerate {
                p { visit.say(Phrase("没有等您审核的活动。有新的提交时，它会出现在这里和工作台上。", "Nothing waits for you. What is submitted appears here and on your desk.")) }
            }
        }
    }

    private static let heads = [Phrase("活动", "Activity"), Phrase("地区", "Region"), Phrase("等待", "Waiting")]

    private var list: HTML {
        Markup.form(.method(.post), .action(filter.decisions), .class("stack")) {
            visit.csrfField
            div(.class("table-wrap")) {
                table(.class("table"), .data("queue", "")) {
                    thead {
                        tr {
                            if isOpen { th(.scope("col")) { span(.class("visually-hidden")) { visit.say(Phrase("选择", "Choose")) } } }
                            for head in Self.heads { th(.scope("col")) { visit.say(head) } }
                        }
                    }
                    tbody { for line in model.lines { row(line) } }
                }
            }
            if isOpen { decisions }
        }
    }

    private func row(_ line: QueueLine) -> HTML {
        tr(.data("entry", "")) {
            if isOpen { QueueTick(line: line).html(visit) }
            th(.scope("row")) {
                a(.href(filter.address(line))) { line.title(visit.language) }
                div(.class("meta")) {
                    if filter.unit == nil {
                        a(.href(changed { $0.unit = line.organiserID })) {
                            line.organiser(visit.language)
                            span(.class("visually-hidden")) { visit.say(Phrase("：只看这家单位", ": this unit alone")) }
                        }
                    } else {
                        line.organiser(visit.language)
                    }
                    " · " + line.campaign(visit.language)
                }
                if !line.reason.isEmpty, [.returned, .refused, .withdrawn].contains(line.state) { div(.class("meta")) { visit.say(Phrase("理由：", "Why: ")) + line.reason } }
                if line.isRevision { span(.class("badge", "badge-info")) { visit.say(Phrase("修订", "Revision")) } }
            }
            td(.data("label", visit.say(Self.heads[1]))) {
                visit.say(RegionWords.short(line.region, in: visit.regions) ?? RegionWords.full(nil, in: visit.regions))
            }
            td(.data("label", visit.say(Self.heads[2])), .class("number")) {
                waiting(since: line.since)
                if line.state == .toModerate, model.reach.isOverdue(line.campaignID, since: line.since) {
                    HTML(text: " ")
                    span(.class("badge", "badge-attention")) { visit.say(Phrase("超时限", "Too long")) }
                }
            }
        }
    }

    private var decisions: HTML {
        let events = Placement.workflow.events(in: filter.state).filter(ModerationBatch.events.contains)
        return section(.aria("label", visit.say(Phrase("处理所选", "Decide what is ticked")))) {
            div(.class("action-bar", "queue-bar")) {
                ReasonList(reasons: model.reach.campaigns.reasons(of: model.lines.map(\.campaignID))).html(visit)
                div(.class("field")) {
                    label(.for("reason")) { visit.say(Phrase("理由（退回、不予采用时必填，所选各单位都会看到）", "Why (needed to return or refuse; all hosts of what is ticked read it)")) }
                    textarea(.id("reason"), .name("reason"), .rows(1), .maxlength(1000)) { visit.posted.fields["reason"] ?? "" }
                }
                for event in ModerationBatch.events where events.contains(event) {
                    button(
                        .class("button", event == .publish ? "button-primary" : event == .refuse ? "button-danger" : ""), .type("submit"), .name("decision"),
                        .value(event.rawValue)
                    ) { visit.say(Phrase("所选：", "Ticked: ")) + visit.say(event.title) }
                }
                QueueTicks.html(visit)
            }
        }
    }

    /// Where most waits, and longest.
    @HTMLBuilder private var regions: HTML {
        if model.regions.count > 1 {
            section(.class("stack")) {
                h2 { visit.say(Phrase("各地区等待情况", "Waiting by region")) }
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead {
                            tr {
                                th(.scope("col")) { visit.say(Self.heads[1]) }
                                th(.scope("col"), .class("number")) { visit.say(Phrase("待审核", "To moderate")) }
                                th(.scope("col"), .class("number")) { visit.say(Phrase("最久已等待", "Longest waiting")) }
                            }
                        }
                        tbody { for one in model.regions { row(one) } }
                    }
                }
            }
        }
    }

    private func row(_ one: QueueRegion) -> HTML {
        var narrower = filter
        (narrower.region, narrower.page) = (one.region.code, 1)
        return tr {
            th(.scope("row")) { a(.href(narrower.address)) { visit.say(Phrase(one.region.nameZH, one.region.nameEN)) } }
            td(.data("label", visit.say(Phrase("待审核", "To moderate"))), .class("number")) { Numerals.count(one.waiting, visit.language) }
            td(.data("label", visit.say(Phrase("最久已等待", "Longest waiting"))), .class("number")) { waiting(since: one.since) }
        }
    }

    private func waiting(since: Instant) -> String { visit.say(WaitingTime.words(since: since, at: visit.now)) }
}
