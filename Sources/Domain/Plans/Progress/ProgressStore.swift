import Campaigns
import Figures
import Kernel
import Storage

extension Transaction {
    /// The progress of tasks as of this moment: their goals' numbers are asked of Figures all at once.
    ///
    /// - plans: those to which they belong.
    func progress(of tasks: [KeyTask], in plans: [ID<ActionPlan>: ActionPlan]) throws -> [TaskProgress] {
        let ids = tasks.map(\.id)
        return try progress(of: tasks, Dictionary(grouping: try goals(of: ids), by: \.taskID), Dictionary(grouping: try milestones(of: ids), by: \.taskID), in: plans)
    }

    /// The same of a whole plan, dropped tasks and drafts included.
    func progress(of contents: PlanContents) throws -> [TaskProgress] {
        try progress(of: contents.tasks, contents.goals, contents.milestones, in: [contents.plan.id: contents.plan])
    }

    /// The lights of what the public sees of a plan, in no order: without the texts of its tasks.
    func publicLights(of plan: ActionPlan) throws -> [Progress<TaskOutline>] {
        let hidden = [TaskState.dropped, .drafted]
        let tasks = try rows("SELECT \(sql: TaskOutline.columns) FROM plans_task t WHERE t.plan_id = \(plan.id) AND t.state NOT IN (\(list: hidden))", TaskOutline.init)
        return try progress(of: tasks, try goals(of: plan), try milestones(of: plan), in: [plan.id: plan])
    }

    /// Outlines with their tasks' texts, in the same order.
    func whole(_ outlines: [Progress<TaskOutline>]) throws -> [TaskProgress] {
        guard !outlines.isEmpty else { return [] }
        let found = try tasks(where: "t.id IN (\(list: outlines.map(\.task.id)))"), today = now.day(in: .china)
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return outlines.compactMap { one in byID[one.task.id].map { TaskProgress($0, one.goals, one.milestones, today: today) } }
    }

    private func progress<Subject>(
        of tasks: [Subject], _ goals: [ID<KeyTask>: [Goal]], _ milestones: [ID<KeyTask>: [Milestone]], in plans: [ID<ActionPlan>: ActionPlan]
    ) throws -> [Progress<Subject>] {
        let today = now.day(in: .china)
        var wishes: [FigureWish] = []
        for task in tasks { for goal in goals[task.id] ?? [] { wishes.append(goal.source.wish(at: task.region)) } }
        let values = try figureValues(wishes)
        let locked = try lockedValues(goals.values.joined().filter { $0.reads == .locked })
        var next = 0
        return tasks.map { task in
            let plan = task.planID.flatMap { plans[$0] }
            let course = (begin: task.begin(in: plan), rule: plan?.rule ?? .usual)
            let found = (goals[task.id] ?? []).map { goal -> GoalProgress in
                let (wish, value) = (wishes[next], values[next])
                next += 1
                guard goal.reads == .locked else { return GoalProgress(goal, wish, counted: value, isNotLockedYet: false, plan: course, today: today) }
                let kept = locked[goal.id]
                return GoalProgress(goal, wish, counted: kept.map(\.value) ?? value, isNotLockedYet: kept == nil, plan: course, today: today)
            }
            return Progress(task, found, milestones[task.id] ?? [], today: today)
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
