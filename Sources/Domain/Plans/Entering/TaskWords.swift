import Activities
import Campaigns
import Kernel
import Language
import Regions
import Storage
import Venues

/// What is needed to say in words what stands in tasks, and what two states of one say differently.
struct TaskWords: Sendable {
    /// For the names of its chapters.
    let plan: ActionPlan?
    let names: UnitNames
    /// Without them a place is said by its code.
    let regions: RegionTable?
    /// The keys of tasks that stand above.
    let keys: [ID<KeyTask>: String]
    let campaigns: [ID<Campaign>: String]

    /// Of the task first, then goal by goal.
    func differences(from old: TaskWhole, to new: TaskWhole) -> [TaskDifference] {
        guard old != new else { return [] }
        var out: [TaskDifference] = []
        for (before, after) in zip(cells(of: old.task), cells(of: new.task)) where before.says != after.says {
            out.append(TaskDifference(PlanTable.label(after.field), before.says, after.says))
        }
        if let units = units(old.participants, new.participants) { out.append(units) }
        return out + steps(old.milestones, new.milestones) + goals(old.goals, new.goals)
    }

    // MARK: The task

    private func cells(of task: KeyTask) -> [(field: String, says: Phrase?)] {
        var out: [(field: String, says: Phrase?)] = [("chapter", task.chapter.map { chapter($0) })]
        for (name, wording) in [("name", Optional(task.name)), ("about", task.about), ("budget", task.budget)] {
            out.append((name + "_zh", same(wording?.zh)))
            out.append((name + "_en", same(wording?.en)))
        }
        out.append(("budget_yuan", task.budgetYuan.map { number($0) }))
        out.append(("parent", same(task.parentID.map { keys[$0] ?? $0.text })))
        out.append(("lead", unit(task.leadID)))
        out.append(("region", place(task.region)))
        out.append(("due", same(task.due?.iso)))
        return out
    }

    private func same(_ text: String?) -> Phrase? { text.flatMap { $0.isEmpty ? nil : Phrase(same: $0) } }
    private func number(_ value: Int64) -> Phrase { Phrase(Numerals.count(value, .zh), Numerals.count(value, .en)) }
    private func chapter(_ key: String) -> Phrase { plan?.chapters.first { $0.key == key }?.name.phrase ?? Phrase(same: key) }
    private func unit(_ id: ID<Organisation>) -> Phrase { names.name(id)?.phrase ?? Phrase(same: id.text) }

    private func place(_ code: String?) -> Phrase? {
        guard let code else { return nil }
        guard let known = regions?[code] else { return Phrase(same: code) }
        let en = known.nameEN.isEmpty ? known.nameZH : known.nameEN
        return Phrase("\(known.nameZH)（\(code)）", "\(en) (\(code))")
    }

    /// Who comes in and who goes out; or that they stand in another order.
    private func units(_ old: [ID<Organisation>], _ new: [ID<Organisation>]) -> TaskDifference? {
        guard old != new else { return nil }
        let label = PlanTable.label("participants"), gone = old.filter { !new.contains($0) }.map { unit($0) }, come = new.filter { !old.contains($0) }.map { unit($0) }
        var zh: [String] = [], en: [String] = []
        if !gone.isEmpty {
            zh.append("减少 " + listed(gone.map(\.zh), "、"))
            en.append("out " + listed(gone.map(\.en), ", "))
        }
        if !come.isEmpty {
            zh.append("增加 " + listed(come.map(\.zh), "、"))
            en.append("in " + listed(come.map(\.en), ", "))
        }
        if zh.isEmpty { (zh, en) = (["次序不同"], ["in another order"]) }
        return TaskDifference(says: Phrase("\(label.zh)：\(zh.joined(separator: "，"))", "\(label.en): \(en.joined(separator: "; "))"))
    }

    private func listed(_ all: [String], _ separator: String) -> String {
        all.prefix(3).map { $0.harmless(40) }.joined(separator: separator) + (all.count > 3 ? " … (\(all.count))" : "")
    }

    // MARK: Milestones

