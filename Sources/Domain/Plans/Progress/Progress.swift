import Figures
import Kernel
import Language
import Markup
import Participation

/// What a goal stands at, computed; with the number somebody stated instead beside it.
struct GoalProgress: Sendable, Hashable {
    let goal: Goal
    let wish: FigureWish
    /// As counted; nil where nobody has stated anything.
    let counted: FigureValue?
    /// Whether the goal reads a locked edition that is not locked yet, so that the live number stands in for it.
    let isNotLockedYet: Bool
    /// The first day of its line.
    let begin: Day
    /// What should be reached by today.
    let expected: Int64
    let light: Light

    /// What counts for the light: the own number where there is one.
    var value: Int64? { goal.own?.value ?? counted?.value }
    var target: Target? { goal.targets.last }

    /// Where its number opens: to its records; as published, to what was locked, with today's value and the corrections since beside it.
    ///
    /// - campaign: the key of what it reads.
    func address(in campaign: String) -> Address {
        goal.reads == .locked && !isNotLockedYet ? "/figures/\(campaign)#locked" : wish.address(in: campaign)
    }

    /// Whether the counted number, or the one that stands in its place, is a small group of minors.
    var isOfFewMinors: Bool { [value, counted?.value].contains { SmallGroups.told($0 ?? 0, ofMinors: wish.isOfMinors) == .few } }

    init(_ goal: Goal, _ wish: FigureWish, counted: FigureValue?, isNotLockedYet: Bool, plan: (begin: Day, rule: LightRule), today: Day) {
        (self.goal, self.wish, self.counted, self.isNotLockedYet) = (goal, wish, counted, isNotLockedYet)
        begin = plan.begin
        expected = Target.expected(goal.targets, begin: plan.begin, on: today)
        light = plan.rule.light(goal.own?.value ?? counted?.value, targets: goal.targets, begin: plan.begin, today: today)
    }

    /// In hundredths of the last target, rounded down; nil where there is none or the value is not known.
    var share: Int? {
        guard let value, let whole = target?.value, whole > 0 else { return nil }
        guard value < whole else { return 100 }
        return Int(UInt64(whole).dividingFullWidth(UInt64(value).multipliedFullWidth(by: 100)).quotient)
    }
}

/// A task, whole or its outline, with everything from which its light follows.
struct Progress<Subject: TaskStanding>: Sendable, Hashable {
    let task: Subject
    let goals: [GoalProgress]
    let milestones: [Milestone]
    let light: Light

    init(_ task: Subject, _ goals: [GoalProgress], _ milestones: [Milestone], today: Day) {
        (self.task, self.goals, self.milestones) = (task, goals, milestones)
        light = Self.light(task, goals, milestones, today)
    }

    private static func light(_ task: Subject, _ goals: [GoalProgress], _ milestones: [Milestone], _ today: Day) -> Light {
        let lights = goals.map(\.light) + milestones.map { $0.light(on: today) }
        switch task.state {
        case .dropped, .drafted: return .waiting
        // Verified or not, what is measured says how far it came.
        case .verified: return lights.isEmpty ? .reached : Light.worst(lights)
        case .done, .assigned, .declined, .accepted, .underWay, .returned: break
        }
        if task.isLate(on: today) { return .red }
        // What was reached and not verified yet is on course.
        return Light.worst(lights)
    }
}

typealias TaskProgress = Progress<KeyTask>

extension Progress where Subject == KeyTask {
    /// Why its light is what it is, where its own goals do not say so.
    func why(on today: Day) -> Phrase? {
        guard ![.dropped, .drafted].contains(task.state) else { return nil }
        if task.state != .verified, task.isLate(on: today), let due = task.due {
            let days = due.days(until: task.state == .done ? task.stateAt.day(in: .china) : today)
            let late = Phrase("逾期 \(days) 天", "\(Plural.en(days, "day", "days")) past its day")
            return task.state == .done ? late + Phrase("后申报完成，等待核验", " when it was claimed done; to be verified") : late
        }
        let open = milestones.filter { $0.light(on: today) == .red }
        if let first = open.first {
            return open.count == 1
                ? Phrase("节点“\(first.name.zh)”逾期", "The milestone “\(first.name(.en))” is overdue")
                : Phrase("\(open.count) 个节点逾期", "\(open.count) milestones are overdue")
        }
        return nil
    }
}

/// How many lights of each colour.
struct LightCount: Sendable, Hashable {
    private(set) var byLight: [Light: Int] = [:]
    init(_ lights: some Sequence<Light>) { for one in lights { byLight[one, default: 0] += 1 } }
    subscript(light: Light) -> Int { byLight[light] ?? 0 }
    var total: Int { byLight.values.reduce(0, +) }
}
