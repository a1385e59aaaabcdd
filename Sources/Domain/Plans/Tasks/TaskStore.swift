import Access
import Campaigns
package import Kernel
import Language
package import Storage
package import Venues

extension Transaction {
    package func keyTask(_ id: ID<KeyTask>) throws -> KeyTask? { try row("SELECT t.* FROM plans_task t WHERE t.id = \(id)", KeyTask.init) }

    func requireTask(_ id: ID<KeyTask>) throws -> KeyTask {
        guard let found = try keyTask(id) else { throw Refusal.notFound(KeyTask.noun) }
        return found
    }

    package func keyTask(key: String) throws -> KeyTask? { try row("SELECT t.* FROM plans_task t WHERE t.key = \(key)", KeyTask.init) }

    /// In the order of their plan; `t` in the condition.
    func tasks(where condition: SQL) throws -> [KeyTask] {
        try rows("SELECT t.* FROM plans_task t WHERE \(sql: condition) ORDER BY t.plan_id NULLS LAST, t.chapter NULLS FIRST, t.position, t.id", KeyTask.init)
    }

    /// The tasks that came of something: of a commitment of an agreement, of a conclusion of a visit.
    package func tasks(from origin: KeyTask.Origin, _ keys: some Sequence<String>) throws -> [KeyTask] {
        try tasks(where: "t.origin = \(origin) AND t.origin_key IN (\(list: Array(keys)))")
    }

