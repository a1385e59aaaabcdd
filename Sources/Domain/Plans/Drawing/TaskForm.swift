import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Regions
import Storage
import Venues
import Web

/// A task at the desk, with its goals, targets and milestones.
struct TaskForm {
    let plan: ActionPlan
    /// As it stands; nil for a new one.
    let old: TaskWhole?

    /// Those that there are, and room for one more.
    private var goalCount: Int { min(Self.mostGoals, (old?.goals.count ?? 1) + 1) }
    /// Those for which the form has no room: they stay as they are, and are changed by the spreadsheet.
    var beyond: Int { max(0, (old?.goals.count ?? 0) - goalCount) }
    static let mostGoals = 20
    private var needsReason: Bool { old.map { $0.task.state != .drafted } ?? false }

    var form: Form {
        let key = FormField("key", "任务编号", "Key", .text(max: 64), required: true, hint: Phrase("小写字母、数字和连字符，写进网址。", "Lower-case letters, digits and hyphens; it stands in the address."))
        var fields = old == nil ? [key] : []
        fields += [
            FormField("name_zh", "任务名称", "Task in Chinese", .text(max: 300), required: true), FormField("name_en", "英文名称", "Task in English", .text(max: 300)),
            FormField("chapter", "章节", "Chapter", .choice(plan.chapters.map { .init($0.key, $0.name.phrase) })),
            FormField("lead", "牵头单位", "Lead", .text(max: 200), required: true, hint: Phrase("只有一家：登记的全名或编号。", "One alone: its full name or identity."), suggests: PlanSuggestions.units.rawValue),
            FormField("participants", "参与单位", "Units that take part", .longText(max: 5000), hint: Phrase("一行一家。", "One a line.")),
            FormField("about_zh", "任务说明", "What is to be done, in Chinese", .longText(max: 1000)),
            FormField("about_en", "英文说明", "What is to be done, in English", .longText(max: 1000)),
            FormField("parent", "上级任务编号", "Key of the task above", .text(max: 64), hint: Phrase("本任务是哪一项任务的一部分。", "Of which task it is a part."), suggests: PlanSuggestions.tasks.rawValue),
            FormField("region", "地区", "Region", .text(max: 100), hint: Phrase("名称或六位区划代码。", "Its name, or the six digits of its code.")),
            FormField("due", "完成期限", "Due", .day), FormField("budget_zh", "经费说明", "Budget line in Chinese", .text(max: 200)),
            FormField("budget_en", "经费英文说明", "Budget line in English", .text(max: 200)), FormField("budget_yuan", "经费（元）", "Budget (yuan)", .integer(0...1_000_000_000_000)),
            FormField("milestones", "节点", "Milestones", .longText(max: 5000), hint: Phrase("一行一个：2026-05-20 启动仪式。", "One a line: 2026-05-20 启动仪式 / Launch.")),
        ]
        for number in 1...goalCount { fields += goal(number) }
        if needsReason { fields.append(FormField("reason", "更改原因", "Why it changes", .longText(max: 1000), required: true, hint: Phrase("牵头单位会收到。", "Its lead is told."))) }
        return Form(fields + [SeenForm.field])
    }

