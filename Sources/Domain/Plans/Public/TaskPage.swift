import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/plans/{plan}/{task}`: a task for everybody: goals, milestones, parts, accepted reports.
struct TaskPage: Sendable {
    static let size = 50

    let plan: ActionPlan
    let progress: TaskProgress
    let parent: KeyTask?
    let participants: [ID<Organisation>]
    let parts: [TaskProgress]
    let partCount: Int
    /// Where the targets of the parts do not make its own.
    let sumFlaws: [CascadeFlaw]
    let reports: [TaskReport]
    let names: PlanNames

    private var task: KeyTask { progress.task }

    init(_ plan: ActionPlan, _ task: KeyTask, _ visit: Visit, in tx: Transaction) throws {
        self.plan = plan
        guard let progress = try tx.progress(of: [task], in: [plan.id: plan]).first else { throw Refusal.notFound(KeyTask.noun) }
        self.progress = progress
        parent = try task.parentID.flatMap { try tx.keyTask($0) }
        participants = try tx.participants(of: task.id)
        (parts, partCount) = try tx.parts(of: task, page: visit.pageNumber, size: Self.size, in: plan, publicOnly: true)
        try visit.requirePage(of: partCount, by: Self.size)
        sumFlaws = partCount == 0 ? [] : try tx.sumFlaws(of: progress, publicOnly: true)
        reports = try tx.reports(of: task.id).filter { $0.state == .accepted }
        names = try PlanNames([progress] + parts, also: participants, in: tx)
    }

    func answer(_ visit: Visit) -> Answer {
        let above = parent.map { [("/plans/\(plan.key)/\($0.key)", $0.name.phrase)] } ?? []
        return visit.page(task.name.phrase, lede: task.about?.phrase, trail: [("/plans", Plans.title), ("/plans/\(plan.key)", plan.name.phrase)] + above) {
            div(.class("stack", "sections")) {
                TaskFacts(progress: progress, participants: participants, names: names, visit: visit).html
                TaskGoals(progress: progress, rule: plan.rule, names: names, visit: visit).html
                MilestoneList(milestones: progress.milestones, visit: visit).html
                partList(visit)
                reportList(visit)
                visit.provenanceHTML(task.provenance)
            }
        }
    }

    @HTMLBuilder private func partList(_ visit: Visit) -> HTML {
        if !parts.isEmpty {
            section(.class("stack"), .id("parts")) {
                h2 { visit.say(Phrase("分解为 \(partCount) 项", "Shared out in \(Plural.en(partCount, "part", "parts"))")) }
                visit.sumFlawsHTML(sumFlaws)
                TaskTable(
                    tasks: parts, names: names, caption: Phrase("下级任务", "Parts"), path: { "/plans/\(plan.key)/\($0.key)" }, visit: visit
                ).html
                visit.pager(page: visit.pageNumber, total: partCount, size: Self.size)
            }
        }
    }

    @HTMLBuilder private func reportList(_ visit: Visit) -> HTML {
        if !reports.isEmpty {
            section(.class("stack"), .id("reports")) {
                h2 { visit.say(Phrase("季度报告", "Quarterly reports")) }
                for report in reports { ReportView(report: report, visit: visit).html }
            }
        }
    }
}

extension Transaction {
    /// A page of the parts of a task, with their progress, by place. In public only those of the same plan that are assigned.
    func parts(of task: KeyTask, page: Int, size: Int, in plan: ActionPlan?, publicOnly: Bool = false) throws -> ([TaskProgress], Int) {
        let own = partCondition(of: task, publicOnly: publicOnly)
        let total = Int(try number("SELECT COUNT(*) FROM plans_task t WHERE \(sql: own)") ?? 0)
        guard total > 0 else { return ([], 0) }
        let some = try rows(
            "SELECT t.* FROM plans_task t WHERE \(sql: own) ORDER BY t.region NULLS LAST, t.position, t.id LIMIT \(size) OFFSET \((page - 1) * size)", KeyTask.init)
        return (try progress(of: some, in: plan.map { [$0.id: $0] } ?? [:]), total)
    }

    /// Which tasks `t` are parts of a task.
    func partCondition(of task: KeyTask, publicOnly: Bool) -> SQL {
        let all: SQL = "t.parent_id = \(task.id) AND t.state <> \(TaskState.dropped)"
        return publicOnly ? "\(sql: all) AND t.state <> \(TaskState.drafted) AND t.plan_id = \(task.planID)" : all
    }
}

extension Visit {
    /// That targets of parts do not make those of the whole.
    @HTMLBuilder func sumFlawsHTML(_ flaws: [CascadeFlaw]) -> HTML {
        if !flaws.isEmpty {
            div(.class("notice", "notice-warning")) {
                p { say(Phrase("分解到下级的目标与本任务的目标对不上：", "The targets of the parts do not make those of the whole:")) }
                ul { for flaw in flaws.prefix(10) { li { say(flaw.says) } } }
                if flaws.count > 10 { p { say(Phrase("另有 \(flaws.count - 10) 处。", "And \(flaws.count - 10) more.")) } }
            }
        }
    }
}
