import Kernel
import Language

/// The report of a quarter that is not over yet, with the tasks of which it will be owed.
struct UpcomingReport: Sendable {
    let period: ReportPeriod
    let due: Day
    let tasks: [Wording]

    /// Of a unit's tasks in a plan, in the order of the days; of tasks that are over none is owed.
    static func all(of tasks: [KeyTask], in plan: ActionPlan, after today: Day) -> [UpcomingReport] {
        var names: [ReportPeriod: [Wording]] = [:], days: [ReportPeriod: Day] = [:]
        for task in tasks where task.state.owesReports || task.state == .drafted {
            for (period, due) in plan.reportPeriods(of: task) where period.end >= today {
                names[period, default: []].append(task.name)
                days[period] = due
            }
        }
        return names.map { UpcomingReport(period: $0.key, due: days[$0.key] ?? $0.key.end, tasks: $0.value) }.sorted { $0.due < $1.due }
    }
}
