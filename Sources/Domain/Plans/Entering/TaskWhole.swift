import Kernel
import Language
import Storage
import Venues

/// A task with everything that is said of it, as tables and forms enter it.
struct TaskWhole: Sendable, Hashable {
    var task: KeyTask
    var participants: [ID<Organisation>] = []
    var goals: [GoalDraft] = []
    var milestones: [Milestone] = []
}

extension GoalDraft {
    init(_ goal: Goal) { self.init(key: goal.key, name: goal.name, source: goal.source, reads: goal.reads, targets: goal.targets) }
}

extension Transaction {
    /// One task as it stands.
    func whole(_ id: ID<KeyTask>) throws -> TaskWhole? { try wholes(where: "t.id = \(id)").first }

    /// Tasks as they stand, in the order of their plan; four statements, however many they are. `t` in the condition.
    func wholes(where condition: SQL) throws -> [TaskWhole] {
        let all = try tasks(where: condition)
        guard !all.isEmpty else { return [] }
        let some: SQL = "(SELECT t.id FROM plans_task t WHERE \(sql: condition))"
        let goals = Dictionary(grouping: try self.goals(where: "g.task_id IN \(sql: some)"), by: \.taskID)
        let milestones = Dictionary(
            grouping: try rows("SELECT m.* FROM plans_milestone m WHERE m.task_id IN \(sql: some) ORDER BY m.task_id, m.position", Milestone.init), by: \.taskID)
        let units = Dictionary(
            grouping: try rows("SELECT p.task_id, p.organisation_id FROM plans_participant p WHERE p.task_id IN \(sql: some) ORDER BY p.task_id, p.position") {
                (try $0.id("task_id", KeyTask.self), try $0.id("organisation_id", Organisation.self))
            }, by: \.0)
        return all.map { task in
            TaskWhole(
                task: task, participants: (units[task.id] ?? []).map(\.1), goals: (goals[task.id] ?? []).map { GoalDraft($0) }, milestones: milestones[task.id] ?? [])
        }
    }
}
