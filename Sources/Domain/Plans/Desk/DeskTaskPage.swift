import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/duties/{task}`: a task with the steps that are this person's.
struct DeskTaskPage: Sendable {
    let part: TaskPart
    let plan: ActionPlan?
    let progress: TaskProgress
    let participants: [ID<Organisation>]
    let parent: KeyTask?
    let parts: [TaskProgress]
    let partCount: Int
    let sumFlaws: [CascadeFlaw]
    let reports: [TaskReport]
    let duties: [Duty]
    let names: PlanNames
    /// The agreement of which it came, where this person's body is a party.
    let agreement: Agreement?
    /// Whether nobody works for the lead in this program.
    let isLeadSilent: Bool
    /// Whether its lead verifies it since two units became one.
    let isOwnByMerging: Bool
    /// Whether this person steers the plan: its other pages are theirs too.
    let steersPlan: Bool
    /// To whom it may be handed over, as the form offers them while one types; empty for whoever may not.
    let otherLeads: [FormField.Choice]
    /// Why a step was refused, and what was entered.
    var problem: Refusal?
    var posted = Query()

    var task: KeyTask { progress.task }
    var path: String { "/desk/duties/\(task.id.text)" }

    init(_ id: ID<KeyTask>, for identity: Identity, _ visit: Visit, in tx: Transaction) throws {
        let (task, part) = try tx.deskTask(id, for: identity)
        self.part = part
        plan = try task.planID.flatMap { try tx.actionPlan($0) }
        let plans = plan.map { [$0.id: $0] } ?? [:]
        guard let progress = try tx.progress(of: [task], in: plans).first else { throw Refusal.notFound(KeyTask.noun) }
        self.progress = progress
        participants = try tx.participants(of: id)
        parent = try task.parentID.flatMap { try tx.keyTask($0) }
        (parts, partCount) = try tx.parts(of: task, page: visit.pageNumber, size: TaskPage.size, in: plan)
        try visit.requirePage(of: partCount, by: TaskPage.size)
        sumFlaws = partCount == 0 ? [] : try tx.sumFlaws(of: progress)
        reports = try tx.reports(of: id)
        duties = try tx.duties(of: [task])
        names = try PlanNames([progress] + parts, also: participants, in: tx)
        let key = task.origin == .agreement ? String(task.originKey.prefix { $0 != "#" }) : nil
        agreement = try key.flatMap { try tx.agreement(key: $0) }.flatMap { one in
            one.parties.contains { identity.may(Plans.carryOut, within: [.organisation($0.number)]) } ? one : nil
        }
        steersPlan = try plan.map { identity.may(Plans.steer, within: try tx.planScopes($0)) } ?? false
        otherLeads = part.steers && task.state != .verified ? try PlanSuggestions.leads(of: task.authorityID, but: task.leadID, in: tx) : []
        isLeadSilent = try part.steers && task.state.isOpen && tx.peopleOf(task.leadID).isEmpty
        isOwnByMerging = try (part.steers || part.leads) && !tx.ownByMerging([task]).isEmpty
    }

    /// - beside: from what else it came, as other rooms tell it.
    func answer(_ visit: Visit, beside: HTML = HTML()) -> Answer {
        let list = part.list(visit)
        let own = steersPlan ? plan.map { [("/desk/plans/\($0.key)", $0.name.phrase)] } ?? [] : []
        return visit.desk(task.name.phrase, lede: task.about?.phrase, trail: [list] + own, status: problem == nil ? 200 : 422) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !task.remark.isEmpty, [.returned, .assigned, .declined, .done].contains(task.state) { div(.class("notice", [.returned, .declined].contains(task.state) ? "notice-warning" : "")) { p { task.remark } } }
            if task.state == .declined, part.steers {
                p {
                    visit.say(
                        plan == nil
                            ? Phrase("牵头单位谢绝了这项任务。请换一家牵头，或说明后再次交办，或撤销。", "Its lead has declined it. Give it to another, say more and assign it again, or drop it.")
                            : Phrase("牵头单位谢绝了这项任务。请换一家牵头，或更改任务后再次交办，或撤销。", "Its lead has declined it. Give it to another, change it and assign it again, or drop it."))
                }
            }
            if isLeadSilent {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("牵头单位在本平台没有可以办事的账号，收不到通知。请邀请该单位的人员，或换一家牵头。", "Nobody works for the lead here, so it hears of nothing. Invite its people, or choose another lead.")) }
                }
            }
            if isOwnByMerging {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("牵头单位和核验单位已合并为一家，没有别的单位可以核验。请换一家牵头。", "Its lead and the body that was to verify it became one, and no other body can verify it. Give it another lead.")) }
                }
            }
            div(.class("stack", "sections")) {
                if let plan, part.steers || part.leads { entering(plan, visit) } else if part.leads { sharing(visit) }
                if let plan, plan.isIssued { p { a(.href("/plans/\(plan.key)/\(task.key)")) { visit.say(Phrase("公众看到的页面", "The public page")) } } }
                TaskFacts(progress: progress, participants: participants, names: names, visit: visit, isPublic: false).html
                if let agreement {
                    p(.class("meta")) {
                        visit.say(Phrase("来自协议：", "From an agreement: "))
                        a(.href("/desk/agreements/\(agreement.id.text)")) { visit.html(agreement.name) }
                    }
                }
                beside
                if part.leads { DutyTable(duties: duties.map { ($0, task) }, isOfOne: true, visit: visit).html }
                TaskActions(page: self, visit: visit).html
                TaskGoals(progress: progress, rule: plan?.rule ?? .usual, names: names, visit: visit, isPublic: false).html
                if part.steers { OwnNumberForms(page: self, visit: visit).html }
                milestones(visit)
                reportList(visit)
                partList(visit)
            }
        }
    }

    /// Changing it, for who steers; sharing it out, for the lead too.
    private func entering(_ plan: ActionPlan, _ visit: Visit) -> HTML {
        p(.class("actions")) {
            if steersPlan, task.state.isChangeable {
                a(.class("button"), .href("/desk/plans/\(plan.key)/tasks/\(task.key)")) { visit.say(Phrase("更改任务", "Change the task")) }
            }
            if task.state.isOpen || task.state == .drafted { a(.class("button"), .href(.within(path + "/parts"))) { visit.say(Phrase("分解任务", "Share it out")) } }
            a(.class("button"), .href("/desk/plans/\(plan.key)/letters/\(task.leadID.text).pdf")) { visit.say(Phrase("任务书（PDF）", "Letter of tasks (PDF)")) }
        }
    }

    @HTMLBuilder private func sharing(_ visit: Visit) -> HTML {
        if task.state.isOpen { p(.class("actions")) { a(.class("button"), .href(.within(path + "/parts"))) { visit.say(Phrase("分解任务", "Share it out")) } } }
    }

    @HTMLBuilder private func milestones(_ visit: Visit) -> HTML {
        MilestoneList(milestones: progress.milestones, visit: visit).html
        if part.leads, task.state.isOpen || task.state == .done {
            for one in progress.milestones {
                let isSent = posted["milestone"] == one.key
                details(.open(isSent)) {
                    summary {
                        visit.say(one.done == nil ? Phrase("完成节点：", "Reached: ") : Phrase("更改节点：", "Change: "))
                        visit.html(one.name)
                    }
                    form(.method(.post), .action(.within("\(path)/milestones/\(one.key)")), .class("form")) {
                        visit.csrfField
                        input(.type("hidden"), .name("milestone"), .value(one.key))
                        div(.class("field")) {
                            label(.for("done-\(one.key)")) { visit.say(Phrase("完成日期（留空为未完成）", "Reached on (blank: not reached)")) }
                            input(.type("date"), .id("done-\(one.key)"), .name("done"), .value(isSent ? posted["done"] ?? "" : (one.done ?? visit.now.day(in: .china)).iso))
                        }
                        div(.class("field")) {
                            label(.for("says-\(one.key)")) { visit.say(Phrase("说明和依据", "What was done, and what shows it")) }
                            textarea(.id("says-\(one.key)"), .name("says"), .rows(2), .maxlength(1000)) { isSent ? posted["says"] ?? "" : one.doneSays }
                        }
                        div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("保存", "Save")) } }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func reportList(_ visit: Visit) -> HTML {
        if !reports.isEmpty {
            section(.class("stack"), .id("reports")) {
                h2 { visit.say(Phrase("季度报告", "Quarterly reports")) }
                ul {
                    for report in reports {
                        li {
                            a(.href(.within("\(path)/reports/\(report.period.key)"))) { visit.say(report.period.title) }
                            " "
                            span(.class("badge"), .data("state", report.state.rawValue)) { visit.say(report.state.title) }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func partList(_ visit: Visit) -> HTML {
        if !parts.isEmpty {
            section(.class("stack"), .id("parts")) {
                h2 { visit.say(Phrase("分解为 \(partCount) 项", "Shared out in \(Plural.en(partCount, "part", "parts"))")) }
                visit.sumFlawsHTML(sumFlaws)
                TaskTable(
                    tasks: parts, names: names, caption: Phrase("下级任务", "Parts"), path: { "/desk/duties/\($0.id.text)" }, visit: visit,
                    isPublic: false
                ).html
                visit.pager(page: visit.pageNumber, total: partCount, size: TaskPage.size)
            }
        }
    }
}
