import Campaigns
import Figures
import Kernel
import Language
import Regions
import Resources
import Storage
import Venues
import Web

/// A plan as a spreadsheet: a row a task; its second goal and those behind it have rows of their own, with the task's key again.
enum PlanTable {
    static let mostTasks = 5_000
    /// Goals have rows of their own.
    static let mostRows = 4 * mostTasks

    static let table = FilledTable(task + goal + [version], mostRows: mostRows, headerWithin: 10)

    private static let task: [FormField] = [
        FormField("key", "任务编号", "Key", .text(max: 64), required: true, hint: Phrase("小写字母、数字和连字符，以字母开头，全平台不重复。新编号即新任务。", "Lower-case letters, digits and hyphens, a letter first; no two tasks have the same. A new key is a new task.")),
        FormField("chapter", "章节", "Chapter", .text(max: 200), hint: Phrase("章节的名称或编号。", "Name or key of a chapter of the plan.")),
        FormField("name_zh", "任务名称", "Task in Chinese", .text(max: 300), hint: Phrase("新任务必填。", "Needed of a new one.")),
        FormField("name_en", "任务英文名", "Task in English", .text(max: 300)),
        FormField("about_zh", "任务说明", "What is to be done, in Chinese", .longText(max: 1000)),
        FormField("about_en", "任务英文说明", "What is to be done, in English", .longText(max: 1000)),
        FormField("parent", "上级任务编号", "Key of the task above", .text(max: 64)),
        FormField("lead", "牵头单位", "Lead", .text(max: 200), hint: Phrase("只有一家，写登记的全名或编号。新任务必填。", "One alone, by its full name or its identity. Needed of a new task.")),
        FormField("participants", "参与单位", "Units that take part", .longText(max: 5000), hint: Phrase("几家之间用分号或顿号。", "Semicolons between several.")),
        FormField("region", "地区", "Region", .text(max: 100), hint: Phrase("名称或六位区划代码。", "Its name, or the six digits of its code.")),
        FormField("due", "完成期限", "Due", .day),
        FormField("budget_zh", "经费说明", "Budget line in Chinese", .text(max: 200)), FormField("budget_en", "经费英文说明", "Budget line in English", .text(max: 200)),
        FormField("budget_yuan", "经费（元）", "Budget (yuan)", .integer(0...1_000_000_000_000)),
        FormField("milestones", "节点", "Milestones", .longText(max: 5000), hint: Phrase("一行一个：2023-05-20 启动仪式。", "One a line: 2023-05-20 启动仪式 / Launch.")),
    ]

    private static let goal: [FormField] = [
        FormField("goal", "目标编号", "Key of the goal", .text(max: 64), hint: Phrase("不填用指标代码。上下级任务的同名目标是同一个数。", "Empty: the figure's code. Goals of one key in a task and its parts are the same number.")),
        FormField("goal_zh", "目标名称", "Goal in Chinese", .text(max: 200)), FormField("goal_en", "目标英文名", "Goal in English", .text(max: 200)),
        FormField("figure", "指标", "Figure", .text(max: 100), hint: Phrase("代码或名称：\(figures(.zh))。", "Code or name: \(figures(.en)).")),
        FormField("targets", "目标数", "Targets", .longText(max: 2000), hint: Phrase("累计数：2023-06-30：200；2023-12-31：490。", "Cumulative: 2023-06-30: 200; 2023-12-31: 490.")),
        FormField("goal_campaign", "取数的活动项目", "Campaign that is read", .text(max: 64), hint: Phrase("活动项目的编号，不填为任务所属的。", "Its key; empty: the task's own.")),
        FormField("goal_region", "取数的地区", "Region that is read", .text(max: 100), hint: Phrase("不填为任务的地区。", "Empty: the task's.")),
        FormField("kind", "只计这类活动", "Only this kind of activity", .text(max: 40)),
        FormField("within", "进一步细分", "Narrowed further", .text(max: 200), hint: Phrase("写法与“数字”页面地址相同：mode=online。", "As in addresses of figures: mode=online.")),
        FormField(
            "reads", "取实时数还是锁定数", "Live or as published",
            .choice(Goal.Reads.allCases.map { .init($0.rawValue, $0.title) })),
    ]

