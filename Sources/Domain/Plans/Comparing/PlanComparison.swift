import Figures
import Kernel
import Language

/// A plan beside last year's: tasks are matched by key, else by name; goals by key, and only where both count the same.
struct PlanComparison: Sendable {
    struct Pair: Sendable {
        let new: TaskProgress
        let old: TaskProgress
    }

    /// A goal of a pair of tasks.
    struct GoalPair: Sendable {
        let new: GoalProgress?
        let old: GoalProgress?

        /// Whether both are the same number of their year.
        var isAlike: Bool {
            guard let new = new?.goal.source, let old = old?.goal.source else { return false }
            return new.indicator == old.indicator && new.kind == old.kind && new.slices == old.slices && new.region == old.region
        }
    }

    let pairs: [Pair]
    let added: [TaskProgress]
    let gone: [TaskProgress]

    /// - years: of last year's plan and of this one.
    init(_ new: [TaskProgress], beside old: [TaskProgress], years: (old: Int, new: Int)) {
        var left = Dictionary(old.map { ($0.task.id, $0) }, uniquingKeysWith: { first, _ in first })
        let byKey = Dictionary(old.map { (NextYear.key($0.task.key, from: years.old, to: years.new), $0) }, uniquingKeysWith: { first, _ in first })
        var matched: [ID<KeyTask>: TaskProgress] = [:]
        for one in new { if let other = byKey[one.task.key], left.removeValue(forKey: other.task.id) != nil { matched[one.task.id] = other } }
        // A name that two tasks of a year bear says nothing.
        let names = Dictionary(grouping: left.values) { Self.folded($0.task.name.zh, years.old) }
        for (name, some) in Dictionary(grouping: new.filter { matched[$0.task.id] == nil }, by: { Self.folded($0.task.name.zh, years.new) }) {
            guard some.count == 1, let other = names[name], other.count == 1, left.removeValue(forKey: other[0].task.id) != nil else { continue }
            matched[some[0].task.id] = other[0]
        }
        pairs = new.compactMap { one in matched[one.task.id].map { Pair(new: one, old: $0) } }
        added = new.filter { matched[$0.task.id] == nil }
        gone = old.filter { left[$0.task.id] != nil }
    }

    private static func folded(_ name: String, _ year: Int) -> String { name.replacing(String(year), with: "").filter { !$0.isWhitespace } }

    /// Goals of both, in the order of the new task, then what went.
    static func goals(of pair: Pair) -> [GoalPair] {
        let old = Dictionary(pair.old.goals.map { ($0.goal.key, $0) }, uniquingKeysWith: { first, _ in first }), keys = Set(pair.new.goals.map(\.goal.key))
        return pair.new.goals.map { GoalPair(new: $0, old: old[$0.goal.key]) } + pair.old.goals.filter { !keys.contains($0.goal.key) }.map { GoalPair(new: nil, old: $0) }
    }
}
