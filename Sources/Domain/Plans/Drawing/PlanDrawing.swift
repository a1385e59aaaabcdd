import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// A new plan, or other facts of one that is being drawn up. Whoever draws it up steers it before and after.
    func draw(_ new: ActionPlan, by identity: Identity) throws {
        try lock("plans.plan.\(new.key)")
        let old = try actionPlan(key: new.key)
        if let old {
            try identity.require(Plans.steer, within: try planScopes(old))
            guard old.id == new.id else { throw Refusal(.invalid, "key-taken", "这个编号已有计划。", "There is a plan of that key already.", field: "key") }
            try requireDrafted(old)
        }
        guard identity.may(Plans.steer, within: try organisationScopes(new.authorityID)) else {
            throw Refusal(.invalid, "authority", "您不能代这家单位统筹计划。请写您管理的单位。", "You cannot steer plans for this body. Name one of yours.", field: "authority")
        }
        try requireUnits([new.authorityID])
        let lost = Set(old?.chapters.map(\.key) ?? []).subtracting(new.chapters.map(\.key))
        if !lost.isEmpty, let task = try row("SELECT t.name_zh, t.name_en FROM plans_task t WHERE t.plan_id = \(new.id) AND t.chapter IN (\(list: lost.sorted())) ORDER BY t.id LIMIT 1", { try $0.wording("name") }) {
            throw Refusal(
                .invalid, "chapter-used", "去掉的章节里还有任务，例如“\(task.zh)”。请先把任务移到别的章节。",
                "A chapter that was taken out still has tasks, such as “\(task(.en))”. Move them first.", field: "chapters")
        }
        try save(new, by: identity.account.id.number)
        // Another body that steers verifies what the first one was to verify.
        if let old, old.authorityID != new.authorityID { try execute("UPDATE plans_task SET authority_id = \(new.authorityID) WHERE plan_id = \(new.id) AND authority_id = \(old.authorityID)") }
    }

    /// Other words of a plan that is issued, with the reason.
    func amend(_ new: ActionPlan, because reason: String, by identity: Identity) throws {
        try lock("plans.plan.\(new.key)")
        let old = try steeredPlan(new.key, identity)
        guard old.isIssued, old != new else { return }
        guard !reason.isEmpty else { throw Refusal(.invalid, "plan-reason", "计划已印发，请写明为什么更改。", "The plan is issued: say why it changes.", field: "reason") }
        try save(new, because: reason, by: identity.account.id.number)
    }

    func requireDrafted(_ plan: ActionPlan) throws {
        guard plan.isIssued else { return }
        throw Refusal(.conflict, "plan-issued", "计划已印发，这些内容不再更改；任务仍可逐项更改，并写明原因。", "The plan is issued, so this stays as it is; its tasks can still be changed one by one, with a reason.")
    }

    /// Next year's plan from this one: chapters, tasks, leads, goals and milestones, with days moved by as many years; targets are kept as proposals.
    /// What reads a campaign of the old year reads that of the new one where there is one of the same key with the year. What was dropped is left out.
    /// Gives how many tasks it has.
    func drawOn(_ old: ActionPlan, as new: ActionPlan, by identity: Identity) throws -> Int {
        try identity.require(Plans.steer, within: try planScopes(old))
        try draw(new, by: identity)
        let years = new.year - old.year
        let all = try wholes(where: "t.plan_id = \(old.id) AND t.state <> \(TaskState.dropped)")
        let campaigns = try nextCampaigns(of: Set(all.flatMap { [$0.task.campaignID].compactMap(\.self) + $0.goals.map(\.source.campaign) }), from: old, to: new)
        let keys = try freeKeys(all.map { NextYear.key($0.task.key, from: old.year, to: new.year) })
        let ids: [ID<KeyTask>: ID<KeyTask>] = Dictionary(all.map { ($0.task.id, newID()) }, uniquingKeysWith: { first, _ in first })
        let known = Dictionary(zip(all.map(\.task.id), keys), uniquingKeysWith: { first, _ in first })
        var done: Set<ID<KeyTask>> = []
        let byID = Dictionary(all.map { ($0.task.id, $0) }, uniquingKeysWith: { first, _ in first })
        for whole in all {
            // The task above stands there first.
            var chain: [TaskWhole] = [], next: TaskWhole? = whole
            while let one = next, !done.contains(one.task.id), !chain.contains(where: { $0.task.id == one.task.id }) {
                chain.append(one)
                next = one.task.parentID.flatMap { byID[$0] }
            }
            for one in chain.reversed() {
                guard let id = ids[one.task.id], let key = known[one.task.id] else { continue }
                var copy = NextYear.copy(one, as: id, key: key, from: old, to: new, by: years, reading: campaigns)
                copy.task.parentID = one.task.parentID.flatMap { ids[$0] }
                (copy.task.stateAt, copy.task.stateBy) = (now, identity.account.id.number)
                try enter(copy, over: nil, because: "", checksAbove: false, by: identity)
                done.insert(one.task.id)
            }
        }
        return all.count
    }

    /// Of campaigns those of the new year: the new plan's in the place of the old plan's, else that whose key is the same with the new year, where there is one.
    private func nextCampaigns(of campaigns: Set<ID<Campaign>>, from old: ActionPlan, to new: ActionPlan) throws -> [ID<Campaign>: ID<Campaign>] {
        var out = [old.campaignID: new.campaignID]
        for (id, key) in try campaignKeys(campaigns.subtracting([old.campaignID])) {
            if let next = try campaign(after: key, from: old.year, to: new.year) { out[id] = next.id }
        }
        return out
    }

    /// The campaign of the same key in another year; nil where the key names no year, or there is none.
    func campaign(after key: String, from old: Int, to new: Int) throws -> Campaign? {
        key.contains(String(old)) ? try campaign(key: NextYear.key(key, from: old, to: new)) : nil
    }

    /// These keys, each with a number behind it where there is a task of that key already.
    func freeKeys(_ wanted: [String]) throws -> [String] {
        guard !wanted.isEmpty else { return [] }
        var taken = Set(try rows("SELECT t.key FROM plans_task t WHERE t.key IN (\(list: wanted))") { try $0.text("key") })
        var out: [String] = []
        for key in wanted {
            var free = key, number = 2
            while taken.contains(free) {
                free = "\(key.prefix(58))-\(number)"
                number += 1
                if try !taken.contains(free) && keyTask(key: free) != nil { taken.insert(free) }
            }
            taken.insert(free)
            out.append(free)
        }
        return out
    }

    /// Takes away a plan that is being drawn up, with its tasks. One that was issued stays, for its tasks are owed.
    func removeDraft(_ key: String, by identity: Identity) throws {
        try lock("plans.plan.\(key)")
        let plan = try steeredPlan(key, identity)
        guard !plan.isIssued else {
            throw Refusal(.conflict, "plan-issued", "计划已印发，不能删除；任务可以逐项撤销，并写明理由。", "The plan is issued and stays. Its tasks can be dropped one by one, with a reason.")
        }
        try remove(plan, by: identity.account.id.number)
    }

    /// Takes away a task of a plan that is being drawn up. What was assigned is dropped with a reason instead.
    func removeDraft(_ key: String, of plan: ActionPlan, by identity: Identity) throws {
        try identity.require(Plans.steer, within: try planScopes(plan))
        guard let task = try keyTask(key: key), task.planID == plan.id else { throw Refusal.notFound(KeyTask.noun) }
        guard task.state == .drafted else {
            throw Refusal(.conflict, "task-assigned", "任务已交办，不能删除。请在任务页“撤销任务”，并写明理由。", "The task is assigned and cannot be taken away. Drop it on its page, and say why.")
        }
        guard try number("SELECT COUNT(*) FROM plans_task t WHERE t.parent_id = \(task.id)") == 0 else {
            throw Refusal(.conflict, "task-parts", "任务还有分解的下级任务，请先删除或移走下级。", "The task has parts. Take them away or move them first.")
        }
        try remove(task.id, by: identity.account.id.number)
    }
}

