import Kernel
import Language
import Venues

/// Days that are entered make sense: in the years for which people plan, within the plan of which they are. What stood there before may stay.
enum PlanDays {
    /// Refuses a day in a year for which nobody plans.
    static func require(_ day: Day?, field: String) throws(Refusal) {
        guard let day, !Day.plannedYears.contains(day.year) else { return }
        let years = Day.plannedYears
        throw Refusal(
            .invalid, "day-year", "\(day.iso) 的年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间。", "The year of \(day.iso) is to be from \(years.lowerBound) to \(years.upperBound).", field: field)
    }

    /// Refuses a day that is over for something to be done.
    static func requireToCome(_ due: Day?, today: Day, field: String) throws(Refusal) {
        guard let due, due < today else { return }
        throw Refusal(.invalid, "task-past", "完成日期 \(due.iso) 已过，请改为今天或以后。", "The day \(due.iso) is over. Choose today or later.", field: field)
    }

    /// Refuses a day for a task of an agreement before it was signed, over already, or further ahead than anybody agrees on.
    static func require(due: Day, of agreement: Agreement, today: Day, field: String) throws(Refusal) {
        try require(due, field: field)
        let signed = agreement.signed.first, last = today.inYear(today.year + mostYears) ?? today.adding(days: 365 * mostYears)
        guard due >= signed else {
            throw Refusal(
                .invalid, "due-signed", "完成日期 \(due.iso) 早于协议签订的 \(signed.iso)，请改正。", "The day \(due.iso) is before the agreement was signed on \(signed.iso). Choose a later day.", field: field)
        }
        try requireToCome(due, today: today, field: field)
        guard due <= last else {
            throw Refusal(
                .invalid, "due-far", "完成日期 \(due.iso) 太远，最晚 \(last.iso)（\(mostYears) 年以内）。", "The day \(due.iso) is too far ahead: \(last.iso) at the latest, \(mostYears) years from now.", field: field)
        }
    }

    /// For how many years ahead a commitment can be made a task.
    private static let mostYears = 10

    /// Refuses a task that is due before its plan begins, or after it ends.
    static func require(due: Day?, was old: Day?, in plan: ActionPlan) throws(Refusal) {
        guard let due, due != old else { return }
        guard due >= plan.begin else {
            throw Refusal(
                .invalid, "due-early", "期限 \(due.iso) 早于计划开始的 \(plan.begin.iso)，请改正。", "It is due by \(due.iso), before the plan begins on \(plan.begin.iso). Choose a later day.", field: "due")
        }
        guard due <= plan.term.upperBound else {
            throw Refusal(
                .invalid, "due-late", "期限 \(due.iso) 晚于计划结束的 \(plan.end.iso)，请改正。", "It is due by \(due.iso), after the plan ends on \(plan.end.iso). Choose an earlier day.", field: "due")
        }
    }

    /// Refuses targets by days outside of the plan.
    static func require(_ targets: [Target], was old: [Target], in plan: ActionPlan, field: String) throws(Refusal) {
        guard let one = targets.first(where: { target in !plan.term.contains(target.day) && !old.contains { $0.day == target.day } }) else { return }
        throw Refusal(
            .invalid, "targets-term", "目标日期 \(one.day.iso) 不在计划期内（\(plan.begin.iso) 至 \(plan.end.iso)），请改正。",
            "The target by \(one.day.iso) lies outside of the plan, which runs from \(plan.begin.iso) to \(plan.end.iso). Choose a day within it.", field: field)
    }

    /// Refuses milestones on days outside of the plan.
    static func require(_ milestones: [Milestone], was old: [Milestone], in plan: ActionPlan) throws(Refusal) {
        guard let one = milestones.first(where: { step in !plan.term.contains(step.due) && !old.contains { $0.key == step.key && $0.due == step.due } }) else { return }
        throw Refusal(
            .invalid, "milestones-term", "节点“\(one.name.zh)”的日期 \(one.due.iso) 不在计划期内（\(plan.begin.iso) 至 \(plan.end.iso)），请改正。",
            "The milestone “\(one.name(.en))” of \(one.due.iso) lies outside of the plan, which runs from \(plan.begin.iso) to \(plan.end.iso). Choose a day within it.", field: "milestones")
    }

    /// What a task has outside of its plan: the plan was given another term, or drawn on into another year.
    static func flaw(of task: KeyTask, _ goals: [Goal], _ milestones: [Milestone], in plan: ActionPlan) -> CascadeFlaw? {
        let days = [task.due].compactMap(\.self) + goals.flatMap { $0.targets.map(\.day) } + milestones.map(\.due)
        guard let day = days.sorted().first(where: { !plan.term.contains($0) }) else { return nil }
        let name = task.name.phrase
        return CascadeFlaw(
            task: task.id,
            says: Phrase(
                "“\(name.zh)”有日期 \(day.iso) 不在计划期内（\(plan.begin.iso) 至 \(plan.end.iso)）。请改正期限、目标或节点的日期。",
                "“\(name.en)” has a day, \(day.iso), outside of the plan, which runs from \(plan.begin.iso) to \(plan.end.iso). Mend the day by which it is due, or that of a target or a milestone."))
    }
}