    private func steps(_ old: [Milestone], _ new: [Milestone]) -> [TaskDifference] {
        var out: [TaskDifference] = []
        for step in new {
            let before = old.first { $0.key == step.key }
            if before?.due != step.due { out.append(TaskDifference(label(of: step), before.map { Phrase(same: $0.due.iso) }, Phrase(same: step.due.iso))) }
            if let before, before.name != step.name { out.append(TaskDifference(label(of: step), same(PlanCells.text(name: before.name)), same(PlanCells.text(name: step.name)))) }
        }
        for step in old where !new.contains(where: { $0.key == step.key }) { out.append(TaskDifference(label(of: step), Phrase(same: step.due.iso), nil)) }
        if out.isEmpty, old.map(\.key) != new.map(\.key) {
            let label = PlanTable.label("milestones")
            out.append(TaskDifference(says: Phrase("\(label.zh)：次序不同", "\(label.en): in another order")))
        }
        return out
    }

    private func label(of step: Milestone) -> Phrase {
        let label = PlanTable.label("milestones"), name = step.name.phrase
        return Phrase("\(label.zh)（\(name.zh.harmless(40))）", "\(label.en) (\(name.en.harmless(40)))")
    }

    // MARK: Goals

    private func goals(_ old: [GoalDraft], _ new: [GoalDraft]) -> [TaskDifference] {
        var out: [TaskDifference] = []
        for goal in new {
            guard let before = old.first(where: { $0.key == goal.key }) else {
                out.append(TaskDifference(says: Phrase("新目标：\(title(goal).zh)", "A new goal: \(title(goal).en)"), goal: goal.key))
                out += targets([], goal)
                continue
            }
            for (one, other) in zip(cells(of: before), cells(of: goal)) where one.says != other.says {
                out.append(TaskDifference(label(other.field, of: goal), one.says, other.says, goal: goal.key))
            }
            out += targets(before.targets, goal)
        }
        for goal in old where !new.contains(where: { $0.key == goal.key }) {
            out.append(TaskDifference(says: Phrase("去掉的目标：\(title(goal).zh)", "A goal taken out: \(title(goal).en)"), goal: goal.key))
        }
        return out
    }

    private func cells(of goal: GoalDraft) -> [(field: String, says: Phrase?)] {
        let source = goal.source
        return [
            ("goal_zh", same(goal.name?.zh)), ("goal_en", same(goal.name?.en)), ("figure", IndicatorName.of(source.indicator)),
            ("goal_campaign", same(campaigns[source.campaign] ?? source.campaign.text)), ("goal_region", place(source.region)), ("kind", kind(source.kind)),
            ("within", same(source.slicesText)), ("reads", goal.reads.title),
        ]
    }

    private func kind(_ code: String?) -> Phrase? { code.map { ActivityKind(rawValue: $0)?.title ?? Phrase(same: $0) } }

    /// Day by day.
    private func targets(_ old: [Target], _ goal: GoalDraft) -> [TaskDifference] {
        let label = PlanTable.label("targets"), title = title(goal)
        let days = Set(old.map(\.day) + goal.targets.map(\.day)).sorted()
        return days.compactMap { day in
            let before = old.first { $0.day == day }?.value, after = goal.targets.first { $0.day == day }?.value
            guard before != after else { return nil }
            let of = Phrase("\(label.zh)（\(title.zh)，\(day.iso)）", "\(label.en) (\(title.en), by \(day.iso))")
            return TaskDifference(of, before.map { number($0) }, after.map { number($0) }, goal: goal.key)
        }
    }

    private func title(_ goal: GoalDraft) -> Phrase {
        let name = goal.name?.phrase ?? IndicatorName.of(goal.source.indicator)
        return Phrase(name.zh.harmless(40), name.en.harmless(40))
    }

    private func label(_ field: String, of goal: GoalDraft) -> Phrase {
        let label = PlanTable.label(field), title = title(goal)
        return Phrase("\(label.zh)（\(title.zh)）", "\(label.en) (\(title.en))")
    }
}

extension Goal.Reads {
    var title: Phrase {
        switch self {
        case .live: Phrase("实时", "Live")
        case .locked: Phrase("锁定公布", "As published")
        }
    }
}

extension Transaction {
    /// The words for these tasks of one plan.
    func words(for wholes: [TaskWhole], _ regions: RegionTable?) throws -> TaskWords {
        let above = Set(wholes.compactMap(\.task.parentID)), plan = try wholes.first?.task.planID.flatMap { try actionPlan($0) }
        let keys = above.isEmpty ? [] : try tasks(where: "t.id IN (\(list: above.sorted { $0.number < $1.number }))").map { ($0.id, $0.key) }
        return TaskWords(
            plan: plan, names: try UnitNames(in: self), regions: regions, keys: Dictionary(keys, uniquingKeysWith: { first, _ in first }),
            campaigns: try campaignKeys(Set(wholes.flatMap(\.goals).map(\.source.campaign))))
    }
}
