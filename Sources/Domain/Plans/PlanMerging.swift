import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either led, took part in or gave is the affair of the one that stays.
enum PlanMerging {
    /// Of which tasks was told that a merge made their lead verify itself; among the reminders.
    static let mark = "merged"

    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        // Of which the one led and the other was to verify.
        let own = try tx.tasks(
            where: """
                (t.lead_id = \(old) AND t.authority_id = \(kept) OR t.lead_id = \(kept) AND t.authority_id = \(old))
                    AND t.state NOT IN (\(list: [TaskState.verified, .dropped]))
                """)
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
        try tx.passOn(own.map(\.id), ledBy: ID(kept))
        try tx.mergeProposed(ID(old), into: ID(kept))
    }
}

extension Transaction {
    /// What became its own lead's to verify is verified by another body: of a part by whoever verifies the task above it, else by whoever steers the plan.
    /// Where there is none it stays, and is told.
    fileprivate func passOn(_ tasks: [ID<KeyTask>], ledBy lead: ID<Organisation>) throws {
        for id in tasks {
            let task = try requireTask(id)
            if let other = try otherAuthority(of: task) {
                try execute("UPDATE plans_task SET authority_id = \(other) WHERE id = \(id)")
                try record(
                    LedgerEntry(
                        "plans.task-passed-on", "task", id, by: 0, scope: "/organisation/\(lead.text)", payload: "{\"from\":\"\(lead.text)\",\"to\":\"\(other.text)\"}", visibility: .unit))
                try tellOfPassing(try requireTask(id))
            } else {
                try remember(id, PlanMerging.mark, 0)
                try tellOfPassing(task)
            }
        }
    }

    /// Who could verify a task instead of its lead.
    private func otherAuthority(of task: KeyTask) throws -> ID<Organisation>? {
        var next = task.parentID, seen: Set<ID<KeyTask>> = [task.id]
        while let above = next, seen.insert(above).inserted, let one = try keyTask(above) {
            if let found = [one.leadID, one.authorityID].first(where: { $0 != task.leadID }) { return found }
            next = one.parentID
        }
        return try task.planID.flatMap { try actionPlan($0) }.flatMap { $0.authorityID == task.leadID ? nil : $0.authorityID }
    }

    /// Which of these tasks are their own lead's to verify because two units became one.
    func ownByMerging(_ tasks: [KeyTask]) throws -> Set<ID<KeyTask>> {
        let own = tasks.filter { $0.leadID == $0.authorityID && $0.state != .dropped && $0.state != .verified }.map(\.id)
        guard !own.isEmpty else { return [] }
        return Set(try rows("SELECT r.task_id FROM plans_reminder r WHERE r.about = \(PlanMerging.mark) AND r.task_id IN (\(list: own))") { try $0.id("task_id", KeyTask.self) })
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
