import Kernel

/// One thing that a task says differently, as `完成期限：2026-12-20 → 2026-12-25`.
struct TaskDifference: Sendable, Hashable {
    /// The key of the goal of which it is; nil: of the task.
    let goal: String?
    let says: Phrase

    init(_ label: Phrase, _ before: Phrase?, _ after: Phrase?, goal: String? = nil) {
        let zh = Self.cut(before?.zh ?? "（空）", after?.zh ?? "（空）"), en = Self.cut(before?.en ?? "(empty)", after?.en ?? "(empty)")
        self.goal = goal
        says = Phrase("\(label.zh)：\(zh.0) → \(zh.1)", "\(label.en): \(en.0) → \(en.1)")
    }

    init(says: Phrase, goal: String? = nil) { (self.says, self.goal) = (says, goal) }

    /// Signs of a text that are shown at most.
    private static let most = 60

    /// Two texts, each on one short line; long ones from a little before the first place where they differ.
    private static func cut(_ one: String, _ other: String) -> (String, String) {
        guard one.count > most || other.count > most else { return (one.harmless(most), other.harmless(most)) }
        let same = zip(one, other).prefix { $0 == $1 }.count, skipped = max(0, same - 10)
        func shown(_ text: String) -> String { (skipped > 0 ? "…" : "") + String(text.dropFirst(skipped)).harmless(most) }
        return (shown(one), shown(other))
    }

    /// Several in one sentence, with how many more there are.
    static func list(_ all: [TaskDifference], most: Int) -> Phrase {
        let shown = all.prefix(most).map(\.says), rest = all.count - shown.count
        let zh = shown.map(\.zh) + (rest > 0 ? ["另有 \(rest) 处"] : []), en = shown.map(\.en) + (rest > 0 ? ["and \(rest) more"] : [])
        return Phrase(zh.joined(separator: "；"), en.joined(separator: "; "))
    }
}
