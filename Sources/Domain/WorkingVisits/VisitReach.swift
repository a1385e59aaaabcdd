import Access
import Kernel
import Storage
import Venues

/// Who may read a visit: the people of the bodies that took part, and the offices above them. While it is a draft, those of the body that writes it.
enum VisitReach {
    /// A condition on `v`.
    static func condition(_ identity: Identity) throws -> SQL {
        let scopes = identity.scopes(of: WorkingVisits.keep)
        let keeper = try OrganisationReach.condition("v.keeper_id", scopes), body = try OrganisationReach.condition("b.organisation_id", scopes)
        return """
            (\(sql: keeper) OR (v.recorded_at IS NOT NULL AND EXISTS (SELECT 1 FROM workingvisits_body b WHERE b.visit_id = v.id AND \(sql: body))))
            """
    }

    /// Whether a row of `b` is a body for which this person may speak.
    static func mine(_ identity: Identity?) throws -> SQL {
        try OrganisationReach.condition("b.organisation_id", identity?.scopes(of: WorkingVisits.keep) ?? [])
    }
}
