package import Kernel
import Language

/// How far something is against what it should have reached by today; printed beside its rule, never by colour alone.
enum Light: String, Sendable, CaseIterable {
    /// Something is due and not there, or too little of it.
    case red
    case amber
    case green
    /// The whole target is reached, or a task that has none verified.
    case reached
    /// Nobody has stated what it is measured by: unknown is not 0.
    case unknown
    /// Nothing is due yet, or there is nothing to measure it by.
    case waiting

    var title: Phrase {
        switch self {
        case .red: Phrase("滞后", "Behind")
        case .amber: Phrase("稍慢", "A little behind")
        case .green: Phrase("正常", "On course")
        case .reached: Phrase("达标", "Reached")
        case .unknown: Phrase("未知", "Unknown")
        case .waiting: Phrase("未到期", "Nothing due yet")
        }
    }

    /// Those of a task's parts become the task's: the worst of what is known, and reached only where all of it is.
    static func worst(_ lights: [Light]) -> Light {
        for one in [Light.red, .amber, .unknown, .green] where lights.contains(one) { return one }
        if lights.contains(.reached) { return lights.allSatisfy { $0 == .reached } ? .reached : .green }
        return .waiting
    }
}

/// From which share of what should be reached by today a light is green or amber, in hundredths. What should be reached runs in a straight
/// line from 0 on the first day (`KeyTask.begin`) to each target on its day.
struct LightRule: Sendable, Hashable {
    let green: Int
    let amber: Int

    static let usual = LightRule(green: 100, amber: 80)

    /// As it stands beside the lights.
    var words: Phrase {
        Phrase(
            "应达到的数从计划开始之日的 0 起（印发以后才交办的任务、不属于计划的任务从交办之日起），按目标日期直线推算到今天。达到应有数的 \(green)% 为“正常”，达到 \(amber)% 为“稍慢”，不足为“滞后”；达到最终目标为“达标”。逾期未完成的节点、逾期的任务一律“滞后”，逾期后才申报完成的在核验前也是。核验不改变目标和节点的灯；没有目标和节点的任务，核验通过为“达标”。没有人报过的数为“未知”，不当作 0。",
            "What should be reached by today runs in a straight line from 0 on the plan's first day (of a task that was given later, or belongs to no plan, on the day on which it was given) to each target on its day. From \(green) % of it on: on course; from \(amber) %: a little behind; below: behind. Who has the whole target has reached it. A milestone or a task that is overdue is behind; so is a task that was claimed done after its day, until it is verified. Verifying changes no light of a goal or a milestone; a task without any has reached it once it is verified. What nobody has stated is unknown, and not taken for 0."
        )
    }

    /// - value: nil where nobody has stated it.
    func light(_ value: Int64?, targets: [Target], begin: Day, today: Day) -> Light {
        guard let last = targets.last else { return .waiting }
        guard let value else { return today < begin ? .waiting : .unknown }
        if value >= last.value { return .reached }
        let expected = Target.expected(targets, begin: begin, on: today)
        guard expected > 0 else { return .waiting }
        // In hundredths, without a product that could overflow.
        if Self.reaches(value, expected, green) { return .green }
        return Self.reaches(value, expected, amber) ? .amber : .red
    }

    /// Whether `value` is at least that share of `whole`.
    private static func reaches(_ value: Int64, _ whole: Int64, _ hundredths: Int) -> Bool {
        let one = UInt64(clamping: value).multipliedFullWidth(by: 100), other = UInt64(clamping: whole).multipliedFullWidth(by: UInt64(clamping: hundredths))
        return (one.high, one.low) >= (other.high, other.low)
    }
}

/// What a goal is to have reached by the end of a day.
package struct Target: Sendable, Hashable, Comparable {
    package let day: Day
    package let value: Int64
    package init(by day: Day, _ value: Int64) { (self.day, self.value) = (day, value) }

    package static func < (a: Target, b: Target) -> Bool { (a.day, a.value) < (b.day, b.value) }

    /// What should be reached at the end of `today`, rounded down: a straight line from 0 at the beginning to each target. `targets` ascend.
    static func expected(_ targets: [Target], begin: Day, on today: Day) -> Int64 {
        guard today >= begin else { return 0 }
        var from = Target(by: begin.adding(days: -1), 0)
        for target in targets {
            if today >= target.day {
                from = target
                continue
            }
            let (gone, whole) = (from.day.days(until: today), from.day.days(until: target.day))
            guard whole > 0, target.value > from.value else { return from.value }
            let product = UInt64(target.value - from.value).multipliedFullWidth(by: UInt64(gone))
            return from.value + Int64(UInt64(whole).dividingFullWidth(product).quotient)
        }
        return from.value
    }
}
