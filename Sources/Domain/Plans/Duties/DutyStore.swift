import Access
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// What some tasks owe, by task; three statements, however many they are.
    func duties(of tasks: [KeyTask]) throws -> [Duty] {
        let open = tasks.filter(\.state.owesReports), ids = open.map(\.id)
        guard !ids.isEmpty else { return [] }
        let today = now.day(in: .china)
        let milestones = Dictionary(grouping: try self.milestones(of: ids), by: \.taskID)
        let plans = try actionPlans(Set(open.compactMap(\.planID)))
        var reports: [ID<KeyTask>: [ReportPeriod: ReportState]] = [:]
        try each("SELECT r.task_id, r.period, r.state FROM plans_report r WHERE r.task_id IN (\(list: ids))") { row in
            if let period = ReportPeriod(try row.text("period")) { reports[try row.id("task_id"), default: [:]][period] = try row.choice("state") }
            return true
        }
        return open.flatMap { task -> [Duty] in
            let periods = task.planID.flatMap { plans[$0] }?.reportPeriods(of: task) ?? []
            return Duty.all(of: task, milestones[task.id] ?? [], periods, reports[task.id] ?? [:], today: today)
        }.sorted { ($0.due, $0.task.number, $0.about.key) < ($1.due, $1.task.number, $1.about.key) }
    }

    func actionPlans(_ ids: Set<ID<ActionPlan>>) throws -> [ID<ActionPlan>: ActionPlan] {
        guard !ids.isEmpty else { return [:] }
        let found = try actionPlans(where: "p.id IN (\(list: ids.sorted { $0.number < $1.number }))")
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
