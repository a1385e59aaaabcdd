import Kernel

extension ActionPlan {
    /// The quarters for which a task owes reports, each with the day by which: from the one in which it was given. None while the plan is being drawn up.
    func reportPeriods(of task: KeyTask) -> [(period: ReportPeriod, due: Day)] {
        guard let issuedAt, task.state != .drafted else { return [] }
        let since = (task.givenAt ?? issuedAt).day(in: .china)
        return ReportPeriod.all(of: term, since: max(begin, since)).map { ($0, $0.end.adding(days: reportDays)) }
    }
}