/// What becomes of a task in the plan of another year.
enum NextYear {
    /// `visits-2026` becomes `visits-2027`; a key without the year gets it.
    static func key(_ key: String, from old: Int, to new: Int) -> String {
        key.contains(String(old)) ? key.replacing(String(old), with: String(new)) : "\(key.prefix(59))-\(new)"
    }

    static func day(_ day: Day, by years: Int) -> Day { day.inYear(day.year + years) ?? day }

    /// - reading: which campaign is read instead of one of the old year.
    static func copy(
        _ whole: TaskWhole, as id: ID<KeyTask>, key: String, from old: ActionPlan, to new: ActionPlan, by years: Int, reading campaigns: [ID<Campaign>: ID<Campaign>]
    ) -> TaskWhole {
        let task = whole.task
        var copy = KeyTask(
            id: id, key: key, planID: new.id, chapter: new.chapters.contains { $0.key == task.chapter } ? task.chapter : nil, position: task.position, parentID: nil,
            campaignID: task.campaignID.map { campaigns[$0] ?? $0 }, origin: .plan, originKey: "", name: task.name, about: task.about, leadID: task.leadID,
            authorityID: task.authorityID == old.authorityID ? new.authorityID : task.authorityID, region: task.region, due: task.due.map { day($0, by: years) }, budget: task.budget,
            budgetYuan: task.budgetYuan, state: .drafted, stateAt: task.stateAt, stateBy: task.stateBy)
        copy.provenance = Provenance()
        let goals = whole.goals.map { goal in
            var next = goal
            next.source = GoalSource(indicator: goal.source.indicator, campaign: campaigns[goal.source.campaign] ?? goal.source.campaign)
            (next.source.region, next.source.kind, next.source.slices) = (goal.source.region, goal.source.kind, goal.source.slices)
            next.targets = goal.targets.map { Target(by: day($0.day, by: years), $0.value) }
            return next
        }
        let milestones = whole.milestones.map { Milestone(taskID: id, key: $0.key, name: $0.name, due: day($0.due, by: years)) }
        return TaskWhole(task: copy, participants: whole.participants, goals: goals, milestones: milestones)
    }
}
