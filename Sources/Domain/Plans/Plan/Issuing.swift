import Access
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// What does not fit together in a plan.
    func flaws(in plan: ActionPlan) throws -> [CascadeFlaw] { try flaws(in: try contents(of: plan)) }

    func flaws(in contents: PlanContents) throws -> [CascadeFlaw] {
        let (plan, all, goals, milestones) = (contents.plan, contents.tasks, contents.goals, contents.milestones)
        let places = try placesAbove(Set(all.compactMap(\.region)))
        let list = all.map { CascadeTask($0, goals[$0.id] ?? []) }
        let past = try past(Set(goals.values.joined().map(\.source.campaign)), before: plan.begin)
        let days = all.filter { $0.state != .dropped }.compactMap { PlanDays.flaw(of: $0, goals[$0.id] ?? [], milestones[$0.id] ?? [], in: plan) }
        return Cascade.flaws(list, in: plan.region) { places[$0] ?? [$0] } + Cascade.stale(list, past: past, begin: plan.begin) + strayFlaws(all) + (try unitFlaws(all)) + days
    }

    /// What may stand in a plan, and is told: tasks that their own lead verifies since two units became one, and goals without a target.
    func notes(in contents: PlanContents) throws -> [CascadeFlaw] {
        let all = contents.tasks.filter { $0.state != .dropped }, own = try ownByMerging(all)
        let merged = all.filter { own.contains($0.id) }.map {
            CascadeFlaw(
                task: $0.id,
                says: Phrase(
                    "“\($0.name.phrase.zh)”的牵头单位和核验单位已合并为一家，现在自己核验自己。请换一家牵头。",
                    "The lead of “\($0.name.phrase.en)” and the body that was to verify it became one, so it verifies itself now. Give it another lead."))
        }
        return merged + targetless(all, contents.goals)
    }

    /// Goals without a target: one note, said with the first task that has such a goal.
    private func targetless(_ tasks: [KeyTask], _ goals: [ID<KeyTask>: [Goal]]) -> [CascadeFlaw] {
        let found = tasks.flatMap { task in (goals[task.id] ?? []).filter(\.targets.isEmpty).map { (task, $0) } }
        guard let (task, first) = found.first else { return [] }
        let (zh, en) = found.count == 1 ? ("", "") : ("等 \(found.count) 个目标", " and \(Plural.en(found.count - 1, "more goal", "more goals"))")
        return [
            CascadeFlaw(
                task: task.id,
                says: Phrase(
                    "“\(task.name.phrase.zh)”的“\(first.title.zh)”\(zh)没有目标数，只显示现在的数，看不出进度。",
                    "“\(first.title.en)” of “\(task.name.phrase.en)”\(en) \(found.count == 1 ? "has" : "have") no target: the number is shown, and nothing says how far it should be."))
        ]
    }

    /// Of each code all codes of it and of what lies above it, as the tree stands today.
    private func placesAbove(_ codes: Set<String>) throws -> [String: Set<String>] {
        guard !codes.isEmpty else { return [:] }
        let some: SQL = codes.count > 200 ? "1 = 1" : "r.code IN (\(list: codes.sorted()))"
        var out: [String: Set<String>] = [:]
        try each("SELECT r.code, n.code AS current, n.province, n.prefecture, n.county FROM view_region r JOIN view_region n ON n.code = r.current WHERE \(sql: some)") { row in
            let above = [try row.textOrNil("province"), try row.textOrNil("prefecture"), try row.textOrNil("county")].compactMap(\.self)
            out[try row.text("code")] = Set(above + [try row.text("code"), try row.text("current")])
            return true
        }
        return out
    }

    /// Parts of tasks of another plan, which nobody adds up.
    private func strayFlaws(_ tasks: [KeyTask]) -> [CascadeFlaw] {
        let known = Set(tasks.map(\.id))
        return tasks.filter { one in one.state != .dropped && one.parentID.map { !known.contains($0) } ?? false }.map {
            CascadeFlaw(
                task: $0.id,
                says: Phrase("“\($0.name.phrase.zh)”的上级任务不在这个计划里，请另选上级任务。", "The task above “\($0.name.phrase.en)” is none of this plan. Choose another."))
        }
    }

    /// Leads that do not exist any more.
    private func unitFlaws(_ tasks: [KeyTask]) throws -> [CascadeFlaw] {
        let leads = Set(tasks.filter { $0.state != .dropped }.map(\.leadID))
        let known = try organisations(leads)
        return tasks.filter { $0.state != .dropped && known[$0.leadID] == nil }.map {
            CascadeFlaw(task: $0.id, says: Phrase("“\($0.name.phrase.zh)”的牵头单位已不存在，请另选一家。", "The lead of “\($0.name.phrase.en)” does not exist any more. Choose another."))
        }
    }

    /// Issues the plan: from then on it is public, and each task is assigned to its lead. Refuses a plan without tasks, and one with flaws.
    func issuePlan(_ key: String, by identity: Identity) throws {
        try lock("plans.plan.\(key)")
        let plan = try requirePlan(key)
        try identity.require(Plans.steer, within: try planScopes(plan))
        guard !plan.isIssued else { throw Refusal(.conflict, "plan-issued", "这个计划已经印发。", "The plan is issued already.") }
        let drafts = try rows("SELECT t.id FROM plans_task t WHERE t.plan_id = \(plan.id) AND t.state = \(TaskState.drafted) ORDER BY t.id") { try $0.id("id", KeyTask.self) }
        guard !drafts.isEmpty else { throw Refusal(.conflict, "plan-empty", "计划里还没有任务。请先添加任务或导入表格，再印发。", "The plan has no tasks yet. Add some, or bring in a table, then issue it.") }
        let flaws = try flaws(in: plan)
        if let first = flaws.first {
            throw Refusal(
                .conflict, "plan-flawed", "还有 \(flaws.count) 处对不上，先改正再印发：\(first.says.zh)",
                "\(Plural.en(flaws.count, "thing does", "things do")) not fit together; mend that first: \(first.says.en)")
        }
        let actor = identity.account.id.number
        try execute("UPDATE plans_plan SET issued_at = \(now), issued_by = \(actor) WHERE id = \(plan.id)")
        try execute(
            """
            UPDATE plans_task SET state = \(TaskState.assigned), state_at = \(now), state_by = \(actor), given_at = \(now), answer_day = \(Duty.answerDay(of: now))
            WHERE plan_id = \(plan.id) AND state = \(TaskState.drafted)
            """)
        try record(LedgerEntry("plans.plan-issued", "plan", plan.id, by: actor, payload: "{\"tasks\":\(drafts.count)}", visibility: .public))
        // Leads are told by the job, unit by unit: a plan may have thousands.
    }
}
