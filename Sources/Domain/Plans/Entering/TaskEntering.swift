import Access
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// Makes a task what it is to be. A new one is drafted where its plan is, assigned where that is issued; one that is drafted changes freely, one
    /// that is assigned with a reason. With another lead it is assigned anew. Who may is asked by the caller; whom to tell of it is given back.
    ///
    /// - old: as it stood; nil for a new one.
    /// - checksAbove: false where many are entered at once, and the caller has looked whether the tasks above lead back.
    @discardableResult
    func enter(_ new: TaskWhole, over old: TaskWhole?, because reason: String, checksAbove: Bool = true, by identity: Identity) throws -> TaskChange {
        guard new != old else { return .none }
        let actor = identity.account.id
        try requireSound(new)
        if checksAbove, let parent = new.task.parentID, parent != old?.task.parentID { try requireNoCircle(new.task, under: parent) }
        if let old { try requireChangeable(old.task, reason) }
        var task = new.task
        let isNewLead = old.map { $0.task.leadID != task.leadID } ?? false
        if isNewLead, task.state != .drafted { try requireOther(task.leadID, than: task.authorityID) }
        if isNewLead, task.state != .drafted { (task.state, task.stateAt, task.stateBy, task.remark) = (.assigned, now, actor.number, reason) }
        try put(task)
        if isNewLead { try put(task.state, reason, of: task.id, by: actor.number) }
        if new.participants != old?.participants ?? [] { try putParticipants(new.participants, of: task.id) }
        if new.goals != old?.goals ?? [] { try putGoals(new.goals, of: task.id) }
        if new.milestones != old?.milestones ?? [] { try putMilestones(new.milestones, of: task.id) }
        let kind = old == nil ? "plans.task-added" : isNewLead ? "plans.task-handed-over" : "plans.task-changed"
        try record(
            LedgerEntry(kind, "task", task.id, by: actor.number, scope: "/organisation/\(task.leadID.text)", reason: reason, visibility: task.state == .drafted ? .office : .unit))
        if task.state == .drafted { return .none }
        // What an issued plan gives is told by the job, unit by unit.
        if old == nil { return task.origin == .plan ? .none : .assigned(task) }
        guard let old, !isNewLead else { return .assigned(task) }
        return .changed(new, from: old)
    }

    /// What can never be kept, whichever way it is entered.
    private func requireSound(_ new: TaskWhole) throws {
        let task = new.task
        if new.participants.contains(task.leadID) {
            throw Refusal(.invalid, "lead-twice", "牵头单位不必再写在参与单位里，请去掉。", "The lead takes part anyway. Take it out of the units that take part.", field: "participants")
        }
        if Set(new.goals.map(\.key)).count != new.goals.count {
            throw Refusal(.invalid, "goal-twice", "有两个目标的编号相同，请改一个。", "Two goals have the same key. Change one.", field: "goal")
        }
        for goal in new.goals where goal.reads == .locked && (goal.source.isNarrowed || goal.source.region != nil || task.region != nil) {
            throw Refusal(
                .invalid, "goal-locked", "锁定公布的数只有整个活动项目的，不能再按地区或细分取。请改为实时，或去掉地区和细分。",
                "A number as published is of a whole campaign only. Read it live, or take out the region and what narrows it.", field: "reads")
        }
    }

    /// Refuses a task above that has this one above it.
    private func requireNoCircle(_ task: KeyTask, under parent: ID<KeyTask>) throws {
        var next: ID<KeyTask>? = parent, seen: Set<ID<KeyTask>> = []
        while let one = next, seen.insert(one).inserted {
            if one == task.id {
                throw Refusal(
                    .invalid, "parent-circle", "上级任务成环：从它往上又回到本任务。请另选上级任务。", "The tasks above lead back to this one. Choose another task above it.", field: "parent")
            }
            next = try row("SELECT t.parent_id FROM plans_task t WHERE t.id = \(one)") { try $0.idOrNil("parent_id") } ?? nil
        }
    }

    private func requireChangeable(_ task: KeyTask, _ reason: String) throws {
        guard task.state != .drafted else { return }
        guard task.state.isChangeable else {
            throw Refusal(
                .conflict, "task-over", "这项任务已“\(task.state.title.zh)”，不能更改。需要改时，请先退回或重新打开。",
                "The task is “\(task.state.title.en)” and stays as it is. To change it, return it or open it again first.")
        }
        guard !reason.isEmpty else { throw Refusal(.invalid, "task-remark", "任务已交办，请写明为什么更改，牵头单位会收到。", "The task is assigned: say why it changes; its lead is told.", field: "reason") }
    }
}
