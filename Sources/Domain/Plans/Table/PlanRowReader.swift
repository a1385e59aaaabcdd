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

/// Reads the rows of a filled table as tasks of a plan: what a row leaves empty stays as it is, and each thing that is wrong is said with its row and column.
final class PlanRowReader {
    private let plan: ActionPlan
    private let identity: Identity
    let regions: RegionTable
    private let tx: Transaction
    let units: UnitNames
    /// What there is, by key.
    let olds: [String: TaskWhole]
    /// Those of other plans, and of none, by key.
    private let foreign: [String: KeyTask]
    private let isMade: [String: ID<KeyTask>]
    private var nextPosition: Int
    /// The first row of each task; those that follow give further goals.
    let heads: [String: FilledRow]
    private let goalRows: [String: [FilledRow]]
    /// The keys as the table has them.
    let order: [String]
    /// What is wrong, by row.
    private(set) var wrong: [Int: [Phrase]] = [:]

    init(_ rows: [FilledRow], _ plan: ActionPlan, _ regions: RegionTable, _ identity: Identity, _ tx: Transaction) throws {
        (self.plan, self.regions, self.identity, self.tx) = (plan, regions, identity, tx)
        units = try UnitNames(in: tx)
        let known = try tx.wholes(where: "t.plan_id = \(plan.id)")
        olds = Dictionary(known.map { ($0.task.key, $0) }, uniquingKeysWith: { first, _ in first })
        var heads: [String: FilledRow] = [:], more: [String: [FilledRow]] = [:], order: [String] = []
        for row in rows {
            let key = row.text("key")
            if heads[key] == nil {
                heads[key] = row
                order.append(key)
            } else {
                more[key, default: []].append(row)
            }
        }
        (self.heads, goalRows, self.order) = (heads, more, order)
        let new = order.filter { [olds] in olds[$0] == nil && PlanCells.isKey($0) }
        isMade = Dictionary(new.map { ($0, tx.newID()) }, uniquingKeysWith: { first, _ in first })
        let others = try tx.tasks(where: "t.key IN (\(list: new + [""])) AND (t.plan_id IS NULL OR t.plan_id <> \(plan.id))")
        foreign = Dictionary(others.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        nextPosition = try tx.nextPosition(plan.id)
        for row in rows where !row.problems.isEmpty { wrong[row.line] = row.problems }
    }

    /// All tasks of which no row is wrong, by key.
    func tasks() -> [String: TaskWhole] {
        var wholes: [String: TaskWhole] = [:]
        for key in order { if let whole = read(key) { wholes[key] = whole } }
        return wholes
    }

    /// The rows of a task, in the order of the table.
    func rows(of key: String) -> [FilledRow] { [heads[key]].compactMap(\.self) + (goalRows[key] ?? []) }

    /// Whether a row of the task carries the mark of something else than the task says now.
    func isOutdated(_ key: String) -> Bool {
        guard let old = olds[key] else { return false }
        let marks = rows(of: key).compactMap { $0.textOrNil("version") }
        guard !marks.isEmpty else { return false }
        let mark = TaskMark.of(old)
        return marks.contains { $0.lowercased() != mark }
    }

    /// The key of the goal that a row names; nil where it names none.
    func goalKey(_ row: FilledRow) -> String? {
        row.textOrNil("goal") ?? (try? row.textOrNil("figure").map { try PlanCells.figure($0, isNarrowed: false, field: "figure") })
    }

    /// Says what is wrong with a row.
    func refuse(_ line: Int, _ says: Phrase) { wrong[line, default: []].append(says) }

    /// Runs something for a row; what is refused is said with it, the column named.
    func attempt<Value>(_ line: Int, _ run: () throws -> Value) -> Value? {
        do { return try run() } catch let refusal as Refusal {
            let label = PlanTable.table.form.fields.first { $0.name == refusal.field }?.label
            wrong[line, default: []].append(label.map { Phrase("“\($0.zh)”栏：\(refusal.phrase.zh)", "Column “\($0.en)”: \(refusal.phrase.en)") } ?? refusal.phrase)
            return nil
        } catch {
            wrong[line, default: []].append(Phrase("这一行无法读取。", "The row cannot be read."))
            return nil
        }
    }

    /// The task as its rows make it; nil where one of them is wrong.
    private func read(_ key: String) -> TaskWhole? {
        // What is wrong with the key itself is said of each row already.
        guard let head = heads[key], !key.isEmpty, key.count <= 64 else { return nil }
        var whole = attempt(head.line) { try start(key, head) }
        if whole != nil { whole = attempt(head.line) { try fill(whole ?? TaskWhole(task: try start(key, head).task), head) } }
        for row in [head] + (goalRows[key] ?? []) {
            if row.line != head.line { _ = attempt(row.line) { try agree(row, head) } }
            guard let before = whole, PlanTable.goalFields.contains(where: { row.textOrNil($0) != nil }) else { continue }
            whole = attempt(row.line) { try withGoal(before, row) } ?? whole
        }
        if let found = whole { _ = attempt(head.line) { try noGoalTwice(key, found) } }
        let lines = [head.line] + (goalRows[key] ?? []).map(\.line)
        return lines.contains { wrong[$0] != nil } ? nil : whole
    }

    private func start(_ key: String, _ row: FilledRow) throws -> TaskWhole {
        if let old = olds[key] { return old }
        if let known = foreign[key] { throw try tx.keyTaken(key, by: known, for: identity) }
        try PlanCells.require(key: key)
        guard let id = isMade[key] else { throw Refusal(.invalid, "key-bad", "“\(key.harmless(60))”不能作编号，请换一个。", "“\(key.harmless(60))” cannot be a key. Choose another.", field: "key") }
        guard let name = row.textOrNil("name_zh") else { throw Refusal(.invalid, "name", "新任务请写任务名称。", "Name the new task.", field: "name_zh") }
        guard let lead = row.textOrNil("lead") else { throw Refusal(.invalid, "lead", "新任务请写牵头单位。", "Say who leads the new task.", field: "lead") }
        defer { nextPosition += 1 }
        return TaskWhole(
            task: KeyTask(
                id: id, key: key, planID: plan.id, chapter: nil, position: nextPosition, parentID: nil, campaignID: plan.campaignID, origin: .plan, originKey: "",
                name: Wording(name, row.textOrNil("name_en")), leadID: try units.unit(lead, field: "lead", in: tx), authorityID: plan.authorityID, region: nil, due: nil, budget: nil,
                budgetYuan: nil, state: plan.isIssued ? .assigned : .drafted, stateAt: tx.now, stateBy: identity.account.id.number))
    }

    private func fill(_ whole: TaskWhole, _ row: FilledRow) throws -> TaskWhole {
        var out = whole
        if let text = row.textOrNil("chapter") { out.task.chapter = try chapter(text) }
        out.task.name = try wording("name", row, whole.task.name) ?? whole.task.name
        out.task.about = try wording("about", row, whole.task.about)
        out.task.budget = try wording("budget", row, whole.task.budget)
        if let text = row.textOrNil("budget_yuan") { out.task.budgetYuan = Int64(text) }
        if let text = row.textOrNil("due") {
            out.task.due = Day(iso: text) ?? whole.task.due
            try PlanDays.require(due: out.task.due, was: whole.task.due, in: plan)
        }
        if let text = row.textOrNil("region") { out.task.region = try PlanCells.region(text, regions, field: "region") }
        if let text = row.textOrNil("parent") { out.task.parentID = try parent(text, of: whole.task) }
        if let text = row.textOrNil("lead") { out.task.leadID = try units.unit(text, field: "lead", in: tx) }
        if let text = row.textOrNil("participants") { out.participants = try units.units(text, field: "participants", in: tx) }
        if let text = row.textOrNil("milestones") {
            out.milestones = try PlanCells.milestones(text, of: whole.task.id, old: whole.milestones, field: "milestones")
            try PlanDays.require(out.milestones, was: whole.milestones, in: plan)
        }
        return out
    }

    private func wording(_ name: String, _ row: FilledRow, _ old: Wording?) throws -> Wording? {
        let (zh, en) = (row.textOrNil(name + "_zh"), row.textOrNil(name + "_en"))
        guard zh != nil || en != nil else { return old }
        guard let base = zh ?? old?.zh else { throw Refusal(.invalid, "wording", "填写了英文，也请填写中文。", "Where there is English, give the Chinese too.", field: name + "_zh") }
        return Wording(base, en ?? old?.en)
    }

    private func chapter(_ text: String) throws -> String {
        let code = Bracketed.code(text)
        if let found = plan.chapters.first(where: { $0.key == text || $0.name.zh == text || $0.name.en == text }) ?? plan.chapters.first(where: { $0.key == code }) { return found.key }
        let names = plan.chapters.map(\.name.zh).joined(separator: "、"), english = plan.chapters.map { $0.name(.en) }.joined(separator: ", ")
        guard !names.isEmpty else { throw Refusal(.invalid, "chapter", "这个计划没有章节，请先添加，或留空。", "The plan has no chapters. Add some first, or leave this empty.", field: "chapter") }
        throw Refusal(.invalid, "chapter", "计划里没有章节“\(text.harmless(60))”。现有：\(names)。", "The plan has no chapter “\(text.harmless(60))”. There are: \(english).", field: "chapter")
    }

    private func parent(_ text: String, of task: KeyTask) throws -> ID<KeyTask> {
        guard let id = olds[text]?.task.id ?? (foreign[text] == nil ? isMade[text] : nil) else {
            throw Refusal(
                .invalid, "parent", "计划和表格里都没有编号为“\(text.harmless(60))”的任务。", "Neither the plan nor the table has a task with the key “\(text.harmless(60))”.", field: "parent")
        }
        guard id != task.id else { throw Refusal(.invalid, "parent-circle", "任务不能是自己的上级，请改写或留空。", "A task is not above itself. Name another, or none.", field: "parent") }
        return id
    }

    private func withGoal(_ whole: TaskWhole, _ row: FilledRow) throws -> TaskWhole {
        let named = row.textOrNil("goal"), figure = row.textOrNil("figure")
        let code = try figure.map { try PlanCells.figure($0, isNarrowed: false, field: "figure") }
        guard let key = named ?? code else { throw Refusal(.invalid, "goal", "请写目标编号或指标。", "Give the goal's key, or the figure.", field: "figure") }
        guard PlanCells.isKey(key) else {
            throw Refusal(
                .invalid, "goal", "“\(key.harmless(60))”不能作目标编号。请用小写字母、数字和连字符，以字母开头。",
                "“\(key.harmless(60))” cannot be a goal's key: lower-case letters, digits and hyphens, a letter first.", field: "goal")
        }
        var out = whole
        let place = out.goals.firstIndex { $0.key == key }
        guard let indicator = code ?? place.map({ out.goals[$0].source.indicator }) else { throw Refusal(.invalid, "goal", "新目标请写指标。", "Name the figure of the new goal.", field: "figure") }
        let old = place.map { out.goals[$0] }
        let campaign = try row.textOrNil("goal_campaign").map { try PlanCells.campaign($0, field: "goal_campaign", in: tx) } ?? old?.source.campaign ?? whole.task.campaignID ?? plan.campaignID
        var source = GoalSource(indicator: indicator, campaign: campaign)
        source.region = try row.textOrNil("goal_region").map { try PlanCells.region($0, regions, field: "goal_region") } ?? old?.source.region
        source.kind = try row.textOrNil("kind").map { try PlanCells.kind($0, field: "kind") } ?? old?.source.kind
        source.slices = try row.textOrNil("within").map { try PlanCells.slices($0, field: "within") } ?? old?.source.slices ?? [:]
        _ = try PlanCells.figure(indicator, isNarrowed: source.isNarrowed, field: "figure")
        var goal = GoalDraft(key: key, name: try wording("goal", row, old?.name), source: source, reads: old?.reads ?? .live, targets: old?.targets ?? [])
        if let text = row.textOrNil("reads") { goal.reads = Goal.Reads(rawValue: text) ?? goal.reads }
        if let text = row.textOrNil("targets") {
            goal.targets = try PlanCells.targets(text, field: "targets")
            try PlanDays.require(goal.targets, was: old?.targets ?? [], in: plan, field: "targets")
        }
        if let place { out.goals[place] = goal } else { out.goals.append(goal) }
        return out
    }

    /// A row further down says of the task nothing else than the first one does.
    private func agree(_ row: FilledRow, _ head: FilledRow) throws {
        for field in PlanTable.table.form.fields where !["key", "version"].contains(field.name) && !PlanTable.goalFields.contains(field.name) {
            guard let says = row.values[field.name], says != head.values[field.name] else { continue }
            throw Refusal(
                .invalid, "key-twice", "第 \(head.line) 行已是这项任务；另起的行只写任务编号和目标各列。",
                "Row \(head.line) is this task already; a further row gives its key and the columns of a goal alone.", field: field.name)
        }
        guard PlanTable.goalFields.contains(where: { row.textOrNil($0) != nil }) else {
            throw Refusal(.invalid, "key-twice", "第 \(head.line) 行已是这项任务，请换一个编号或去掉这一行。", "Row \(head.line) is this task already. Choose another key, or take the row out.", field: "key")
        }
    }

    private func noGoalTwice(_ key: String, _ whole: TaskWhole) throws {
        var seen: Set<String> = []
        for row in rows(of: key) {
            guard let name = goalKey(row) else { continue }
            guard seen.insert(name).inserted else {
                throw Refusal(.invalid, "goal-twice", "目标“\(name)”写了两次；同一指标的两个目标请给不同的编号。", "The goal “\(name)” stands there twice; give two goals of one figure keys of their own.", field: "goal")
            }
        }
    }
}
