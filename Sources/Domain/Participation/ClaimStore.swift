package import Activities
package import Kernel
import Rooms
package import Storage
import Venues
import Workflow

extension Transaction {
    package func claim(_ id: ID<Claim>, in activity: ID<Activity>) throws -> Claim? {
        try row("SELECT * FROM participation_claim WHERE activity_id = \(activity) AND id = \(id)", Claim.init)
    }

    /// All claims of a session, the oldest first; of the whole activity and every session of it where `session` is nil.
    /// `ID(0)` gives those about the activity as a whole.
    package func claims(activity: ID<Activity>, session: ID<ActivitySession>?) throws -> [Claim] {
        guard let session else {
            return try rows("SELECT * FROM participation_claim WHERE activity_id = \(activity) ORDER BY session_id, id", Claim.init)
        }
        return try rows(
            "SELECT * FROM participation_claim WHERE activity_id = \(activity) AND session_id = \(session) ORDER BY id", Claim.init)
    }

    /// Receives a report or an estimate, with the warnings that it gives rise to. It counts once it is accepted.
    @discardableResult
    package func makeClaim(_ draft: ClaimDraft, by actor: Int64) throws -> ID<Claim> {
        try draft.check()
        try draft.evidence?.check()
        try requireSubject(draft.activity, draft.session)
        try requireBegun(draft.activity, draft.session ?? ID(0))
        try lockClaims(of: draft.activity)
        let hasEvidence = draft.evidence.map { !$0.isEmpty } ?? false
        let organiser = try requireActivity(draft.activity).organiser
        let id = try receive(draft, warnings: try warnings(about: draft), hasEvidence: hasEvidence, organiser: organiser, by: actor)
        if let evidence = draft.evidence, !evidence.isEmpty { try keep(evidence, of: id, in: draft.activity) }
        return id
    }

    /// Stores a report or an estimate that was checked, and notes how round the unit's numbers are. Call under `lockClaims`.
    func receive(_ draft: ClaimDraft, warnings: [ClaimWarning], hasEvidence: Bool, organiser: ID<Organisation>, by actor: Int64) throws -> ID<Claim> {
        var claim = NewClaim(activity: draft.activity, session: draft.session ?? ID(0), indicator: draft.indicator, value: draft.value, method: draft.method)
        (claim.reason, claim.warnings, claim.hasEvidence) = (draft.reason, warnings, hasEvidence)
        let id = try insert(claim, by: actor)
        try record(entry("participation.claim-made", id, claim, by: actor, reason: draft.reason))
        if draft.indicator == Indicators.visits.key, draft.value >= UnitHabit.least {
            try noteHabit(of: organiser, stated: 1, round: UnitHabit.isRound(draft.value) ? 1 : 0)
        }
        return id
    }

    /// The office's decision on a received claim. Refuses an acceptance without evidence or reason, and a return or
    /// rejection without reason.
    package func decideClaim(
        _ id: ID<Claim>, in activity: ID<Activity>, on event: ClaimEvent, reason: String, by actor: Int64
    ) throws {
        try lockClaims(of: activity)
        guard let claim = try claim(id, in: activity) else { throw Refusal.notFound(Claim.noun) }
        try ClaimRules.checkDecision(event, on: claim, reason: reason)
        let step = try Claim.workflow.transition(from: claim.state, on: event)
        try execute(
            """
            UPDATE participation_claim SET state = \(step.to), decided_at = \(now), decided_by = \(actor), decision = \(reason)
            WHERE activity_id = \(activity) AND id = \(id)
            """)
        try record(LedgerEntry(step.records, "claim", id, by: actor, payload: claim.payload, reason: reason))
        try recount(activity, claim.session, claim.indicator)
    }

    /// Corrects a claim that counts or could count: a new one, accepted at once, of the method of the old one unless stated.
    @discardableResult
    package func correctClaim(
        _ id: ID<Claim>, in activity: ID<Activity>, value: Int64, reason: String, method: ClaimMethod? = nil, by actor: Int64
    ) throws -> ID<Claim> {
        try lockClaims(of: activity)
        guard let old = try claim(id, in: activity) else { throw Refusal.notFound(Claim.noun) }
        try ClaimDraft.check(indicator: old.indicator, value: value)
        guard ClaimRules.rank(old) != nil else {
            throw Refusal(
                .conflict, "not-correctable", "只能更正已认定或实测的数据；这条数据“\(old.state.title.zh)”。",
                "Only an accepted or measured claim can be corrected; this one is “\(old.state.title.en)”.")
        }
        guard !reason.isEmpty else {
            throw Refusal(.invalid, "no-reason", "更正须说明理由。", "Give the reason for the correction.", field: "reason")
        }
        guard method != .booked else { throw Refusal(.invalid, "method", "预约数不能作为更正。", "Booked is no method of a correction.", field: "method") }
        var claim = NewClaim(activity: activity, session: old.session, indicator: old.indicator, value: value, method: method ?? old.method)
        (claim.state, claim.supersedes, claim.reason, claim.coversWhole) = (.accepted, id, reason, old.coversWhole)
        let new = try insert(claim, by: actor)
        try record(entry("participation.claim-corrected", new, claim, by: actor, reason: reason))
        try recount(activity, old.session, old.indicator)
        return new
    }
}
