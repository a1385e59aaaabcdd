import Campaigns
import Declaration
import Figures
import Kernel
import Language
import Storage
import Venues

/// `tasks` in a campaign file: of a plan, or of an agreement's commitments.
enum TaskSection {
    static let section = Section(
        "tasks", order: 101, noun: Phrase("任务", "task"), shape: PlanShape.task, isEdition: true, apply: apply, current: current,
        hasRecords: { tx, key in
            guard let task = try tx.keyTask(key: key) else { return false }
            let isFresh = task.state == .drafted || task.state == .assigned
            return try !isFresh || tx.number("SELECT COUNT(*) FROM plans_report r WHERE r.task_id = \(task.id)") != 0
                || tx.number("SELECT COUNT(*) FROM plans_task t WHERE t.parent_id = \(task.id)") != 0
        },
        withdraw: { tx, key, context in if let task = try tx.keyTask(key: key) { try tx.remove(task.id, by: context.actor) } })

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.keyTask(key: record.key)
        let plan = try record.textOrNil("plan").flatMap { try tx.actionPlan(key: $0) }
        if old == nil, let agreement = try record.textOrNil("agreement").flatMap({ try tx.agreement(key: $0) }) { try tx.requireStanding(agreement, field: "agreement") }
        let lead = try tx.organisationID(declared: try record.text("lead")), campaign = try tx.campaignID(declared: try record.text("campaign"))
        let participants = try record.texts("participants").map { try tx.organisationID(declared: $0) }
        // What an issued plan, or an agreement, asks for is asked for at once.
        let begins: TaskState = plan.map { $0.isIssued ? .assigned : .drafted } ?? .assigned
        var new = KeyTask(
            id: old?.id ?? tx.newID(), key: record.key, planID: plan?.id, chapter: try record.textOrNil("chapter"), position: try old?.position ?? tx.nextPosition(plan?.id),
            parentID: nil, campaignID: campaign, origin: plan == nil ? .agreement : .plan, originKey: try Self.origin(record), name: try record.name("name"),
            about: try record.nameOrNil("about"), leadID: lead, authorityID: try authority(record, plan, lead, participants, tx), region: try record.textOrNil("region"),
            due: try record.dayOrNil("due"), budget: try record.nameOrNil("budget"), budgetYuan: try record.integerOrNil("budget_yuan").map { Int64($0) },
            state: old?.state ?? begins, stateAt: old?.stateAt ?? tx.now, stateBy: old?.stateBy ?? context.actor)
        new.provenance = try record.provenance()
        (new.risk, new.riskSays, new.remark) = (old?.risk ?? .none, old?.riskSays ?? "", old?.remark ?? "")
        new.parentID = try record.textOrNil("parent").flatMap { try parent($0, of: new, in: plan, tx) }
        let goals = try record.records("goals").map { try GoalDraft($0, campaign, tx) }
        let milestones = try record.records("milestones").map { Milestone(taskID: new.id, key: $0.key, name: try $0.name("name"), due: try $0.day("due")) }
        if let plan { try requireTerm(of: plan, new, goals, milestones, over: old, tx) }
        let isHandedOver = try Self.isHandedOver(old, to: lead, verifiedBy: new.authorityID, tx)
        try tx.put(new)
        if isHandedOver { try tx.handOverDeclared(new.id, by: context.actor) }
        try tx.putParticipants(participants, of: new.id)
        try tx.putGoals(goals, of: new.id)
        try tx.putMilestones(milestones, of: new.id)
        try tx.record(LedgerEntry(old == nil ? "plans.task-added" : isHandedOver ? "plans.task-handed-over" : "plans.task-changed", "task", new.id, by: context.actor, scope: "/organisation/\(lead.text)"))
    }

    /// Refuses days outside of the plan that did not stand there before.
    private static func requireTerm(of plan: ActionPlan, _ new: KeyTask, _ goals: [GoalDraft], _ milestones: [Milestone], over old: KeyTask?, _ tx: Transaction) throws {
        let whole = try old.flatMap { try tx.whole($0.id) }
        try PlanDays.require(due: new.due, was: whole?.task.due, in: plan)
        for goal in goals { try PlanDays.require(goal.targets, was: whole?.goals.first { $0.key == goal.key }?.targets ?? [], in: plan, field: "goals") }
        try PlanDays.require(milestones, was: whole?.milestones ?? [], in: plan)
    }

    /// Whether a file gives an assigned task another lead. What is over keeps the one that it has.
    private static func isHandedOver(_ old: KeyTask?, to lead: ID<Organisation>, verifiedBy authority: ID<Organisation>, _ tx: Transaction) throws -> Bool {
        guard let old, old.leadID != lead, old.state != .drafted else { return false }
        try tx.requireOther(lead, than: authority)
        guard old.state.isChangeable || old.state == .done else {
            throw Refusal(
                .conflict, "task-over", "任务已“\(old.state.title.zh)”，不能换牵头单位；请写回原来的牵头单位", "the task is “\(old.state.title.en)” and keeps its lead; write that one again",
                field: "lead")
        }
        return true
    }

    /// The task above: of the same plan, or like this one of none.
    private static func parent(_ key: String, of task: KeyTask, in plan: ActionPlan?, _ tx: Transaction) throws -> ID<KeyTask>? {
        guard let found = try tx.keyTask(key: key) else { return nil }
        guard found.planID != task.planID else { return found.id }
        let other = try found.planID.flatMap { try tx.actionPlan($0) }?.key, own = plan?.key
        throw Refusal(
            .invalid, "parent-elsewhere",
            "上级任务 \(key) \(other.map { "属于计划 \($0)" } ?? "不属于任何计划")，本任务\(own.map { "属于计划 \($0)" } ?? "不属于任何计划")；上级任务必须在同一个计划里，请改写 parent 或去掉",
            "the task above, \(key), is \(other.map { "of the plan \($0)" } ?? "of no plan"), this one \(own.map { "of the plan \($0)" } ?? "of none"); a task and its parts are of one plan: name another `parent`, or none",
            field: "parent")
    }

    private static func origin(_ record: DeclaredRecord) throws -> String {
        guard let agreement = try record.textOrNil("agreement") else { return "" }
        return agreement + "#" + (try record.textOrNil("commitment") ?? "")
    }

    /// Who verifies: as declared, else whoever steers the plan, else the first other side of the agreement.
    private static func authority(
        _ record: DeclaredRecord, _ plan: ActionPlan?, _ lead: ID<Organisation>, _ participants: [ID<Organisation>], _ tx: Transaction
    ) throws -> ID<Organisation> {
        if let own = try tx.organisationIDOrNil("authority", of: record) { return own }
        if let plan { return plan.authorityID }
        let agreement = try record.textOrNil("agreement").flatMap { try tx.agreement(key: $0) }
        return agreement?.parties.first { $0 != lead } ?? participants.first ?? lead
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.keyTask(key: key) else { return nil }
        let plan = try one.planID.flatMap { try tx.actionPlan($0) }
        let parts = one.originKey.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map { String($0.prefix { $0 != "@" }) }
        let isOfAgreement = one.origin == .agreement && parts.count == 2
        let participants = try tx.participants(of: one.id)
        let other = isOfAgreement ? try tx.agreement(key: parts[0])?.parties.first { $0 != one.leadID } : nil
        let usual = plan?.authorityID ?? other ?? participants.first ?? one.leadID
        let goals = try tx.goals(of: [one.id]).map { try declared($0, of: one, tx) }
        let milestones: [DeclaredValue] = try tx.milestones(of: [one.id]).map { .record(of: ["key": $0.key, "name": $0.name.phrase, "due": $0.due]) }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "campaign": try one.campaignID.flatMap { try tx.campaign($0)?.key }, "plan": plan?.key, "chapter": one.chapter,
            "parent": try one.parentID.flatMap { try tx.keyTask($0)?.key }, "agreement": isOfAgreement ? parts[0] : nil,
            "commitment": isOfAgreement && !parts[1].isEmpty ? parts[1] : nil, "lead": try tx.key(of: one.leadID), "participants": try participants.compactMap { try tx.key(of: $0) },
            "authority": one.authorityID == usual ? nil : try tx.key(of: one.authorityID), "region": one.region, "about": one.about?.phrase, "due": one.due,
            "budget": one.budget?.phrase, "budget_yuan": one.budgetYuan.map { Int($0) }, "goals": goals, "milestones": milestones, "source": one.provenance.sources,
            "note": one.provenance.note?.phrase,
        ])
    }

    private static func declared(_ goal: Goal, of task: KeyTask, _ tx: Transaction) throws -> DeclaredValue {
        let source = goal.source
        var within: [String: DeclaredValue] = [:]
        for (slice, value) in source.slices {
            within[slice.rawValue] = .text(slice == .organiser ? try Int64(value).flatMap { try tx.organisation(ID<Organisation>($0))?.key } ?? value : slice.written(value))
        }
        let targets: [DeclaredValue] = goal.targets.map { .record(of: ["by": $0.day, "value": Int($0.value)]) }
        return .record(of: [
            "key": goal.key, "name": goal.name?.phrase, "figure": source.indicator, "campaign": source.campaign == task.campaignID ? nil : try tx.campaign(source.campaign)?.key,
            "region": source.region, "kind": source.kind, "within": within.isEmpty ? nil : DeclaredValue.record(within), "reads": goal.reads.rawValue, "targets": targets,
        ])
    }
}

