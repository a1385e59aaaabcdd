import Access
import Campaigns
import Declaration
package import Kernel
import Language
package import Storage
import Venues

extension Transaction {
    func actionPlan(key: String) throws -> ActionPlan? { try actionPlans(where: "p.key = \(key)").first }

    package func actionPlan(_ id: ID<ActionPlan>) throws -> ActionPlan? { try actionPlans(where: "p.id = \(id)").first }

    func requirePlan(_ key: String) throws -> ActionPlan {
        guard let found = try actionPlan(key: key) else { throw Refusal.notFound(ActionPlan.noun) }
        return found
    }

    /// With their chapters, the newest year first; `p` in the condition.
    ///
    /// - limit: a page of them; nil: all.
    func actionPlans(where condition: SQL = "1 = 1", limit: Int? = nil, offset: Int = 0) throws -> [ActionPlan] {
        let page: SQL = limit.map { "LIMIT \($0) OFFSET \(offset)" } ?? ""
        var all = try rows("SELECT p.* FROM plans_plan p WHERE \(sql: condition) ORDER BY p.year DESC, p.key \(sql: page)", ActionPlan.init)
        guard !all.isEmpty else { return [] }
        let chapters = try rows("SELECT c.* FROM plans_chapter c WHERE c.plan_id IN (\(list: all.map(\.id))) ORDER BY c.plan_id, c.position") {
            (try $0.id("plan_id", ActionPlan.self), ActionPlan.Chapter(key: try $0.text("key"), name: try $0.wording("name")))
        }
        let byPlan = Dictionary(grouping: chapters, by: \.0)
        for place in all.indices { all[place].chapters = (byPlan[all[place].id] ?? []).map(\.1) }
        return all
    }

    /// Keeps a plan as it is given; the same again changes nothing.
    func save(_ new: ActionPlan, because reason: String = "", by actor: Int64) throws {
        let old = try actionPlan(new.id)
        guard old != new else { return }
        let rules = DeclaredValue.list(new.rules.map(\.declared)).json
        let note = new.provenance.note
        try execute(
            """
            INSERT INTO plans_plan (id, key, name_zh, name_en, summary_zh, summary_en, authority_id, campaign_id, previous_id, year, begin_day, end_day, region,
                report_days, green, amber, rules, source, note_zh, note_en)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.summary?.zh), \(new.summary?.en), \(new.authorityID), \(new.campaignID),
                \(new.previousID), \(new.year), \(new.begin), \(new.end), \(new.region), \(new.reportDays), \(new.rule.green), \(new.rule.amber), \(rules),
                \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, summary_zh = excluded.summary_zh,
                summary_en = excluded.summary_en, authority_id = excluded.authority_id, campaign_id = excluded.campaign_id, previous_id = excluded.previous_id,
                year = excluded.year, begin_day = excluded.begin_day, end_day = excluded.end_day, region = excluded.region, report_days = excluded.report_days,
                green = excluded.green, amber = excluded.amber, rules = excluded.rules, source = excluded.source, note_zh = excluded.note_zh,
                note_en = excluded.note_en
            """)
        try execute("DELETE FROM plans_chapter WHERE plan_id = \(new.id)")
        for (position, one) in new.chapters.enumerated() {
            try execute(
                """
                INSERT INTO plans_chapter (plan_id, key, position, name_zh, name_en) VALUES (\(new.id), \(one.key), \(position), \(one.name.zh), \(one.name.en))
                """)
        }
        // Of reports that are due on other days is reminded anew.
        if let old, old.reportDays != new.reportDays {
            try execute("DELETE FROM plans_reminder WHERE about LIKE 'report:%' AND task_id IN (SELECT t.id FROM plans_task t WHERE t.plan_id = \(new.id))")
        }
        let kind = old == nil ? "plans.plan-added" : "plans.plan-changed"
        try record(LedgerEntry(kind, "plan", new.id, by: actor, reason: reason, visibility: new.isIssued ? .public : .office))
    }

    /// Takes a plan away with all of its tasks. What was compared with it is compared with none.
    func remove(_ plan: ActionPlan, by actor: Int64) throws {
        let tasks: SQL = "(SELECT t.id FROM plans_task t WHERE t.plan_id = \(plan.id))"
        try execute("DELETE FROM plans_target WHERE goal_id IN (SELECT g.id FROM plans_goal g WHERE g.task_id IN \(sql: tasks))")
        for table in TaskTables.ofATask { try execute("DELETE FROM \(sql: table) WHERE task_id IN \(sql: tasks)") }
        try execute("UPDATE plans_task SET parent_id = NULL WHERE parent_id IN \(sql: tasks)")
        try execute("DELETE FROM plans_task WHERE plan_id = \(plan.id)")
        try execute("UPDATE plans_plan SET previous_id = NULL WHERE previous_id = \(plan.id)")
        try execute("DELETE FROM plans_chapter WHERE plan_id = \(plan.id)")
        try execute("DELETE FROM plans_plan WHERE id = \(plan.id)")
        try record(LedgerEntry("plans.plan-removed", "plan", plan.id, by: actor, visibility: .office))
    }

    /// Where a role over it may be held: over the body that steers it, and over its campaign.
    func planScopes(_ plan: ActionPlan) throws -> [Scope] { try organisationScopes(plan.authorityID) + campaignScopes(plan.campaignID) }
}
