import Access
import Kernel
import Storage
import Venues

/// The tasks that somebody gave, and so verifies: what `tx.maySteer` says of one task, as a condition on `t`, of tasks that are assigned.
enum GivenReach {
    /// - everything: false where a role over everything does not count: whoever holds it is asked for nobody's word.
    static func condition(_ identity: Identity, everything: Bool = true) throws -> SQL {
        let steering = identity.scopes(of: Plans.steer).filter { everything || $0 != .all }
        let acting = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
        let steered = try plans(steering, "t.authority_id", "(SELECT p.campaign_id FROM plans_plan p WHERE p.id = t.plan_id)")
        return """
            (\(sql: steered) OR (t.parent_id IS NOT NULL OR t.plan_id IS NULL) AND t.authority_id <> t.lead_id AND \(sql: try OrganisationReach.condition("t.authority_id", acting)))
            """
    }

    /// The tasks of plans that somebody's bodies steer and that others verify: parts, and what was given to another body to verify. What such a body leads
    /// itself is none.
    static func parts(_ identity: Identity) throws -> SQL {
        let body = try OrganisationReach.condition("p.authority_id", identity.scopes(of: Plans.steer))
        return """
            (EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = t.plan_id AND p.authority_id <> t.lead_id AND \(sql: body)) AND NOT \(sql: try condition(identity)))
            """
    }

    /// What roles over bodies and campaigns steer, by the columns that name a body and a campaign.
    static func plans(_ scopes: [Scope], _ unit: SQL, _ campaign: SQL) throws -> SQL {
        let own = try OrganisationReach.condition(unit, scopes)
        let keys = scopes.filter { $0.segments.first == "campaign" }.compactMap { $0.segments.count == 2 ? $0.segments[1] : nil }
        guard !keys.isEmpty else { return own }
        return """
            (\(sql: own) OR \(sql: campaign) IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id
                WHERE c.key IN (\(list: keys))))
            """
    }
}