extension GoalDraft {
    /// A goal as a file declares it; the shape has checked it.
    init(_ record: DeclaredRecord, _ campaign: ID<Campaign>, _ tx: Transaction) throws {
        (key, name) = (record.key, try record.nameOrNil("name"))
        source = GoalSource(indicator: try record.text("figure"), campaign: try record.textOrNil("campaign").map { try tx.campaignID(declared: $0) } ?? campaign)
        (source.region, source.kind) = (try record.textOrNil("region"), try record.textOrNil("kind"))
        for (name, value) in record.entries("within") {
            guard let slice = FigureSlice(rawValue: name), let text = value.text else { continue }
            // An organiser is named by its key.
            if slice == .organiser { source.slices[slice] = String(try tx.organisationID(declared: text).number) } else { source.slices[slice] = slice.value(of: text) }
        }
        reads = try record.choiceOrNil("reads") ?? .live
        targets = try record.records("targets").map { Target(by: try $0.day("by"), Int64(try $0.integer("value"))) }.sorted()
    }
}

extension Transaction {
    /// What follows where a file names another lead: it is assigned anew, and the job tells the new one.
    func handOverDeclared(_ task: ID<KeyTask>, by actor: Int64) throws {
        try put(.assigned, "活动项目文件换了牵头单位 / A campaign file names another lead", of: task, by: actor)
        try execute("DELETE FROM plans_reminder WHERE task_id = \(task) AND about = 'assigned'")
    }

    /// Behind the last task of a plan.
    func nextPosition(_ plan: ID<ActionPlan>?) throws -> Int {
        guard let plan else { return 0 }
        return Int(try number("SELECT COALESCE(MAX(t.position), -1) + 1 FROM plans_task t WHERE t.plan_id = \(plan)") ?? 0)
    }
}
