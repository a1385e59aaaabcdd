import Campaigns
import Figures
import Kernel
import Storage

extension Transaction {
    /// The progress of tasks as of this moment: their goals' numbers are asked of Figures all at once.
    ///
    /// - plans: those to which they belong.
    func progress(of tasks: [KeyTask], in plans: [ID<ActionPlan>: ActionPlan]) throws -> [TaskProgress] {
        let ids = tasks.map(\.id), today = now.day(in: .china)
        let byTask = Dictionary(grouping: try goals(of: ids), by: \.taskID)
        let milestones = Dictionary(grouping: try self.milestones(of: ids), by: \.taskID)
        return try progress(of: tasks, byTask, milestones, today, in: plans)
    }

    /// The same of a whole plan.
    func progress(of plan: ActionPlan) throws -> [TaskProgress] {
        let all = try tasks(where: "t.plan_id = \(plan.id)")
        let some: SQL = "g.task_id IN (SELECT t.id FROM plans_task t WHERE t.plan_id = \(plan.id))"
        let byTask = Dictionary(grouping: try goals(where: some), by: \.taskID)
        let milestones = Dictionary(
            grouping: try rows("SELECT m.* FROM plans_milestone m JOIN plans_task t ON t.id = m.task_id WHERE t.plan_id = \(plan.id) ORDER BY m.task_id, m.position", Milestone.init),
            by: \.taskID)
        return try progress(of: all, byTask, milestones, now.day(in: .china), in: [plan.id: plan])
    }

    private func progress(
        of tasks: [KeyTask], _ goals: [ID<KeyTask>: [Goal]], _ milestones: [ID<KeyTask>: [Milestone]], _ today: Day, in plans: [ID<ActionPlan>: ActionPlan]
    ) throws -> [TaskProgress] {
        var wishes: [ID<Goal>: FigureWish] = [:]
        for task in tasks { for goal in goals[task.id] ?? [] { wishes[goal.id] = goal.source.wish(at: task.region) } }
        let values = try figureValues(wishes.values)
        let locked = try lockedValues(goals.values.joined().filter { $0.reads == .locked })
        return tasks.map { task in
            let plan = task.planID.flatMap { plans[$0] }
            let course = (begin: task.begin(in: plan), rule: plan?.rule ?? .usual)
            let found = (goals[task.id] ?? []).compactMap { goal -> GoalProgress? in
                guard let wish = wishes[goal.id] else { return nil }
                guard goal.reads == .locked else { return GoalProgress(goal, wish, counted: values[wish], isNotLockedYet: false, plan: course, today: today) }
                let kept = locked[goal.id]
                return GoalProgress(goal, wish, counted: kept.map(\.value) ?? values[wish], isNotLockedYet: kept == nil, plan: course, today: today)
            }
            return TaskProgress(task, found, milestones[task.id] ?? [], today: today)
        }
    }

    /// The numbers as published of goals that read a locked edition, where it is locked.
    private func lockedValues(_ goals: [Goal]) throws -> [ID<Goal>: (value: FigureValue?, at: Instant)] {
        var out: [ID<Goal>: (value: FigureValue?, at: Instant)] = [:]
        for (campaign, some) in Dictionary(grouping: goals, by: \.source.campaign) {
            guard let lock = try figureLock(campaign) else { continue }
            for goal in some { out[goal.id] = (lock.values.value(of: goal.source.indicator), lock.at) }
        }
        return out
    }
}
