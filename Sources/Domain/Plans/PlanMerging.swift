import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either led, took part in or gave is the affair of the one that stays.
enum PlanMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute("UPDATE plans_plan SET authority_id = \(kept) WHERE authority_id = \(old)")
        try tx.execute("UPDATE plans_task SET authority_id = \(kept) WHERE authority_id = \(old)")
        try tx.execute("UPDATE plans_task SET lead_id = \(kept) WHERE lead_id = \(old)")
        try tx.execute("UPDATE plans_goal SET own_unit = \(kept) WHERE own_unit = \(old)")
        try tx.execute(
            """
            DELETE FROM plans_participant WHERE organisation_id = \(old) AND task_id IN (SELECT p.task_id FROM plans_participant p WHERE p.organisation_id = \(kept))
            """)
        try tx.execute("UPDATE plans_participant SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        // A lead takes part by itself.
        try tx.execute("DELETE FROM plans_participant WHERE organisation_id = \(kept) AND task_id IN (SELECT t.id FROM plans_task t WHERE t.lead_id = \(kept))")
    }
}

/// What refers to organisations and campaigns in this room.
enum PlanDependants {
    static let all = [
        Dependants(on: "organisations", "个计划", "plan", "plans") { key in
            "SELECT COUNT(*) FROM plans_plan p JOIN view_venues_organisation o ON o.id = p.authority_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "项任务", "task", "tasks") { key in
            "SELECT COUNT(*) FROM plans_task t JOIN view_venues_organisation o ON o.id = t.lead_id OR o.id = t.authority_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "项参与的任务", "task that it takes part in", "tasks that it takes part in") { key in
            "SELECT COUNT(*) FROM plans_participant p JOIN view_venues_organisation o ON o.id = p.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "个计划", "plan", "plans") { key in
            "SELECT COUNT(*) FROM plans_plan p JOIN view_campaigns_campaign c ON c.id = p.campaign_id WHERE c.key = \(key)"
        },
        Dependants(on: "campaigns", "个任务目标", "goal of a task", "goals of tasks") { key in
            "SELECT COUNT(*) FROM plans_goal g JOIN view_campaigns_campaign c ON c.id = g.campaign_id WHERE c.key = \(key)"
        },
        Dependants(on: "agreements", "项任务", "task", "tasks") { key in
            "SELECT COUNT(*) FROM plans_task t WHERE t.origin = 'agreement' AND t.origin_key >= \(key + "#") AND t.origin_key < \(key + "$")"
        },
    ]
}
