import Kernel

extension KeyTask {
    /// The first day of the line on which its targets lie: its plan's. What was given after the plan was issued, or belongs to none, begins on the day
    /// on which it was given, whoever leads it since.
    func begin(in plan: ActionPlan?) -> Day {
        guard let plan else { return (givenAt ?? stateAt).day(in: .china) }
        guard let given = givenAt?.day(in: .china), let issued = plan.issuedAt?.day(in: .china), given > issued else { return plan.begin }
        return max(plan.begin, given)
    }
}

extension ActionPlan {
    /// The quarters for which a task owes reports, each with the day by which: from the one in which it was given. None while the plan is being drawn up.
    func reportPeriods(of task: KeyTask) -> [(period: ReportPeriod, due: Day)] {
        guard let issuedAt, task.state != .drafted else { return [] }
        let since = (task.givenAt ?? issuedAt).day(in: .china)
        return ReportPeriod.all(of: term, since: max(begin, since)).map { ($0, $0.end.adding(days: reportDays)) }
    }
}
