import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// What the records say of a quarter, as a text to go on from: milestones that were reached in it, what the lead held in it, how far each number has
    /// come since the report before, how many parts are done. Small groups of minors are left out: an accepted report is public.
    func prefilled(_ task: KeyTask, _ period: ReportPeriod, _ progress: TaskProgress?) throws -> Phrase {
        var lines = (progress?.milestones ?? []).compactMap { one in one.done.flatMap { period.begin <= $0 && $0 <= period.end ? reached(one, $0) : nil } }
        if let held = try held(by: task.leadID, in: period) { lines.append(held) }
        let before = Dictionary(try figures(before: period, of: task.id).map { ($0.goal, $0) }, uniquingKeysWith: { first, _ in first })
        lines += (progress?.goals ?? []).compactMap { one in moved(one, since: before[one.goal.key]) }
        if let parts = try partsDone(of: task.id) { lines.append(parts) }
        return Phrase(lines.map(\.zh).joined(separator: "\n"), lines.map(\.en).joined(separator: "\n"))
    }

    private func reached(_ milestone: Milestone, _ day: Day) -> Phrase {
        let (zh, en) = milestone.doneSays.isEmpty ? ("。", ".") : ("：\(milestone.doneSays)", ": \(milestone.doneSays)")
        return Phrase("\(Dates.plain(day, .zh))，节点“\(milestone.name.zh)”完成\(zh)", "“\(milestone.name(.en))” was reached on \(Dates.plain(day, .en))\(en)")
    }

    /// What has begun by now: what is yet to come was not held.
    private func held(by lead: ID<Organisation>, in period: ReportPeriod) throws -> Phrase? {
        let found = try row(
            """
            SELECT COUNT(*) AS sessions, COUNT(DISTINCT s.activity_id) AS activities FROM view_activities_session s
                JOIN view_activities_title t ON t.activity_id = s.activity_id
            WHERE t.organiser_id = \(lead) AND s.local_day BETWEEN \(period.begin) AND \(period.end) AND s.begin_at <= \(now) AND s.status <> 'cancelled'
                AND EXISTS (SELECT 1 FROM view_activities_counted n WHERE n.activity_id = s.activity_id)
            """) { (activities: try $0.int64("activities"), sessions: try $0.int64("sessions")) }
        guard let found, found.sessions > 0 else { return nil }
        return Phrase(
            "本季度本单位主办活动 \(Numerals.count(found.activities, .zh)) 项、\(Numerals.count(found.sessions, .zh)) 场。",
            "In this quarter we held \(Plural.en(Int(found.activities), "activity", "activities")) in \(Plural.en(Int(found.sessions), "session", "sessions")).")
    }

    /// The figures of the last report before a quarter, whatever became of it.
    private func figures(before period: ReportPeriod, of task: ID<KeyTask>) throws -> [TaskReport.Figure] {
        let last = try row("SELECT r.* FROM plans_report r WHERE r.task_id = \(task) AND r.period < \(period.key) ORDER BY r.period DESC LIMIT 1", TaskReport.init) ?? nil
        return last?.figures ?? []
    }

    private func moved(_ one: GoalProgress, since before: TaskReport.Figure?) -> Phrase? {
        guard let value = one.value, !one.isOfFewMinors else { return nil }
        let name = one.goal.title
        var (zh, en) = ("\(name.zh)：\(Numerals.count(value, .zh))", "\(name.en): \(Numerals.count(value, .en))")
        if let old = before?.value, before?.indicator == one.goal.source.indicator {
            zh += "，上次报告时为 \(Numerals.count(old, .zh))"
            en += ", \(Numerals.count(old, .en)) in the last report"
        }
        if let target = one.target {
            zh += "，目标是 \(Dates.plain(target.day, .zh)) 前 \(Numerals.count(target.value, .zh))"
            en += ", to be \(Numerals.count(target.value, .en)) by \(Dates.plain(target.day, .en))"
        }
        return Phrase(zh + "。", en + ".")
    }

    private func partsDone(of task: ID<KeyTask>) throws -> Phrase? {
        let found = try row(
            "SELECT COUNT(*) AS parts, SUM(CASE WHEN t.state IN ('verified', 'done') THEN 1 ELSE 0 END) AS done FROM plans_task t WHERE t.parent_id = \(task) AND t.state <> 'dropped'"
        ) { (parts: try $0.int64("parts"), done: try $0.int64OrNil("done") ?? 0) }
        guard let found, found.parts > 0 else { return nil }
        return Phrase("分解任务 \(found.parts) 项，其中 \(found.done) 项已完成。", "It is shared out in \(Plural.en(Int(found.parts), "part", "parts")), \(found.done) of them done.")
    }
}
