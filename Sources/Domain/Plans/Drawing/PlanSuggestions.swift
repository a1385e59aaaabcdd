import Campaigns
import Kernel
import Language
import Storage
import Venues
import Web

/// What the forms of plans offer while somebody types a key or a name: a few hundred of each at most. Anything else may be typed.
enum PlanSuggestions: String {
    case campaigns, plans, tasks, units

    private static let most = 300

    /// For a plan: the campaigns whose numbers it may read, the plans with which it may be compared.
    static func forPlan(but own: String?, in tx: Transaction) throws -> [String: [FormField.Choice]] {
        let plans: SQL = "SELECT p.key, p.name_zh, p.name_en FROM plans_plan p WHERE p.issued_at IS NOT NULL AND p.key <> \(own ?? "") ORDER BY p.year DESC, p.key LIMIT \(most)"
        return [campaigns.rawValue: try choices(allCampaigns, in: tx), self.plans.rawValue: try choices(plans, in: tx)]
    }

    /// For a task: those of which it may be a part, whoever may lead it, the campaigns that its goals may read.
    static func forTask(_ own: String?, of plan: ActionPlan, in tx: Transaction) throws -> [String: [FormField.Choice]] {
        let tasks: SQL = """
            SELECT t.key, t.name_zh, t.name_en FROM plans_task t WHERE t.plan_id = \(plan.id) AND t.key <> \(own ?? "") AND t.state <> \(TaskState.dropped)
            ORDER BY CASE WHEN t.parent_id IS NULL THEN 0 ELSE 1 END, t.position, t.id LIMIT \(most)
            """
        return [
            campaigns.rawValue: try choices(allCampaigns, in: tx), self.tasks.rawValue: try choices(tasks, in: tx), units.rawValue: try units(of: plan.authorityID, in: tx),
        ]
    }

    /// Units that lead or take part in what a body gave, but one: for another lead of a task.
    static func leads(of body: ID<Organisation>, but lead: ID<Organisation>, in tx: Transaction) throws -> [FormField.Choice] {
        let known = try given(by: body, in: tx).filter { $0 != lead && $0 != body }, names = try tx.organisations(Set(known))
        return known.compactMap { id in names[id].map { FormField.Choice($0.name.zh, $0.name.phrase) } }
    }

    private static func given(by body: ID<Organisation>, in tx: Transaction) throws -> [ID<Organisation>] {
        try tx.rows(
            """
            SELECT t.lead_id AS id FROM plans_task t WHERE t.authority_id = \(body)
            UNION SELECT p.organisation_id FROM plans_participant p JOIN plans_task t ON t.id = p.task_id WHERE t.authority_id = \(body) ORDER BY id LIMIT \(most)
            """
        ) { try $0.id("id", Organisation.self) }
    }

    private static let allCampaigns: SQL = "SELECT c.key, c.name_zh, c.name_en FROM view_campaigns_campaign c ORDER BY c.end_day DESC, c.key LIMIT \(most)"

    private static func choices(_ sql: SQL, in tx: Transaction) throws -> [FormField.Choice] {
        try tx.rows(sql) { FormField.Choice(try $0.text("key"), try $0.wording("name").phrase) }
    }

    /// All units where they are few, else those to which the body gave tasks before.
    private static func units(of body: ID<Organisation>, in tx: Transaction) throws -> [FormField.Choice] {
        let names = try UnitNames(in: tx)
        guard names.count > most else { return names.all.map { FormField.Choice(names.text($0), names.name($0)?.phrase ?? Phrase(same: $0.text)) } }
        return try given(by: body, in: tx).compactMap { id in names.name(id).map { FormField.Choice(names.text(id), $0.phrase) } }
    }
}
