import Campaigns
import Kernel
import Language
import Markup
import Regions
import Resources
import Storage
import Venues
import Web

/// `/desk/campaigns/{key}/taking-part`: join with one click, choose the ways, and go on from there.
struct TakingPartPage {
    let part: TakingPart
    var problem: Refusal?
    let visit: Visit

    private var path: String { "/desk/campaigns/\(part.campaign.key)/taking-part" }
    private var waiting: [Organisation] { part.units.filter { part.joined[$0.id] == nil } }
    private var taking: [Organisation] { part.units.filter { part.joined[$0.id] != nil } }

    var answer: Answer {
        visit.desk(
            Phrase("参加：", "Take part: ") + part.campaign.name.phrase,
            lede: Phrase("用本单位已有的资料参加，不用再填。\(part.campaign.dates(.zh))", "Join with the profile that your unit has; nothing is typed again. \(part.campaign.dates(.en))"),
            trail: [("/campaigns/\(part.campaign.key)", part.campaign.name.phrase)], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert"), .tabindex(-1), .autofocus()) { p { visit.say(problem.phrase) } } }
            if part.isOver {
                div(.class("notice", "notice-info")) { p { visit.say(Phrase("这项行动已经结束，不再接收参加单位。", "This action is over; nobody joins it any more.")) } }
            }
            for unit in taking { joined(unit) }
            if !part.isOver { for unit in waiting { join(unit) } }
            if part.units.isEmpty { nobody }
            kit
        }
    }

    private var nobody: HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("没有可以代表的单位", "No unit to speak for")) }
            p { visit.say(Phrase("请管理员把您所在单位的填报角色交给您。", "Ask an administrator for the role of a host over your unit.")) }
        }
    }

    /// A unit that takes part: how, and where each way leads.
    private func joined(_ unit: Organisation) -> HTML {
        let ways = part.joined[unit.id]?.ways ?? []
        return section(.class("stack")) {
            h2 { visit.html(unit.name) }
            p {
                span(.class("badge", "badge-success")) { visit.say(Phrase("已参加", "Takes part")) }
                if part.flagged.contains(unit.id) {
                    " "
                    span(.class("badge", "badge-attention")) { visit.say(Phrase("已授旗", "Has the flag")) }
                }
            }
            if ways.isEmpty {
                p { visit.say(Phrase("还没有选择参与方式：请在下面勾选。", "No way is chosen yet: tick one below.")) }
            } else {
                ul(.class("session-list"), .role("list")) { for kind in ways { li { step(kind) } } }
            }
            if !part.isOver {
                details(.open(ways.isEmpty)) {
                    summary { visit.say(Phrase("更改参与方式", "Change the ways")) }
                    choices(unit, chosen: Set(ways), submit: Phrase("保存", "Save"))
                    if !part.flagged.contains(unit.id) {
                        visit.postButton(Phrase("退出这项行动", "Leave the action"), posts: path + "/leaving", fields: [("unit", unit.id.text)], style: "button-quiet")
                    }
                }
            }
        }
    }

    private func step(_ kind: Way.Kind) -> HTML {
        div {
            p { strong { visit.html(part.name(kind)) } }
            p(.class("meta")) { visit.html(part.ways.first { $0.kind == kind }?.way ?? Wording("")) }
            p { a(.class("button"), .href(WayAddress.of(kind, part.campaign))) { visit.say(WayAddress.title(kind)) } }
        }
    }

    /// A unit that does not take part yet: one button, the ways beside.
    private func join(_ unit: Organisation) -> HTML {
        section(.class("stack")) {
            h2 { visit.html(unit.name) }
            p(.class("meta")) {
                if let code = unit.region, let region = visit.regions[code] { visit.say(region.name) + " · " }
                a(.href("/organisations/\(unit.id)")) { visit.say(Phrase("查看单位资料", "The unit's profile")) }
            }
            choices(unit, chosen: [], submit: Phrase("参加", "Join"))
        }
    }

    private func choices(_ unit: Organisation, chosen: Set<Way.Kind>, submit: Phrase) -> HTML {
        form(.method(.post), .action(.within(path)), .class("form")) {
            visit.csrfField
            input(.type("hidden"), .name("unit"), .value(unit.id.text))
            fieldset {
                legend { visit.say(Phrase("参与方式（可多选，以后可以更改）", "Ways to take part (several may be ticked, and changed later)")) }
                for one in part.kinds {
                    label(.class("check")) {
                        input(.type("checkbox"), .name("ways"), .value(one.kind.rawValue), .checked(chosen.contains(one.kind)))
                        span { visit.html(one.name) }
                    }
                }
            }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) {
                    visit.say(submit)
                    span(.class("visually-hidden")) { visit.say(Phrase("：", ": ")) + unit.name(visit.language) }
                }
            }
        }
    }

    @HTMLBuilder private var kit: HTML {
        if !part.kit.isEmpty {
            section(.class("stack"), .id("kit")) {
                h2 { visit.say(Phrase("行动的资源", "The action's kit")) }
                ul(.class("session-list"), .role("list")) { for item in part.kit { li { kitLine(item) } } }
            }
        }
    }

    private func kitLine(_ item: KitItem) -> HTML {
        // What it is stands above its name: beside it, badges of every length leave a phone no straight edge.
        div {
            p { span(.class("badge")) { visit.say(item.title) } }
            p { a(.href(.within(item.path))) { visit.html(item.name) } }
            p(.class("meta")) { visit.html(item.summary) }
            if !taking.isEmpty, !part.isOver {
                form(.method(.post), .action(.within("/desk/campaigns/\(part.campaign.key)/kit/\(item.id.text)/activity")), .class("inline-form")) {
                    visit.csrfField
                    if taking.count == 1, let unit = taking.first {
                        input(.type("hidden"), .name("unit"), .value(unit.id.text))
                    } else {
                        label(.for("unit-\(item.id.text)"), .class("visually-hidden")) { visit.say(Phrase("单位", "Unit")) }
                        select(.id("unit-\(item.id.text)"), .name("unit")) { for unit in taking { option(.value(unit.id.text)) { unit.name(visit.language) } } }
                    }
                    button(.class("button", "button-quiet"), .type("submit")) {
                        visit.say(Phrase("用它开展一项活动", "Begin an activity with it"))
                        span(.class("visually-hidden")) { visit.say(Phrase("：", ": ")) + item.name(visit.language) }
                    }
                }
            }
        }
    }
}
