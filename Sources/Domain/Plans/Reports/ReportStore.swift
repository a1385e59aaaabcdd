import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    func reports(of task: ID<KeyTask>) throws -> [TaskReport] {
        try rows("SELECT r.* FROM plans_report r WHERE r.task_id = \(task) ORDER BY r.period", TaskReport.init).compactMap(\.self)
    }

    func report(_ period: ReportPeriod, of task: ID<KeyTask>) throws -> TaskReport? {
        try row("SELECT r.* FROM plans_report r WHERE r.task_id = \(task) AND r.period = \(period.key)", TaskReport.init) ?? nil
    }

    /// The periods for which a task owes reports, and those for which it has handed one in; none where it belongs to no plan.
    func reportPeriods(of task: KeyTask) throws -> [(period: ReportPeriod, due: Day)] {
        guard let plan = try task.planID.flatMap({ try actionPlan($0) }) else { return [] }
        let owed = plan.reportPeriods(of: task), known = Set(owed.map(\.period))
        let more = try reports(of: task.id).map(\.period).filter { !known.contains($0) }
        return more.map { ($0, $0.end.adding(days: plan.reportDays)) } + owed
    }

    /// Hands a report in, or again; the figures are those of this moment.
    ///
    /// - seen: the report that was changed, by its `changedAt`; 0 where there was none. Refuses where another one came since; nil: whatever stands there.
    func handIn(_ says: [TaskReport.Field: String], for period: ReportPeriod, of id: ID<KeyTask>, seen: Instant? = nil, by identity: Identity) throws {
        try lock("plans.task.\(id.number)")
        let (task, _) = try deskTask(id, for: identity)
        try identity.require(Plans.carryOut, within: carryingScopes(of: task))
        guard try reportPeriods(of: task).contains(where: { $0.period == period }) else { throw Refusal.notFound(Phrase("这一季度的报告", "report for that quarter")) }
        guard task.state.isOpen || task.state == .done || task.state == .verified else {
            throw Refusal(.conflict, "task-over", "这项任务已“\(task.state.title.zh)”，不再上报。", "The task is “\(task.state.title.en)”; nothing more is reported on it.")
        }
        guard period.begin <= now.day(in: .china) else {
            throw Refusal(.conflict, "report-early", "\(period.title.zh)还没有开始，不能上报。", "\(period.title.en) has not begun, so there is nothing to report yet.")
        }
        guard let done = says[.done], !done.isEmpty else { throw Refusal(.invalid, "report-empty", "请写明完成情况。", "Say what was done.", field: "done") }
        let old = try report(period, of: id)
        if let old { _ = try TaskReport.workflow.transition(from: old.state, on: .handIn) }
        if let seen, seen != old?.changedAt ?? Instant(microseconds: 0) {
            throw Refusal(
                .conflict, "report-changed", "您打开页面之后，这份报告又有人上报或审阅过，现在的内容在上面；您写的还在下面，没有上报。请看过再报。",
                "Somebody has handed this report in, or decided on it, since you opened the page. It stands above as it is now; what you wrote is still below and was not handed in. Read it, then hand in.")
        }
        let plan = try task.planID.flatMap { try actionPlan($0) }
        let progress = try self.progress(of: [task], in: plan.map { [$0.id: $0] } ?? [:])
        let figures = try TaskReport.Figure.text((progress.first?.goals ?? []).map { TaskReport.Figure($0) })
        let actor = identity.account.id
        try execute(
            """
            INSERT INTO plans_report (task_id, period, state, done_says, problems_says, next_says, figures, handed_in_at, handed_in_by)
            VALUES (\(id), \(period.key), \(ReportState.handedIn), \(done), \(says[.problems] ?? ""), \(says[.next] ?? ""), \(figures), \(now), \(actor))
            ON CONFLICT (task_id, period) DO UPDATE SET state = excluded.state, done_says = excluded.done_says, problems_says = excluded.problems_says,
                next_says = excluded.next_says, figures = excluded.figures, handed_in_at = excluded.handed_in_at, handed_in_by = excluded.handed_in_by
            """)
        try record(LedgerEntry("plans.report-handed-in", "task", id, by: actor.number, scope: "/organisation/\(task.leadID.text)", payload: "{\"period\":\"\(period.key)\"}", visibility: .unit))
        // While it waits to be read it may be handed in again as often as one likes.
        if old?.state != .handedIn { try tellOfHandIn(task, period, from: actor) }
        // A first report says by itself that work goes on.
        if task.state == .accepted { try step(id, .begin, remark: "", by: identity) }
    }

    /// The body that gave the task accepts a report, or returns it with remarks field by field.
    ///
    /// - seen: when the text that was read was handed in. Refuses where another one came since.
    func decide(_ event: ReportEvent, remarks: [TaskReport.Field: String], on period: ReportPeriod, of id: ID<KeyTask>, seen: Instant, by identity: Identity) throws {
        try lock("plans.task.\(id.number)")
        let (task, _) = try deskTask(id, for: identity)
        try requireSteering(task, identity)
        guard let old = try report(period, of: id) else { throw Refusal.notFound(Phrase("这份报告", "report")) }
        let line = try TaskReport.workflow.transition(from: old.state, on: event)
        guard seen == old.handedInAt else {
            throw Refusal(
                .conflict, "report-changed", "这份报告在您打开页面之后又重新上报了，新的内容在上面。请看过后再决定。", "The report was handed in anew since you opened the page; the new text stands above. Read it, then decide.")
        }
        let said = remarks.filter { !$0.value.isEmpty }
        if event == .return, said.isEmpty {
            throw Refusal(.invalid, "report-remark", "退回时请至少在一栏写明要改什么。", "Say in at least one field what is to be mended.", field: "done_remark")
        }
        let actor = identity.account.id
        try execute(
            """
            UPDATE plans_report SET state = \(line.to), done_remark = \(said[.done] ?? ""), problems_remark = \(said[.problems] ?? ""), next_remark = \(said[.next] ?? ""),
                decided_at = \(now), decided_by = \(actor) WHERE task_id = \(id) AND period = \(period.key)
            """)
        try record(LedgerEntry(line.records, "task", id, by: actor.number, scope: "/organisation/\(task.leadID.text)", payload: "{\"period\":\"\(period.key)\"}", visibility: .unit))
        guard event == .return else { return }
        try execute("DELETE FROM plans_reminder WHERE task_id = \(id) AND about = \(Duty.About.report(period).key)")
        try tellOfReport(task, period, from: actor)
    }
}