    private func goal(_ number: Int) -> [FormField] {
        func label(_ zh: String, _ en: String) -> (String, String) { ("目标 \(number)：\(zh)", "Goal \(number): \(en)") }
        let (figure, targets, region, within) = (label("指标", "figure"), label("目标数", "targets"), label("取数的地区", "region that is read"), label("进一步细分", "narrowed further"))
        let campaign = label("取数的活动项目", "campaign that is read")
        let (zh, en, kind, reads) = (label("名称", "name in Chinese"), label("英文名", "name in English"), label("只计这类活动", "only this kind of activity"), label("取实时数还是锁定数", "live or as published"))
        let kinds = ActivityKind.allCases.map { FormField.Choice($0.rawValue, $0.title) }
        let choices = FigureWish.indicators.map { FormField.Choice($0, IndicatorName.of($0)) }
        return [
            FormField("goal\(number)_key", "", "", .hidden),
            FormField("goal\(number)_figure", figure.0, figure.1, .choice(choices), hint: Phrase("留空即没有这个目标。", "Empty: there is no such goal.")),
            FormField("goal\(number)_zh", zh.0, zh.1, .text(max: 200)), FormField("goal\(number)_en", en.0, en.1, .text(max: 200)),
            FormField("goal\(number)_targets", targets.0, targets.1, .longText(max: 2000), hint: Phrase("累计数：2026-06-30：200；2026-12-31：490。", "Cumulative: 2026-06-30: 200; 2026-12-31: 490.")),
            FormField("goal\(number)_campaign", campaign.0, campaign.1, .text(max: 64), hint: Phrase("活动项目的编号，不填为任务所属的。", "Its key; empty: the task's own."), suggests: PlanSuggestions.campaigns.rawValue),
            FormField("goal\(number)_region", region.0, region.1, .text(max: 100), hint: Phrase("不填为任务的地区。", "Empty: the task's.")),
            FormField("goal\(number)_kind", kind.0, kind.1, .choice(kinds)),
            FormField("goal\(number)_within", within.0, within.1, .text(max: 200), hint: Phrase("写法与“数字”页面地址相同：mode=online。", "As in addresses of figures: mode=online.")),
            FormField(
                "goal\(number)_reads", reads.0, reads.1,
                .choice([.init(Goal.Reads.live.rawValue, Phrase("实时", "Live")), .init(Goal.Reads.locked.rawValue, Phrase("锁定公布", "As published"))])),
        ]
    }

    func values(_ names: UnitNames, _ regions: RegionTable, in tx: Transaction) throws -> [String: String] {
        guard let old else { return ["region": PlanCells.text(region: plan.region, regions) ?? ""] }
        let task = old.task
        var out = ["name_zh": task.name.zh, "lead": names.text(task.leadID)]
        (out["name_en"], out["chapter"], out["about_zh"], out["about_en"]) = (task.name.en, task.chapter, task.about?.zh, task.about?.en)
        out["participants"] = old.participants.map { names.text($0) }.joined(separator: "\n")
        out["parent"] = try task.parentID.flatMap { try tx.keyTask($0)?.key }
        out["region"] = PlanCells.text(region: task.region, regions)
        (out["due"], out["budget_zh"], out["budget_en"], out["budget_yuan"]) = (task.due?.iso, task.budget?.zh, task.budget?.en, task.budgetYuan.map { String($0) })
        out["milestones"] = PlanCells.text(old.milestones)
        let campaigns = try tx.campaignKeys(Set(old.goals.map(\.source.campaign)))
        for (place, goal) in old.goals.prefix(goalCount).enumerated() {
            let mark = "goal\(place + 1)_"
            (out[mark + "key"], out[mark + "figure"], out[mark + "targets"]) = (goal.key, goal.source.indicator, PlanCells.text(goal.targets))
            (out[mark + "zh"], out[mark + "en"], out[mark + "kind"]) = (goal.name?.zh, goal.name?.en, goal.source.kind)
            out[mark + "region"] = PlanCells.text(region: goal.source.region, regions)
            (out[mark + "within"], out[mark + "reads"]) = (goal.source.slicesText, goal.reads.rawValue)
            if goal.source.campaign != task.campaignID { out[mark + "campaign"] = campaigns[goal.source.campaign] }
        }
        return out.filter { !$0.value.isEmpty }
    }

    /// The task as it was entered. Refuses what cannot be kept, the field named.
    func whole(_ reading: FormReading, _ names: UnitNames, _ regions: RegionTable, for identity: Identity, in tx: Transaction) throws -> TaskWhole {
        guard let name = reading.wording("name") else { throw Refusal(.invalid, "name", "请写任务名称。", "Name the task.", field: "name_zh") }
        let lead = try names.unit(reading.text("lead"), field: "lead", in: tx)
        var out = try old ?? TaskWhole(task: fresh(reading, name, lead, for: identity, in: tx))
        (out.task.name, out.task.leadID, out.task.chapter) = (name, lead, reading.textOrNil("chapter"))
        (out.task.about, out.task.budget, out.task.budgetYuan) = (reading.wording("about"), reading.wording("budget"), reading.integer("budget_yuan"))
        out.task.due = reading.day("due")
        try PlanDays.require(due: out.task.due, was: old?.task.due, in: plan)
        out.task.region = try reading.textOrNil("region").map { try PlanCells.region($0, regions, field: "region") }
        out.task.parentID = try reading.textOrNil("parent").map { try parent($0, in: tx) }
        out.participants = try names.units(reading.text("participants"), field: "participants", in: tx)
        out.milestones = try PlanCells.milestones(reading.text("milestones"), of: out.task.id, old: old?.milestones ?? [], field: "milestones")
        try PlanDays.require(out.milestones, was: old?.milestones ?? [], in: plan)
        out.goals = []
        let rest = old?.goals.dropFirst(goalCount) ?? []
        for number in 1...goalCount { if let goal = try goal(number, reading, out, taken: rest.map(\.key), regions, in: tx) { out.goals.append(goal) } }
        out.goals += rest
        return out
    }

