import Access
import Kernel
import Language
import Storage
import Venues

/// A task that the line of an agreement names, with its day and its side: proposed until all parties have agreed, given then.
struct ProposedTask: Hashable, Sendable {
    /// The key of the commitment.
    let commitment: String
    var lead: ID<Organisation>
    /// Who is to verify it.
    var authority: ID<Organisation>
    let due: Day

    /// What the parties agree to; who verifies follows from who wrote it.
    func says(as other: ProposedTask) -> Bool { commitment == other.commitment && lead == other.lead && due == other.due }
}

extension Transaction {
    func proposedTasks(of agreement: ID<Agreement>) throws -> [ProposedTask] {
        try rows("SELECT q.commitment, q.lead_id, q.authority_id, q.due_day FROM plans_proposed q WHERE q.agreement_id = \(agreement) ORDER BY q.commitment") {
            ProposedTask(commitment: try $0.text("commitment"), lead: try $0.id("lead_id"), authority: try $0.id("authority_id"), due: try $0.day("due_day"))
        }
    }

    /// Those instead of what was proposed before.
    func put(_ proposed: [ProposedTask], of agreement: ID<Agreement>) throws {
        try execute("DELETE FROM plans_proposed WHERE agreement_id = \(agreement)")
        for one in proposed {
            try execute(
                """
                INSERT INTO plans_proposed (agreement_id, commitment, lead_id, authority_id, due_day)
                VALUES (\(agreement), \(one.commitment), \(one.lead), \(one.authority), \(one.due))
                """)
        }
    }

    /// Gives what was proposed, since all parties have agreed. What is over meanwhile is not given: it stays to be read, and its side sets another day.
    func giveProposed(of agreement: Agreement, from actor: ID<Account>) throws {
        let today = now.day(in: .china)
        for one in try proposedTasks(of: agreement.id) where one.due >= today && agreement.parties.contains(one.lead) {
            guard let commitment = agreement.commitments.first(where: { $0.key == one.commitment }) else { continue }
            let others = agreement.parties.filter { $0 != one.lead }
            guard let authority = others.first(where: { $0 == one.authority }) ?? others.first else { continue }
            if try agreementTask(one.commitment, of: agreement.key, lead: one.lead) == nil {
                var draft = TaskDraft(commitment.text, lead: one.lead, authority: authority, from: .agreement, "\(agreement.key)#\(one.commitment)@\(one.lead.text)")
                (draft.participants, draft.due) = (others, one.due)
                _ = try giveTask(draft, from: actor)
            }
            try settleProposed(one.commitment, of: agreement.id, lead: one.lead)
        }
    }

    /// It is a task now.
    func settleProposed(_ commitment: String, of agreement: ID<Agreement>, lead: ID<Organisation>) throws {
        try execute("DELETE FROM plans_proposed WHERE agreement_id = \(agreement) AND commitment = \(commitment) AND lead_id = \(lead)")
    }

    /// Two units that are one: what was proposed for either; and what waits no more, because the one had agreed for both, is given.
    func mergeProposed(_ old: ID<Organisation>, into kept: ID<Organisation>) throws {
        try execute("UPDATE plans_proposed SET lead_id = \(kept) WHERE lead_id = \(old)")
        try execute("UPDATE plans_proposed SET authority_id = \(kept) WHERE authority_id = \(old)")
        let standing = try rows(
            """
            SELECT DISTINCT q.agreement_id FROM plans_proposed q JOIN view_venues_agreement_party p ON p.agreement_id = q.agreement_id
            WHERE p.organisation_id = \(kept) AND p.state = \(AgreementState.agreed) ORDER BY q.agreement_id
            """) { try $0.id("agreement_id", Agreement.self) }
        for id in standing { if let agreement = try agreement(id) { try giveProposed(of: agreement, from: ID(0)) } }
    }
}
