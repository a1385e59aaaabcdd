import Access
import Campaigns
import Figures
import Kernel
import Language
import Regions
import Resources
import Storage
import Venues
import Web

/// Takes the rows of a filled table into a plan: new keys add tasks, known ones are changed, tasks that have no row stay and are named.
struct PlanTaking {
    private let plan: ActionPlan
    private let identity: Identity
    private let tx: Transaction
    private let rows: PlanRowReader

    static let reason = "按导入的计划表更改 / by a table that was brought in"

    static func take(_ rows: [FilledRow], into key: String, _ regions: RegionTable, by identity: Identity, in tx: Transaction) throws -> (outcomes: [RowOutcome], notes: [TableNote]) {
        let tasks = Set(rows.map { $0.text("key") }).count
        guard tasks <= PlanTable.mostTasks else {
            throw Refusal(
                .invalid, "table-tasks", "表格里有 \(tasks) 项任务，一次最多 \(PlanTable.mostTasks) 项，请分几个文件导入。",
                "The table has \(tasks) tasks; at most \(PlanTable.mostTasks) come in at once. Bring them in as several files.")
        }
        try tx.lock("plans.plan.\(key)")
        let plan = try tx.steeredPlan(key, identity)
        return try PlanTaking(plan: plan, identity: identity, tx: tx, rows: try PlanRowReader(rows, plan, regions, identity, tx)).run(rows)
    }

    private func run(_ filled: [FilledRow]) throws -> (outcomes: [RowOutcome], notes: [TableNote]) {
        let wholes = rows.tasks()
        refuseCircles(wholes)
        var done: Set<String> = [], changes: [TaskChange] = []
        let keys = Dictionary(wholes.map { ($1.task.id, $0) }, uniquingKeysWith: { first, _ in first })
        for key in rows.order { keep(key, wholes, keys, &done, &changes) }
        let outcomes = filled.map { outcome($0, wholes) }
        guard rows.wrong.isEmpty else { return (outcomes, []) }
        try tx.tell(of: changes, because: Self.reason, by: identity)
        return (outcomes, try notes())
    }

    private func outcome(_ row: FilledRow, _ wholes: [String: TaskWhole]) -> RowOutcome {
        let key = row.text("key"), isHead = rows.heads[key]?.line == row.line
        let name = [key, isHead ? row.text("name_zh") : row.text("goal")].filter { !$0.isEmpty }.joined(separator: " · ").harmless(120)
        if let says = rows.wrong[row.line] { return RowOutcome(row.line, name, .wrong, says) }
        guard let new = wholes[key] else { return RowOutcome(row.line, name, .unchanged) }
        guard let old = rows.olds[key] else { return RowOutcome(row.line, name, .added) }
        return RowOutcome(row.line, name, new == old ? .unchanged : .changed)
    }

    /// What does not fit together, and which tasks have no row.
    private func notes() throws -> [TableNote] {
        var out: [TableNote] = []
        let flaws = try tx.flaws(in: plan)
        if !flaws.isEmpty {
            out.append(TableNote(Phrase("对不上的地方（可以先保存，印发前要改正）", "What does not fit together (may be kept for now; to be mended before the plan is issued)"), flaws.map(\.says), isWarning: true))
        }
        let left = rows.olds.values.filter { rows.heads[$0.task.key] == nil && $0.task.state != .dropped }.sorted { ($0.task.position, $0.task.key) < ($1.task.position, $1.task.key) }
        if !left.isEmpty {
            out.append(
                TableNote(
                    Phrase("表格里没有、保持不变的任务", "Tasks that have no row, and stay as they are"),
                    left.map { Phrase("\($0.task.name.zh)（\($0.task.key)）", "\($0.task.name(.en)) (\($0.task.key))") }))
        }
        return out
    }

    /// Tasks above that lead back to the task.
    private func refuseCircles(_ wholes: [String: TaskWhole]) {
        var parents = Dictionary(rows.olds.values.map { ($0.task.id, $0.task.parentID) }, uniquingKeysWith: { first, _ in first })
        for whole in wholes.values { parents[whole.task.id] = whole.task.parentID }
        for key in rows.order {
            guard let task = wholes[key]?.task, let line = rows.heads[key]?.line else { continue }
            var next = task.parentID, seen: Set<ID<KeyTask>> = []
            while let one = next, one != task.id, seen.insert(one).inserted { next = parents[one] ?? nil }
            guard next == task.id else { continue }
            _ = rows.attempt(line) {
                throw Refusal(.invalid, "parent-circle", "上级任务成环：从它往上又回到本任务。请改正其中一行。", "The tasks above lead back to this one. Mend one of these rows.", field: "parent")
            }
        }
    }

    /// Keeps a task behind the one above it.
    private func keep(_ key: String, _ wholes: [String: TaskWhole], _ keys: [ID<KeyTask>: String], _ done: inout Set<String>, _ changes: inout [TaskChange]) {
        var chain: [String] = [], next: String? = key
        while let one = next, !done.contains(one), !chain.contains(one) {
            chain.append(one)
            next = wholes[one]?.task.parentID.flatMap { keys[$0] }
        }
        for one in chain.reversed() {
            done.insert(one)
            guard let whole = wholes[one], let line = rows.heads[one]?.line, rows.wrong[line] == nil else { continue }
            // What rests on a row that is wrong waits for it.
            if let above = whole.task.parentID.flatMap({ keys[$0] }), rows.olds[above] == nil, let line = rows.heads[above]?.line, rows.wrong[line] != nil { continue }
            if let change = rows.attempt(line, { try tx.enter(whole, over: rows.olds[one], because: plan.isIssued ? Self.reason : "", checksAbove: false, by: identity) }) { changes.append(change) }
        }
    }
}
