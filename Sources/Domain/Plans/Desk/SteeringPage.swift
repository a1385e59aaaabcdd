import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/plans/{key}`: a plan for whoever steers it: what does not fit together, its tasks, and issuing it.
struct SteeringPage: Sendable {
    let plan: ActionPlan
    let count: LightCount
    let shown: [TaskProgress]
    let total: Int
    let flaws: [CascadeFlaw]
    /// What may stand and is told.
    let notes: [CascadeFlaw]
    /// What is overdue in all of its tasks, whoever verifies them: the first of it, and how much there is.
    let overdue: [(duty: Duty, task: KeyTask)]
    let overdueCount: Int
    let names: PlanNames
    /// Everybody who leads a task of the plan, or a part of one.
    let leads: [ID<Organisation>]
    let dropped: Int
    /// Whether whoever looks can draw up next year's.
    let mayDraw: Bool
    var problem: Refusal?

    init(_ plan: ActionPlan, _ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        (self.plan, mayDraw) = (plan, identity.steersForBody)
        let contents = try tx.contents(of: plan)
        let all = try tx.progress(of: contents)
        dropped = all.count { $0.task.state == .dropped }
        count = LightCount(all.filter { $0.task.state != .dropped && $0.task.state != .drafted }.map(\.light))
        let ids = Set(all.map(\.task.id))
        let top = plan.inOrder(all.filter { one in one.task.parentID.map { !ids.contains($0) } ?? true }, \.task)
        total = top.count
        try visit.requirePage(of: total, by: PlanPage.size)
        shown = Array(top.dropFirst((visit.pageNumber - 1) * PlanPage.size).prefix(PlanPage.size))
        (flaws, notes) = (try tx.flaws(in: contents), try tx.notes(in: contents))
        let reach = try DutyReach(where: "t.plan_id = \(plan.id)", by: tx.now.day(in: .china).adding(days: -1), in: tx)
        overdueCount = try reach.count(in: tx)
        overdue = overdueCount == 0 ? [] : try reach.duties(limit: SteeringListPage.first, in: tx)
        leads = Set(all.filter { $0.task.state != .dropped }.map(\.task.leadID)).sorted { $0.number < $1.number }
        names = try PlanNames(shown, also: leads + overdue.map(\.task.leadID), in: tx)
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(plan.name.phrase, lede: plan.summary?.phrase, trail: [("/desk/plans", SteeringListPage.title)], status: problem == nil ? 200 : 422) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            div(.class("stack", "sections")) {
                p {
                    span(.class("badge", plan.isIssued ? "badge-success" : "")) { visit.say(plan.isIssued ? Phrase("已印发", "Issued") : Phrase("拟订中", "Being drawn up")) }
                    if plan.isIssued {
                        " "
                        a(.href("/plans/\(plan.key)")) { visit.say(Phrase("公众看到的页面", "The public page")) }
                    }
                }
                if count.total > 0 { visit.lightsHTML(count, path: "/plans/\(plan.key)", chosen: nil) }
                p(.class("actions")) {
                    a(.class("button"), .href("/desk/plans/\(plan.key)/tasks/new")) { visit.say(Phrase("添加任务", "Add a task")) }
                    a(.class("button"), .href("/desk/plans/\(plan.key)/table")) { visit.say(Phrase("用表格拟订", "As a spreadsheet")) }
                    a(.class("button"), .href("/desk/plans/\(plan.key)/facts")) { visit.say(Phrase("更改计划", "Change the plan")) }
                    if mayDraw { a(.class("button"), .href("/desk/plans/\(plan.key)/next")) { visit.say(Phrase("拟订下一年计划", "Next year's plan")) } }
                }
                flawList(visit)
                if !plan.isIssued { issuing(visit) }
                overdueList(visit)
                section(.class("stack"), .id("tasks")) {
                    h2 { visit.say(Phrase("任务", "Tasks")) }
                    if shown.isEmpty {
                        div(.class("empty-state")) { p { visit.say(Phrase("计划里还没有任务。请添加任务，或用表格导入。", "There is no task in it yet. Add one, or bring in a table.")) } }
                    } else {
                        TaskTable(tasks: shown, names: names, caption: Phrase("任务", "Tasks"), path: { "/desk/duties/\($0.id.text)" }, visit: visit, isPublic: false).html
                        visit.pager(page: visit.pageNumber, total: total, size: PlanPage.size)
                    }
                }
                if !shown.isEmpty {
                    details(.id("letters")) {
                        summary { visit.say(Phrase("各单位的任务书（PDF）", "Letters of tasks, unit by unit (PDF)")) }
                        ul {
                            for unit in leads {
                                li { a(.href("/desk/plans/\(plan.key)/letters/\(unit.text).pdf")) { names.name(unit, visit.language) } }
                            }
                        }
                    }
                }
                if !plan.isIssued { removal(visit) }
            }
        }
    }

    private func removal(_ visit: Visit) -> HTML {
        details(.id("removal")) {
            summary { visit.say(Phrase("删除计划", "Take the plan away")) }
            div(.class("stack")) {
                p {
                    visit.say(Phrase("删除后不能恢复。以后可能还要用的，请先", "It does not come back. If it may be wanted again, first "))
                    a(.href("/desk/plans/\(plan.key)/table")) { visit.say(Phrase("下载它的表格", "download its table")) }
                    visit.say(Phrase("，以后可以再导入。", "; that can be brought in again."))
                }
                form(.method(.post), .action(.within("/desk/plans/\(plan.key)/removal")), .class("stack")) {
                    visit.csrfField
                    label(.class("check")) {
                        input(.type("checkbox"), .name("understood"), .value("1"), .required())
                        span { visit.say(Phrase("连同全部任务一起删除", "All of its tasks go with it")) }
                    }
                    div { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("删除计划", "Take the plan away")) } }
                }
            }
        }
    }

    @HTMLBuilder private func flawList(_ visit: Visit) -> HTML {
        if !flaws.isEmpty || !notes.isEmpty {
            section(.class("stack"), .id("flaws")) {
                h2 { visit.say(Phrase("对不上的地方", "What does not fit together")) }
                list(flaws, visit)
                if !notes.isEmpty {
                    h3 { visit.say(Phrase("请留意（不影响印发）", "To be looked at; the plan may be issued with it")) }
                    list(notes, visit)
                }
            }
        }
    }

    @HTMLBuilder private func list(_ all: [CascadeFlaw], _ visit: Visit) -> HTML {
        if !all.isEmpty { ul { for one in all.prefix(50) { li { a(.href("/desk/duties/\(one.task.text)")) { visit.say(one.says) } } } } }
        if all.count > 50 { p { visit.say(Phrase("另有 \(all.count - 50) 处。", "And \(all.count - 50) more.")) } }
    }

    /// Of the whole plan, parts that other bodies verify too.
    @HTMLBuilder private func overdueList(_ visit: Visit) -> HTML {
        if overdueCount > 0 {
            DutyTable(duties: overdue, leads: names, title: Phrase("计划中逾期的事：\(overdueCount) 件", "Overdue in this plan: \(overdueCount)"), visit: visit).html
            if overdueCount > overdue.count {
                p {
                    visit.say(Phrase("另有 \(overdueCount - overdue.count) 件：", "And \(overdueCount - overdue.count) more: "))
                    a(.href("/desk/given")) { visit.say(GivenPage.title) }
                    visit.say(Phrase("、", ", "))
                    a(.href("/desk/given?list=parts")) { visit.say(GivenList.parts.title) }
                }
            }
        }
    }

    private func issuing(_ visit: Visit) -> HTML {
        section(.class("form-section"), .id("issue")) {
            h2 { visit.say(Phrase("印发计划", "Issue the plan")) }
            p { visit.say(Phrase("印发后公开，任务交办给各牵头单位，由系统通知。", "It becomes public, and each task is assigned to its lead, who is told.")) }
            form(.method(.post), .action(.within("/desk/plans/\(plan.key)/issue")), .class("stack")) {
                visit.csrfField
                label(.class("check")) {
                    input(.type("checkbox"), .name("understood"), .value("1"), .required())
                    span { visit.say(Phrase("已核对任务和目标", "The tasks and targets are checked")) }
                }
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("印发", "Issue")) }
            }
        }
    }
}
