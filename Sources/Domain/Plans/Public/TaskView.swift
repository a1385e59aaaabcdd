import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// Who, where, by when; on the public page and on the desk's.
struct TaskFacts {
    let progress: TaskProgress
    let participants: [ID<Organisation>]
    let names: PlanNames
    let visit: Visit
    /// Risks are for those who work on it.
    var isPublic = true

    private var task: KeyTask { progress.task }

    var html: HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("灯", "Light")) {
                visit.lightHTML(progress.light)
                if let why = progress.why(on: visit.now.day(in: .china)) { p(.class("meta")) { visit.say(why) } }
            }
            visit.fact(Phrase("状态", "State")) {
                span(.data("state", task.state.rawValue)) { visit.say(task.state.title) }
                " "
                span(.class("meta")) { Dates.moment(task.stateAt, .china, visit.language) }
            }
            visit.fact(Phrase("牵头单位", "Lead")) { names.unit(task.leadID, visit) }
            if !participants.isEmpty { visit.fact(Phrase("参与单位", "Taking part")) { for unit in participants { p { names.unit(unit, visit) } } } }
            visit.fact(Phrase("交办和核验", "Assigned and verified by")) {
                names.unit(task.authorityID, visit)
                if task.authorityID == task.leadID { p(.class("meta")) { visit.say(Phrase("与牵头单位是同一家", "The same body as its lead")) } }
            }
            visit.fact(Phrase("地区", "Region"), visit.regionName(task.region))
            if let due = task.due { visit.fact(Phrase("期限", "Due"), Dates.plain(due, visit.language)) }
            if task.budget != nil || task.budgetYuan != nil {
                visit.fact(Phrase("经费", "Budget")) {
                    if let line = task.budget { visit.html(line)
                        " " }
                    if let yuan = task.budgetYuan { visit.say(Phrase("\(Numerals.count(yuan, .zh)) 元", "\(Numerals.count(yuan, .en)) yuan")) }
                }
            }
            if task.risk != .none, !isPublic {
                visit.fact(Phrase("风险", "Risk")) { visit.say(task.risk.title) + visit.say(Phrase("：", ": ")) + task.riskSays }
            }
        }
    }
}

/// The goals with their numbers, and beside them the rule of the lights.
struct TaskGoals {
    let progress: TaskProgress
    let rule: LightRule
    let names: PlanNames
    let visit: Visit
    var isPublic = true

    @HTMLBuilder var html: HTML {
        if !progress.goals.isEmpty {
            section(.class("stack"), .id("goals")) {
                h2 { visit.say(Phrase("目标和现在的数", "Goals and where they stand")) }
                for goal in progress.goals {
                    GoalView(progress: goal, names: names, visit: visit, isPublic: isPublic).full
                }
                p(.class("meta")) { visit.say(rule.words) }
            }
        }
    }
}

struct MilestoneList {
    let milestones: [Milestone]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !milestones.isEmpty {
            section(.class("stack"), .id("milestones")) {
                h2 { visit.say(Phrase("节点", "Milestones")) }
                ul(.class("session-list"), .role("list")) {
                    for one in milestones {
                        li {
                            div {
                                p {
                                    visit.lightHTML(one.light(on: visit.now.day(in: .china)))
                                    " "
                                    visit.html(one.name)
                                }
                                p(.class("meta")) {
                                    if let done = one.done {
                                        visit.say(Phrase("\(Dates.plain(done, .zh)) 完成", "reached on \(Dates.plain(done, .en))"))
                                        if !one.doneSays.isEmpty { visit.say(Phrase("：", ": ")) + one.doneSays }
                                    } else {
                                        visit.say(Phrase("\(Dates.plain(one.due, .zh)) 前", "by \(Dates.plain(one.due, .en))"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A report with the figures as they stood when it was handed in.
struct ReportView {
    let report: TaskReport
    let visit: Visit
    /// Remarks are for the two sides; small numbers of people are told to nobody else.
    var isPublic = true

    var html: HTML {
        article(.class("card"), .id(report.period.key)) {
            div(.class("card-body")) {
                h3(.class("card-title")) {
                    visit.say(report.period.title)
                    " "
                    span(.class("badge"), .data("state", report.state.rawValue)) { visit.say(report.state.title) }
                }
                for field in TaskReport.Field.allCases {
                    let says = report.says[field] ?? "", remark = isPublic ? nil : report.remarks[field]
                    if !says.isEmpty || remark != nil {
                        h4 { visit.say(field.title) }
                        if says.isEmpty { p(.class("meta")) { visit.say(Phrase("没有填写。", "Nothing was written.")) } } else { p(.class("prose")) { says } }
                    }
                    if let remark { div(.class("notice", "notice-warning")) { p { remark } } }
                }
                if !report.figures.isEmpty {
                    h4 { visit.say(Phrase("上报时的数", "The figures when it was handed in")) }
                    ul {
                        for figure in report.figures {
                            li {
                                visit.say(IndicatorDictionary.newest[figure.indicator]?.name ?? Phrase(same: figure.indicator)) + visit.say(Phrase("：", ": "))
                                number(figure)
                                if let target = figure.target { " / " + Numerals.count(target, visit.language) }
                                if figure.isOwn { visit.say(Phrase("（手填）", " (stated by hand)")) }
                            }
                        }
                    }
                }
                p(.class("meta")) { visit.say(Phrase("上报于 \(Dates.moment(report.handedInAt, .china, .zh))", "Handed in on \(Dates.moment(report.handedInAt, .china, .en))")) }
            }
        }
    }

    private func number(_ figure: TaskReport.Figure) -> String {
        guard let value = figure.value else { return visit.say(Numerals.unknown) }
        // What a goal was narrowed to then is not known any more, so every small number of people is taken for one of minors.
        return SmallGroups.told(value, ofMinors: isPublic && SmallGroups.people.contains(figure.indicator)).text(visit.language)
    }
}
