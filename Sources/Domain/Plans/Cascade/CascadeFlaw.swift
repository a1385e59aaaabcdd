import Figures
import Kernel
import Language
import Participation

/// What does not fit together in a plan: said with the task, so that it can be mended. A plan with flaws cannot be issued.
struct CascadeFlaw: Sendable, Hashable {
    let task: ID<KeyTask>
    let says: Phrase
}

/// A task with its goals, as the rules of cascades need it.
struct CascadeTask: Sendable {
    let id: ID<KeyTask>
    let name: Phrase
    let parent: ID<KeyTask>?
    let region: String?
    let isDropped: Bool
    let goals: [Goal]
}

extension CascadeTask {
    init(_ task: KeyTask, _ goals: [Goal]) {
        self.init(id: task.id, name: task.name.phrase, parent: task.parentID, region: task.region, isDropped: task.state == .dropped, goals: goals)
    }
}

/// Targets run down from a task to its parts, and the parts must add up to the whole where the indicator may be added.
enum Cascade {
    /// - region: of the plan.
    /// - codes: of a place, every code of it and of what lies above it.
    static func flaws(_ tasks: [CascadeTask], in region: String? = nil, within codes: (String) -> Set<String>) -> [CascadeFlaw] {
        let live = tasks.filter { !$0.isDropped }
        let byID = Dictionary(live.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var out: [CascadeFlaw] = []
        for task in live {
            if isInCircle(task, byID) {
                out.append(CascadeFlaw(task: task.id, says: Phrase("“\(task.name.zh)”经上级任务又回到自己，请改正上级任务。", "“\(task.name.en)” leads back to itself by way of the tasks above it. Choose another task above it.")))
            }
            out += task.goals.compactMap { flaw(of: $0, in: task) } + twins(of: task)
            let above = task.parent.flatMap { byID[$0] }
            if let above { out += flaws(of: task, under: above, codes) }
            // What lies outside of the task above is said there.
            if let wide = region, above?.region == nil, let own = task.region, !codes(own).contains(wide) {
                out.append(
                    CascadeFlaw(
                        task: task.id,
                        says: Phrase("“\(task.name.zh)”的地区 \(own) 不在计划的地区 \(wide) 之内。", "“\(task.name.en)” is for \(own), which does not lie in \(wide), where the plan is.")))
            }
        }
        let parts = Dictionary(grouping: live.filter { $0.parent != nil }) { $0.parent ?? $0.id }
        for task in live { if let parts = parts[task.id] { out += sums(of: task, parts) + overlaps(parts, codes) } }
        return out
    }

    private static func isInCircle(_ task: CascadeTask, _ byID: [ID<KeyTask>: CascadeTask]) -> Bool {
        var seen: Set<ID<KeyTask>> = [], next = task.parent
        while let above = next, seen.insert(above).inserted {
            if above == task.id { return true }
            next = byID[above]?.parent
        }
        return false
    }

    /// A goal that cannot be measured, or whose targets fall.
    private static func flaw(of goal: Goal, in task: CascadeTask) -> CascadeFlaw? {
        if let hindrance = FigureWish.hindrance(goal.source.indicator, isNarrowed: goal.source.isNarrowed) {
            return CascadeFlaw(task: task.id, says: Phrase("“\(task.name.zh)”：\(hindrance.zh)，不能设目标。请换一个指标。", "“\(task.name.en)”: \(hindrance.en), so it can have no target. Choose another indicator."))
        }
        for (one, next) in zip(goal.targets, goal.targets.dropFirst()) where next.value < one.value {
            return CascadeFlaw(
                task: task.id,
                says: Phrase(
                    "“\(task.name.zh)”的目标到 \(next.day.iso) 是 \(next.value)，少于 \(one.day.iso) 的 \(one.value)。目标按累计数填写，不能减少。",
                    "“\(task.name.en)” has a target of \(next.value) by \(next.day.iso), less than \(one.value) by \(one.day.iso). Targets are cumulative and never fall."))
        }
        return nil
    }

    /// Two goals that are one number: it would be reached twice.
    private static func twins(of task: CascadeTask) -> [CascadeFlaw] {
        func isSame(_ a: Goal, _ b: Goal) -> Bool {
            a.source.isSameNumber(as: b.source) && (a.source.region ?? task.region) == (b.source.region ?? task.region) && a.reads == b.reads
        }
        return task.goals.enumerated().compactMap { place, goal in
            guard let first = task.goals.prefix(place).first(where: { isSame($0, goal) }) else { return nil }
            return CascadeFlaw(
                task: task.id,
                says: Phrase(
                    "“\(task.name.zh)”的目标“\(first.title.zh)”（\(first.key)）和“\(goal.title.zh)”（\(goal.key)）是同一个数，请去掉一个，或改取数。",
                    "The goals “\(first.title.en)” (\(first.key)) and “\(goal.title.en)” (\(goal.key)) of “\(task.name.en)” are the same number. Take one out, or let it read another."))
        }
    }

    private static func flaws(of task: CascadeTask, under above: CascadeTask, _ codes: (String) -> Set<String>) -> [CascadeFlaw] {
        var out: [CascadeFlaw] = []
        if let region = task.region, let wide = above.region, !codes(region).contains(wide) {
            out.append(
                CascadeFlaw(
                    task: task.id,
                    says: Phrase("“\(task.name.zh)”的地区 \(region) 不在上级任务的地区 \(wide) 之内。", "“\(task.name.en)” is for \(region), which does not lie in \(wide), where the task above it is.")))
        }
        for goal in task.goals {
            guard let whole = above.goals.first(where: { $0.key == goal.key }) else { continue }
            if !goal.source.isSameNumber(as: whole.source) {
                out.append(
                    CascadeFlaw(
                        task: task.id,
                        says: Phrase(
                            "“\(task.name.zh)”的目标“\(goal.title.zh)”与上级任务的目标编号相同（\(goal.key)），却不是同一个数，不能分解。请改目标编号，或改取数。",
                            "The goal “\(goal.title.en)” of “\(task.name.en)” has the key of one of the task above it (\(goal.key)) and is not the same number, so it is no part of it. Give it a key of its own, or let it read the same.")))
            }
        }
        return out
    }

    /// Parts that count the same place for the same goal: what happens there would stand in both.
    private static func overlaps(_ parts: [CascadeTask], _ codes: (String) -> Set<String>) -> [CascadeFlaw] {
        var first: [String: CascadeTask] = [:]
        func key(_ goal: Goal, _ place: String) -> String { goal.key + " " + place }
        func place(_ goal: Goal, _ part: CascadeTask) -> String { goal.source.region ?? part.region ?? "" }
        for part in parts { for goal in part.goals where first[key(goal, place(goal, part))] == nil { first[key(goal, place(goal, part))] = part } }
        var out: [CascadeFlaw] = []
        for part in parts {
            for goal in part.goals {
                let own = place(goal, part)
                // Another part of the same place, or of one above it.
                let above = own.isEmpty ? [""] : [own] + codes(own).subtracting([own]).sorted() + [""]
                guard let other = above.lazy.compactMap({ first[key(goal, $0)] }).first(where: { $0.id != part.id }) else { continue }
                out.append(
                    CascadeFlaw(
                        task: part.id,
                        says: Phrase("“\(part.name.zh)”和“\(other.name.zh)”的指标“\(goal.title.zh)”统计同一个地方，会重复计算。", "“\(part.name.en)” and “\(other.name.en)” count the same place for “\(goal.title.en)”, so it would be counted twice.")))
            }
        }
        return out
    }
}
