import Access
import Kernel
import Language
import Outbox
import Regions
import Storage
import Venues

/// Of what a lead is to be told.
enum TaskChange: Sendable {
    case none
    case assigned(KeyTask)
    case changed(TaskWhole, from: TaskWhole)
}

extension Transaction {
    /// So many tasks, and so many differences of each, stand in one letter.
    private static let (mostTasks, mostDifferences) = (10, 4)

    /// Tells the leads of what has changed for them, and how: one letter a unit.
    ///
    /// - regions: for the names of places.
    func tell(of changes: [TaskChange], because reason: String, naming regions: RegionTable? = nil, by identity: Identity) throws {
        for case .assigned(let task) in changes { try tell(of: task, .assigned, remark: reason, from: identity.account.id) }
        var changed: [(new: TaskWhole, old: TaskWhole)] = []
        for case .changed(let new, let old) in changes { changed.append((new, old)) }
        guard !changed.isEmpty else { return }
        let byLead = Dictionary(grouping: changed, by: \.new.task.leadID).sorted { $0.key.number < $1.key.number }
        let words = try words(for: byLead.flatMap { $0.value.prefix(Self.mostTasks) }.flatMap { [$0.new, $0.old] }, regions)
        for (lead, pairs) in byLead {
            let says = pairs.prefix(Self.mostTasks).map { Self.line($0.new.task.name.phrase, words.differences(from: $0.old, to: $0.new)) }, rest = pairs.count - says.count
            let more = rest > 0 ? [Phrase("另有 \(rest) 项。", "And \(Plural.en(rest, "more task", "more tasks")).")] : []
            let why = reason.isEmpty ? [] : [Phrase("原因：\(reason)", "Why: \(reason)")]
            let all = says + more + why
            let body = Phrase(all.map(\.zh).joined(separator: "\n\n"), all.map(\.en).joined(separator: "\n\n"))
            for account in try peopleOf(lead) where account != identity.account.id {
                try tell(
                    Message(
                        PlanLetter.tasks, to: .account(account), subject: Phrase("任务有更改：\(pairs.count) 项", "\(Plural.en(pairs.count, "task has", "tasks have")) changed"),
                        body: body, path: pairs.count == 1 ? "/desk/duties/\(pairs[0].new.task.id.text)" : "/desk/duties"))
            }
        }
    }

    private static func line(_ name: Phrase, _ differences: [TaskDifference]) -> Phrase {
        let list = TaskDifference.list(differences, most: mostDifferences)
        return differences.isEmpty ? Phrase("\(name.zh)。", "\(name.en).") : Phrase("\(name.zh)——\(list.zh)。", "\(name.en) — \(list.en).")
    }
}