    private func fresh(_ reading: FormReading, _ name: Wording, _ lead: ID<Organisation>, for identity: Identity, in tx: Transaction) throws -> KeyTask {
        let key = reading.text("key")
        try PlanCells.require(key: key)
        if let known = try tx.keyTask(key: key) { throw try tx.keyTaken(key, by: known, for: identity) }
        return KeyTask(
            id: tx.newID(), key: key, planID: plan.id, chapter: nil, position: try tx.nextPosition(plan.id), parentID: nil, campaignID: plan.campaignID, origin: .plan, originKey: "",
            name: name, leadID: lead, authorityID: plan.authorityID, region: nil, due: nil, budget: nil, budgetYuan: nil, state: plan.isIssued ? .assigned : .drafted, stateAt: tx.now,
            stateBy: 0)
    }

    private func parent(_ key: String, in tx: Transaction) throws -> ID<KeyTask> {
        guard let found = try tx.keyTask(key: key), found.planID == plan.id else {
            throw Refusal(.invalid, "parent", "计划里没有编号为“\(key.harmless(60))”的任务。", "The plan has no task with the key “\(key.harmless(60))”.", field: "parent")
        }
        return found.id
    }

    private func goal(_ number: Int, _ reading: FormReading, _ whole: TaskWhole, taken rest: [String], _ regions: RegionTable, in tx: Transaction) throws -> GoalDraft? {
        let mark = "goal\(number)_"
        guard let figure = reading.textOrNil(mark + "figure") else {
            guard ["targets", "zh", "en", "region", "kind", "within"].allSatisfy({ reading.textOrNil(mark + $0) == nil }) || reading.textOrNil(mark + "key") != nil else {
                throw Refusal(.invalid, "figure", "请选择指标。", "Choose the figure.", field: mark + "figure")
            }
            return nil
        }
        var campaign = whole.task.campaignID ?? plan.campaignID
        if let key = reading.textOrNil(mark + "campaign") {
            campaign = try PlanCells.campaign(key, field: mark + "campaign", in: tx)
        }
        var source = GoalSource(indicator: figure, campaign: campaign)
        source.region = try reading.textOrNil(mark + "region").map { try PlanCells.region($0, regions, field: mark + "region") }
        source.kind = try reading.textOrNil(mark + "kind").map { try PlanCells.kind($0, field: mark + "kind") }
        source.slices = try PlanCells.slices(reading.text(mark + "within"), field: mark + "within")
        _ = try PlanCells.figure(figure, isNarrowed: source.isNarrowed, field: mark + "figure")
        let taken = whole.goals.map(\.key) + rest
        var key = reading.textOrNil(mark + "key").flatMap { PlanCells.isKey($0) ? $0 : nil } ?? figure, count = 2
        while taken.contains(key) { (key, count) = ("\(figure.prefix(58))-\(count)", count + 1) }
        let targets = try PlanCells.targets(reading.text(mark + "targets"), field: mark + "targets")
        try PlanDays.require(targets, was: old?.goals.first { $0.key == key }?.targets ?? [], in: plan, field: mark + "targets")
        if reading.textOrNil(mark + "zh") == nil, reading.textOrNil(mark + "en") != nil {
            throw Refusal(.invalid, "wording", "填写了英文名，也请填写中文名。", "Where there is English, give the Chinese too.", field: mark + "zh")
        }
        let name = reading.textOrNil(mark + "zh").map { Wording($0, reading.textOrNil(mark + "en")) }
        return GoalDraft(key: key, name: name, source: source, reads: Goal.Reads(rawValue: reading.text(mark + "reads")) ?? .live, targets: targets)
    }
}

extension TaskForm {
    /// With what the form says of the task as it stands.
    func withValues(_ regions: RegionTable, in tx: Transaction) throws -> (form: TaskForm, values: [String: String]) { (self, try values(try UnitNames(in: tx), regions, in: tx)) }
}
