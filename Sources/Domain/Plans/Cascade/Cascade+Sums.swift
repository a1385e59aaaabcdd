import Figures
import Kernel
import Language
import Participation
import Storage

extension Cascade {
    /// Counted each once, and each in one place, so that the places' numbers make that of the whole.
    private static let eachInOnePlace: Set = ["activities", "sessions"]

    /// Whether the parts of an indicator make the whole.
    static func adds(_ indicator: String) -> Bool { eachInOnePlace.contains(indicator) || IndicatorDictionary.newest[indicator]?.adds == .sum }

    /// Whether the targets of the parts add up to those of the whole on each of its days, and no part names another day, or is silent on the last one. What
    /// the whole sets no target for, parts set as they like; and what is counted each once is not added, so that the parts' targets stand for themselves.
    static func sums(of task: CascadeTask, _ parts: [CascadeTask]) -> [CascadeFlaw] {
        task.goals.flatMap { whole -> [CascadeFlaw] in
            let shared = parts.compactMap { part in part.goals.first { $0.key == whole.key && $0.source.isSameNumber(as: whole.source) && !$0.targets.isEmpty }.map { (part: part, goal: $0) } }
            guard adds(whole.source.indicator), let last = whole.targets.last, !shared.isEmpty else { return [] }
            let silent = shared.filter { one in !one.goal.targets.contains { $0.day == last.day } }
            return shared.compactMap { strange(whole, task, $0.goal, of: $0.part) } + silent.map { unsaid(last, task, whole, by: $0.part) }
                // Where a part is silent on the last day, it does not add up anyway.
                + whole.targets.filter { $0.day != last.day || silent.isEmpty }.compactMap { difference($0, task, shared.map(\.goal)) }
        }
    }

    private static func difference(_ target: Target, _ task: CascadeTask, _ goals: [Goal]) -> CascadeFlaw? {
        let found = goals.compactMap { goal in goal.targets.first { $0.day == target.day }?.value }
        // What is shared out by its last day alone may leave the days before open.
        guard !found.isEmpty else { return nil }
        let sum = found.reduce(0) { total, one in total.addingReportingOverflow(one).overflow ? .max : total + one }
        guard sum != target.value else { return nil }
        return CascadeFlaw(
            task: task.id,
            says: Phrase(
                "“\(task.name.zh)”到 \(target.day.iso) 的目标是 \(Numerals.count(target.value, .zh))，分解到下级的 \(found.count) 项合计 \(Numerals.count(sum, .zh))，\(sum < target.value ? "还差 \(Numerals.count(target.value - sum, .zh))" : "多出 \(Numerals.count(sum - target.value, .zh))")。",
                "“\(task.name.en)” is to reach \(Numerals.count(target.value, .en)) by \(target.day.iso); its \(Plural.en(found.count, "part makes", "parts make")) \(Numerals.count(sum, .en)), \(sum < target.value ? "\(Numerals.count(target.value - sum, .en)) too few" : "\(Numerals.count(sum - target.value, .en)) too many")."))
    }

    /// A day that a part names and the whole does not.
    private static func strange(_ whole: Goal, _ task: CascadeTask, _ goal: Goal, of part: CascadeTask) -> CascadeFlaw? {
        guard let day = goal.targets.map(\.day).first(where: { day in !whole.targets.contains { $0.day == day } }) else { return nil }
        let days = whole.targets.map(\.day.iso)
        return CascadeFlaw(
            task: part.id,
            says: Phrase(
                "“\(part.name.zh)”的指标“\(goal.title.zh)”在 \(day.iso) 有目标，上级任务“\(task.name.zh)”在这一天没有，无法核对合计。请改用上级的日期（\(days.joined(separator: "、"))），或在上级也加上这一天。",
                "“\(part.name.en)” has a target for “\(goal.title.en)” by \(day.iso), and the task above it, “\(task.name.en)”, has none by that day, so nobody can tell whether they add up. Use its days (\(days.joined(separator: ", "))), or give it that day too."))
    }

    /// A part that says nothing of the whole's last day.
    private static func unsaid(_ last: Target, _ task: CascadeTask, _ whole: Goal, by part: CascadeTask) -> CascadeFlaw {
        CascadeFlaw(
            task: part.id,
            says: Phrase(
                "“\(part.name.zh)”的指标“\(whole.title.zh)”没有到 \(last.day.iso) 的目标，而上级任务“\(task.name.zh)”到这一天要达到 \(last.value)。请补上。",
                "“\(part.name.en)” has no target for “\(whole.title.en)” by \(last.day.iso), when the task above it, “\(task.name.en)”, is to reach \(last.value). Give it one."))
    }
}

extension Transaction {
    /// Whether the targets of a task's parts make its own, as they stand now: a plan that is issued is changed task by task.
    ///
    /// - publicOnly: of parts that the public sees.
    func sumFlaws(of progress: TaskProgress, publicOnly: Bool = false) throws -> [CascadeFlaw] {
        let goals = progress.goals.map(\.goal).filter { !$0.targets.isEmpty && Cascade.adds($0.source.indicator) }
        guard !goals.isEmpty else { return [] }
        let parts = try tasks(where: partCondition(of: progress.task, publicOnly: publicOnly))
        guard !parts.isEmpty else { return [] }
        let found = Dictionary(
            grouping: try self.goals(where: "g.task_id IN (SELECT t.id FROM plans_task t WHERE \(sql: partCondition(of: progress.task, publicOnly: publicOnly)))"), by: \.taskID)
        return Cascade.sums(of: CascadeTask(progress.task, goals), parts.map { CascadeTask($0, found[$0.id] ?? []) })
    }
}
