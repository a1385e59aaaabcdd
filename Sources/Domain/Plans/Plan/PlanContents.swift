import Kernel
import Storage

/// A whole plan, read once for everything that is asked of it together: its progress, what does not fit together, what is to be noted.
struct PlanContents: Sendable {
    let plan: ActionPlan
    /// In the order of the plan; dropped ones and drafts too.
    let tasks: [KeyTask]
    let goals: [ID<KeyTask>: [Goal]]
    let milestones: [ID<KeyTask>: [Milestone]]
}

extension Transaction {
    func contents(of plan: ActionPlan) throws -> PlanContents {
        PlanContents(plan: plan, tasks: try tasks(where: "t.plan_id = \(plan.id)"), goals: try goals(of: plan), milestones: try milestones(of: plan))
    }

    /// The goals of all tasks of a plan, in their order. Joined from the plan downwards, and put in order here: what belongs to a task are a few.
    func goals(of plan: ActionPlan) throws -> [ID<KeyTask>: [Goal]] {
        let targets = try targets("SELECT a.goal_id, a.by_day, a.value FROM plans_task t JOIN plans_goal g ON g.task_id = t.id JOIN plans_target a ON a.goal_id = g.id WHERE t.plan_id = \(plan.id)")
        var out: [ID<KeyTask>: [(position: Int, goal: Goal)]] = [:]
        try each("SELECT g.* FROM plans_task t JOIN plans_goal g ON g.task_id = t.id WHERE t.plan_id = \(plan.id)") { row in
            let goal = try Goal(row, targets)
            out[goal.taskID, default: []].append((try row.int("position"), goal))
            return true
        }
        return out.mapValues { $0.count == 1 ? $0.map(\.goal) : $0.sorted { $0.position < $1.position }.map(\.goal) }
    }

    func milestones(of plan: ActionPlan) throws -> [ID<KeyTask>: [Milestone]] {
        Dictionary(
            grouping: try rows("SELECT m.* FROM plans_task t JOIN plans_milestone m ON m.task_id = t.id WHERE t.plan_id = \(plan.id) ORDER BY m.task_id, m.position", Milestone.init),
            by: \.taskID)
    }
}
