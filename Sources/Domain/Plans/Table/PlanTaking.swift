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

/// What was said beside a table that comes in.
struct PlanTakingWish: Sendable {
    /// Why tasks that are assigned change; their leads read it.
    var reason = ""
    /// Also what somebody has changed since the table went out.
    var overwrites = false
    /// False: it is only checked.
    var takes = false
}

/// Takes the rows of a filled table into a plan: new keys add tasks, known ones are changed, tasks that have no row stay and are named. What was changed
/// since the table went out is told, and not undone unasked.
struct PlanTaking {
    private let plan: ActionPlan
    private let identity: Identity
    private let tx: Transaction
    private let rows: PlanRowReader
    private let wish: PlanTakingWish

    static func take(_ rows: [FilledRow], into key: String, _ wish: PlanTakingWish, _ regions: RegionTable, by identity: Identity, in tx: Transaction) throws -> (outcomes: [RowOutcome], notes: [TableNote]) {
        let tasks = Set(rows.map { $0.text("key") }).count
        guard tasks <= PlanTable.mostTasks else {
            throw Refusal(
                .invalid, "table-tasks", "表格里有 \(tasks) 项任务，一次最多 \(PlanTable.mostTasks) 项，请分几个文件导入。",
                "The table has \(tasks) tasks; at most \(PlanTable.mostTasks) come in at once. Bring them in as several files.")
        }
        try tx.lock("plans.plan.\(key)")
        let plan = try tx.steeredPlan(key, identity)
        return try PlanTaking(plan: plan, identity: identity, tx: tx, rows: try PlanRowReader(rows, plan, regions, identity, tx), wish: wish).run(rows)
    }

    private func run(_ filled: [FilledRow]) throws -> (outcomes: [RowOutcome], notes: [TableNote]) {
        let wholes = rows.tasks()
        refuseCircles(wholes)
        let words = try words(for: wholes)
        if !wish.overwrites { refuseOutdated(wholes, words) }
        var done: Set<String> = [], changes: [TaskChange] = []
        let keys = Dictionary(wholes.map { ($1.task.id, $0) }, uniquingKeysWith: { first, _ in first })
        for key in rows.order { keep(key, wholes, keys, &done, &changes) }
        let given = rows.order.count { changesGiven($0, wholes) }
        let outcomes = filled.map { outcome($0, wholes, words) }, lacksReason = given > 0 && wish.reason.isEmpty
        let refusals = lacksReason && wish.takes ? [Self.reasonNeeded(given)] : []
        guard rows.wrong.isEmpty, refusals.isEmpty else { throw TableReport.Rehearsed(outcomes, rows.wrong.isEmpty ? try notes() : [], refusals) }
        guard wish.takes else {
            let title = Phrase("导入时要写明为什么更改", "Taking it in needs a reason")
            return (outcomes, (lacksReason ? [TableNote(title, [Self.givenChange(given)], isWarning: true)] : []) + (try notes()))
        }
        try tx.tell(of: changes, because: wish.reason, naming: rows.regions, by: identity)
        return (outcomes, try notes())
    }

    // MARK: Why

    private func changesGiven(_ key: String, _ wholes: [String: TaskWhole]) -> Bool {
        guard let new = wholes[key], let old = rows.olds[key], new != old else { return false }
        return old.task.state != .drafted && old.task.state.isChangeable
    }

    private static func givenChange(_ count: Int) -> Phrase {
        Phrase("会更改 \(count) 项已交办的任务，牵头单位会收到通知和原因。", "\(Plural.en(count, "task that is assigned changes", "tasks that are assigned change")); their leads are told, with the reason.")
    }

    private static func reasonNeeded(_ count: Int) -> Refusal {
        Refusal(
            .invalid, "task-remark", givenChange(count) + Phrase("请写明为什么更改，再选一次文件上传；什么都还没有保存。", " Say why they change, and choose the file again; nothing is saved yet."), field: "reason")
    }

    /// For the ledger. What is only checked goes without, and is not kept.
    private func reason(for old: TaskWhole?) -> String {
        guard let old else { return plan.isIssued ? wish.reason : "" }
        return old.task.state == .drafted ? "" : wish.reason.isEmpty ? "—" : wish.reason
    }

    // MARK: What has changed meanwhile

    private func words(for wholes: [String: TaskWhole]) throws -> TaskWords {
        let all = Array(rows.olds.values) + Array(wholes.values)
        return TaskWords(
            plan: plan, names: rows.units, regions: rows.regions, keys: Dictionary(all.map { ($0.task.id, $0.task.key) }, uniquingKeysWith: { first, _ in first }),
            campaigns: try tx.campaignKeys(Set(all.flatMap(\.goals).map(\.source.campaign))))
    }

    /// Tasks that say something else than when the table went out, and would be changed by it.
    private func refuseOutdated(_ wholes: [String: TaskWhole], _ words: TaskWords) {
        for key in rows.order {
            guard let new = wholes[key], let old = rows.olds[key], new != old, rows.isOutdated(key), let line = rows.heads[key]?.line else { continue }
            let list = TaskDifference.list(words.differences(from: new, to: old), most: Self.mostDifferences)
            rows.refuse(
                line,
                Phrase(
                    "这项任务在您下载这张表之后有人改过。表里 → 现在：\(list.zh)。请下载最新的表再改；确实要改成表里的内容，请勾选“\(Self.overwrite.zh)”。",
                    "Somebody has changed this task since you downloaded the table. Here → now: \(list.en). Download the table anew and change that one; to have what stands here all the same, tick “\(Self.overwrite.en)”."))
        }
    }

    static let overwrite = Phrase("也覆盖别人改过的", "Overwrite what others changed too")

    /// So many differences of a task are told.
    private static let mostDifferences = 8

    /// How a row changes its task: the first one tells of the task and its own goal, those behind it of theirs.
    private func says(_ row: FilledRow, _ isHead: Bool, _ new: TaskWhole, _ old: TaskWhole, _ words: TaskWords) -> [Phrase] {
        let own = rows.goalKey(row), others = isHead ? Set(rows.rows(of: new.task.key).filter { $0.line != row.line }.compactMap { rows.goalKey($0) }) : []
        let differences = words.differences(from: old, to: new).filter { one in
            guard let goal = one.goal else { return isHead }
            return goal == own || (isHead && !others.contains(goal))
        }
        return differences.isEmpty ? [] : [TaskDifference.list(differences, most: Self.mostDifferences)]
    }

    private func outcome(_ row: FilledRow, _ wholes: [String: TaskWhole], _ words: TaskWords) -> RowOutcome {
        let key = row.text("key"), isHead = rows.heads[key]?.line == row.line
        let name = [key, isHead ? row.text("name_zh") : row.text("goal")].filter { !$0.isEmpty }.joined(separator: " · ").harmless(120)
        if let says = rows.wrong[row.line] { return RowOutcome(row.line, name, .wrong, says) }
        // Where one row of a task is wrong, the others of it bring nothing.
        guard let new = wholes[key], rows.rows(of: key).allSatisfy({ rows.wrong[$0.line] == nil }) else { return RowOutcome(row.line, name, .unchanged) }
        guard let old = rows.olds[key] else { return RowOutcome(row.line, name, .added) }
        return new == old ? RowOutcome(row.line, name, .unchanged) : RowOutcome(row.line, name, .changed, says(row, isHead, new, old, words))
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
            if let change = rows.attempt(line, { try tx.enter(whole, over: rows.olds[one], because: reason(for: rows.olds[one]), checksAbove: false, by: identity) }) { changes.append(change) }
        }
    }
}