    func taskNames(_ tasks: Set<ID<KeyTask>>) throws -> [ID<KeyTask>: Wording] {
        guard !tasks.isEmpty else { return [:] }
        let found = try rows("SELECT t.id, t.name_zh, t.name_en FROM plans_task t WHERE t.id IN (\(list: tasks.sorted { $0.number < $1.number }))") {
            (try $0.id("id", KeyTask.self), try $0.wording("name"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    func goals(of tasks: [ID<KeyTask>]) throws -> [Goal] { tasks.isEmpty ? [] : try goals(where: "g.task_id IN (\(list: tasks))") }

    /// With their targets; `g` in the condition.
    func goals(where condition: SQL) throws -> [Goal] {
        let targets = try targets("SELECT a.goal_id, a.by_day, a.value FROM plans_target a JOIN plans_goal g ON g.id = a.goal_id WHERE \(sql: condition)")
        return try rows("SELECT g.* FROM plans_goal g WHERE \(sql: condition) ORDER BY g.task_id, g.position") { try Goal($0, targets) }
    }

    /// By goal, ascending by day.
    func targets(_ sql: SQL) throws -> [ID<Goal>: [Target]] {
        var out: [ID<Goal>: [Target]] = [:]
        try each(sql) { row in
            out[try row.id("goal_id"), default: []].append(Target(by: try row.day("by_day"), try row.int64("value")))
            return true
        }
        return out.mapValues { $0.count == 1 ? $0 : $0.sorted() }
    }

    func milestones(of tasks: [ID<KeyTask>]) throws -> [Milestone] {
        guard !tasks.isEmpty else { return [] }
        return try rows("SELECT m.* FROM plans_milestone m WHERE m.task_id IN (\(list: tasks)) ORDER BY m.task_id, m.position", Milestone.init)
    }

    package func participants(of task: ID<KeyTask>) throws -> [ID<Organisation>] {
        try rows("SELECT p.organisation_id FROM plans_participant p WHERE p.task_id = \(task) ORDER BY p.position") { try $0.id("organisation_id") }
    }

    func participants(of tasks: [ID<KeyTask>]) throws -> [ID<KeyTask>: [ID<Organisation>]] {
        guard !tasks.isEmpty else { return [:] }
        let found = try rows("SELECT p.task_id, p.organisation_id FROM plans_participant p WHERE p.task_id IN (\(list: tasks)) ORDER BY p.task_id, p.position") {
            (try $0.id("task_id", KeyTask.self), try $0.id("organisation_id", Organisation.self))
        }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Of all tasks of a plan.
    func participants(of plan: ActionPlan) throws -> [ID<KeyTask>: [ID<Organisation>]] {
        let found = try rows(
            "SELECT p.task_id, p.organisation_id FROM plans_participant p JOIN plans_task t ON t.id = p.task_id WHERE t.plan_id = \(plan.id) ORDER BY p.task_id, p.position"
        ) { (try $0.id("task_id", KeyTask.self), try $0.id("organisation_id", Organisation.self)) }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Keeps what a task is; its state is changed by steps alone. Without an entry in the ledger. Of another day is reminded anew.
    func put(_ new: KeyTask) throws {
        let note = new.provenance.note
        try execute(
            """
            DELETE FROM plans_reminder WHERE task_id = \(new.id) AND about = \(Duty.About.task.key)
                AND EXISTS (SELECT 1 FROM plans_task t WHERE t.id = \(new.id) AND COALESCE(t.due_day, '') <> \(new.due?.iso ?? ""))
            """)
        try execute(
            """
            INSERT INTO plans_task (id, key, plan_id, chapter, position, parent_id, campaign_id, origin, origin_key, name_zh, name_en, about_zh, about_en, lead_id,
                authority_id, region, due_day, budget_zh, budget_en, budget_yuan, risk, risk_says, state, state_at, state_by, remark, given_at, answer_day, source, note_zh, note_en)
            VALUES (\(new.id), \(new.key), \(new.planID), \(new.chapter), \(new.position), \(new.parentID), \(new.campaignID), \(new.origin), \(new.originKey),
                \(new.name.zh), \(new.name.en), \(new.about?.zh), \(new.about?.en), \(new.leadID), \(new.authorityID), \(new.region), \(new.due),
                \(new.budget?.zh), \(new.budget?.en), \(new.budgetYuan), \(new.risk), \(new.riskSays), \(new.state), \(new.stateAt), \(new.stateBy), \(new.remark), \(new.givenAt ?? (new.state == .drafted ? nil : new.stateAt)),
                \(new.state == .assigned ? Duty.answerDay(of: new.stateAt) : nil),
                \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET plan_id = excluded.plan_id, chapter = excluded.chapter, position = excluded.position, parent_id = excluded.parent_id,
                campaign_id = excluded.campaign_id, origin = excluded.origin, origin_key = excluded.origin_key, name_zh = excluded.name_zh,
                name_en = excluded.name_en, about_zh = excluded.about_zh, about_en = excluded.about_en, lead_id = excluded.lead_id,
                authority_id = excluded.authority_id, region = excluded.region, due_day = excluded.due_day, budget_zh = excluded.budget_zh,
                budget_en = excluded.budget_en, budget_yuan = excluded.budget_yuan, risk = excluded.risk, risk_says = excluded.risk_says,
                source = excluded.source, note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
    }

    func putParticipants(_ units: [ID<Organisation>], of task: ID<KeyTask>) throws {
        try execute("DELETE FROM plans_participant WHERE task_id = \(task)")
        for (position, unit) in units.enumerated() {
            try execute("INSERT INTO plans_participant (task_id, organisation_id, position) VALUES (\(task), \(unit), \(position))")
        }
    }

    /// Keeps the goals of a task as they are given; one that is there already, by its key, keeps its own number.
    func putGoals(_ drafts: [GoalDraft], of task: ID<KeyTask>) throws {
        let old = Dictionary(try goals(of: [task]).map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
        let gone = old.filter { key, _ in !drafts.contains { $0.key == key } }.map(\.value)
        if !gone.isEmpty {
            try execute("DELETE FROM plans_target WHERE goal_id IN (\(list: gone))")
            try execute("DELETE FROM plans_goal WHERE id IN (\(list: gone))")
        }
        for (position, draft) in drafts.enumerated() {
            let id: ID<Goal> = old[draft.key] ?? newID(), source = draft.source
            try execute(
                """
                INSERT INTO plans_goal (id, task_id, key, position, name_zh, name_en, indicator, campaign_id, region, kind, slices, reads)
                VALUES (\(id), \(task), \(draft.key), \(position), \(draft.name?.zh), \(draft.name?.en), \(source.indicator), \(source.campaign), \(source.region),
                    \(source.kind), \(source.slicesText), \(draft.reads))
                ON CONFLICT (id) DO UPDATE SET position = excluded.position, name_zh = excluded.name_zh, name_en = excluded.name_en,
                    indicator = excluded.indicator, campaign_id = excluded.campaign_id, region = excluded.region, kind = excluded.kind,
                    slices = excluded.slices, reads = excluded.reads
                """)
            try execute("DELETE FROM plans_target WHERE goal_id = \(id)")
            for target in draft.targets.sorted() {
                try execute("INSERT INTO plans_target (goal_id, by_day, value) VALUES (\(id), \(target.day), \(target.value))")
            }
        }
    }

    /// Keeps the milestones of a task; one that is done stays done, and is not left out. Of another day is reminded anew.
    func putMilestones(_ new: [Milestone], of task: ID<KeyTask>) throws {
        let keys = new.map(\.key), days = Dictionary(new.map { ($0.key, $0.due) }, uniquingKeysWith: { first, _ in first })
        for old in try milestones(of: [task]) where days[old.key] != old.due {
            if days[old.key] == nil, old.done != nil {
                throw Refusal(
                    .conflict, "milestone-reached", "节点“\(old.name.zh)”（\(old.key)）已完成，不能去掉，请写回。", "The milestone “\(old.name(.en))” (\(old.key)) is reached and stays; write it again.",
                    field: "milestones")
            }
            try execute("DELETE FROM plans_reminder WHERE task_id = \(task) AND about = \(Duty.About.milestone(old.key).key)")
        }
        try execute("DELETE FROM plans_milestone WHERE task_id = \(task) AND key NOT IN (\(list: keys + [""]))")
        for (position, one) in new.enumerated() {
            try execute(
                """
                INSERT INTO plans_milestone (task_id, key, position, name_zh, name_en, due_day) VALUES (\(task), \(one.key), \(position), \(one.name.zh), \(one.name.en), \(one.due))
                ON CONFLICT (task_id, key) DO UPDATE SET position = excluded.position, name_zh = excluded.name_zh, name_en = excluded.name_en, due_day = excluded.due_day
                """)
        }
    }

    /// Takes a task away with all that belongs to it.
    func remove(_ task: ID<KeyTask>, by actor: Int64) throws {
        try execute("DELETE FROM plans_target WHERE goal_id IN (SELECT g.id FROM plans_goal g WHERE g.task_id = \(task))")
        for table in TaskTables.ofATask { try execute("DELETE FROM \(sql: table) WHERE task_id = \(task)") }
        try execute("DELETE FROM plans_task WHERE id = \(task)")
        try record(LedgerEntry("plans.task-removed", "task", task, by: actor, visibility: .office))
    }

    /// Where a role may be held that steers the task: over the body that gave it, over the one that steers its plan, unless that one leads it itself, and
    /// over the plan's campaign.
    func steeringScopes(of task: KeyTask) throws -> [Scope] {
        let own = try organisationScopes(task.authorityID)
        guard let plan = try task.planID.flatMap({ try actionPlan($0) }) else { return own }
        let body = plan.authorityID == task.leadID || plan.authorityID == task.authorityID ? [] : try organisationScopes(plan.authorityID)
        return own + body + (try campaignScopes(plan.campaignID))
    }

    /// Over whom a role must be held by whoever carries the task out: over the lead itself. An office above it does not answer for it.
    func carryingScopes(of task: KeyTask) -> [Scope] { [.organisation(task.leadID.number)] }
}

/// A goal as it is to be.
struct GoalDraft: Sendable, Hashable {
    let key: String
    var name: Wording?
    var source: GoalSource
    var reads: Goal.Reads = .live
    var targets: [Target] = []
}

/// The tables whose rows belong to a task by `task_id`; targets belong to its goals.
enum TaskTables {
    static let ofATask: [SQL] = ["plans_goal", "plans_milestone", "plans_participant", "plans_report", "plans_reminder"]
}