    /// What shows whether somebody has changed the task since the table went out (`TaskMark`).
    private static let version = FormField(
        "version", "版本", "Version", .text(max: 40),
        hint: Phrase("下载时写入，请不要改；新任务留空。任务在下载之后改过的，上传时会告诉您。", "Written on downloading; leave it as it is, and empty for a new task. A task that was changed since is told when the table comes in."))

    /// What a column is called.
    static func label(_ field: String) -> Phrase { labels[field] ?? Phrase(same: field) }
    private static let labels = Dictionary(table.form.fields.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })

    /// The columns that say something of a goal.
    static let goalFields = Set(goal.map(\.name))

    private static func figures(_ tongue: Tongue) -> String {
        FigureWish.indicators.map { key in Bracketed.text(IndicatorName.of(key)(tongue), key) }.joined(separator: tongue == .zh ? "、" : ", ")
    }

    /// What there is, as the table takes it: in the order of the plan.
    static func rows(_ plan: ActionPlan, _ names: UnitNames, _ regions: RegionTable, in tx: Transaction) throws -> [[String: [String]]] {
        let all = plan.inOrder(try tx.wholes(where: "t.plan_id = \(plan.id) AND t.state <> \(TaskState.dropped)"), \.task)
        let keys = Dictionary(all.map { ($0.task.id, $0.task.key) }, uniquingKeysWith: { first, _ in first })
        let campaigns = try tx.campaignKeys(Set(all.flatMap(\.goals).map(\.source.campaign)))
        var out: [[String: [String]]] = []
        for whole in all {
            let mark = TaskMark.of(whole)
            var row = said(of: whole, plan, keys, names, regions)
            row["version"] = mark
            guard let first = whole.goals.first else {
                out.append(row.mapValues { [$0] })
                continue
            }
            row.merge(said(of: first, whole.task, campaigns, regions)) { $1 }
            out.append(row.mapValues { [$0] })
            for goal in whole.goals.dropFirst() {
                var more = said(of: goal, whole.task, campaigns, regions)
                (more["key"], more["version"]) = (whole.task.key, mark)
                out.append(more.mapValues { [$0] })
            }
        }
        return out
    }

    private static func said(of whole: TaskWhole, _ plan: ActionPlan, _ keys: [ID<KeyTask>: String], _ names: UnitNames, _ regions: RegionTable) -> [String: String] {
        let task = whole.task
        var row = ["key": task.key, "name_zh": task.name.zh, "lead": names.text(task.leadID)]
        row["chapter"] = task.chapter.map { key in plan.chapters.first { $0.key == key }.map { Bracketed.text($0.name.zh, key) } ?? key }
        (row["name_en"], row["about_zh"], row["about_en"]) = (task.name.en, task.about?.zh, task.about?.en)
        row["parent"] = task.parentID.flatMap { keys[$0] }
        if !whole.participants.isEmpty { row["participants"] = whole.participants.map { names.text($0) }.joined(separator: "；") }
        row["region"] = PlanCells.text(region: task.region, regions)
        row["due"] = task.due?.iso
        (row["budget_zh"], row["budget_en"], row["budget_yuan"]) = (task.budget?.zh, task.budget?.en, task.budgetYuan.map { String($0) })
        if !whole.milestones.isEmpty { row["milestones"] = PlanCells.text(whole.milestones) }
        return row
    }

    private static func said(of goal: GoalDraft, _ task: KeyTask, _ campaigns: [ID<Campaign>: String], _ regions: RegionTable) -> [String: String] {
        var row = ["goal": goal.key, "figure": PlanCells.text(figure: goal.source.indicator), "reads": goal.reads.rawValue]
        (row["goal_zh"], row["goal_en"]) = (goal.name?.zh, goal.name?.en)
        if !goal.targets.isEmpty { row["targets"] = PlanCells.text(goal.targets) }
        if goal.source.campaign != task.campaignID { row["goal_campaign"] = campaigns[goal.source.campaign] }
        row["goal_region"] = PlanCells.text(region: goal.source.region, regions)
        row["kind"] = goal.source.kind
        if !goal.source.slices.isEmpty { row["within"] = goal.source.slicesText }
        return row
    }
}

extension Transaction {
    /// The keys of campaigns.
    func campaignKeys(_ ids: Set<ID<Campaign>>) throws -> [ID<Campaign>: String] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows("SELECT c.id, c.key FROM view_campaigns_campaign c WHERE c.id IN (\(list: ids.sorted { $0.number < $1.number }))") {
            (try $0.id("id", Campaign.self), try $0.text("key"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
