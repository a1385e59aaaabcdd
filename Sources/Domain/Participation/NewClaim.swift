package import Activities
package import Kernel
package import Storage

/// A claim about to be stored.
struct NewClaim {
    var activity: ID<Activity>
    var session: ID<ActivitySession>
    var indicator: String
    var value: Int64
    var method: ClaimMethod
    var source = ""
    var state = ClaimState.received
    var coversWhole = false
    var reason = ""
    var supersedes: ID<Claim>?
    var warnings: [ClaimWarning] = []
    var hasEvidence = false

    init(activity: ID<Activity>, session: ID<ActivitySession>, indicator: String, value: Int64, method: ClaimMethod) {
        (self.activity, self.session, self.indicator, self.value, self.method) = (activity, session, indicator, value, method)
    }
}

extension Transaction {
    func insert(_ claim: NewClaim, by actor: Int64) throws -> ID<Claim> {
        let id: ID<Claim> = newID()
        let decided: Instant? = claim.state == .received ? nil : now
        let decider: Int64? = claim.state == .received ? nil : actor
        try execute(
            """
            INSERT INTO participation_claim
                (activity_id, id, session_id, indicator, value, method, source, state, covers_whole, reason, supersedes, warnings,
                made_at, made_by, decided_at, decided_by, decision, has_evidence)
            VALUES (\(claim.activity), \(id), \(claim.session), \(claim.indicator), \(claim.value), \(claim.method), \(claim.source),
                \(claim.state), \(claim.coversWhole), \(claim.reason), \(claim.supersedes), \(ClaimWarning.stored(claim.warnings)),
                \(now), \(actor), \(decided), \(decider), '', \(claim.hasEvidence))
            """)
        return id
    }

    /// Claims of one activity change one after the other: which one counts is a rule over several rows. Whoever also holds bookings
    /// of its sessions takes those first.
    package func lockClaims(of activity: ID<Activity>) throws { try lock("participation:\(activity.number)") }

    func requireSubject(_ activity: ID<Activity>, _ session: ID<ActivitySession>?) throws {
        guard let session, session.number != 0 else {
            _ = try requireActivity(activity)
            return
        }
        guard try self.session(activity, session) != nil else { throw Refusal.notFound(ActivitySession.noun) }
    }

    func entry(_ kind: String, _ id: ID<Claim>, _ claim: NewClaim, by actor: Int64, reason: String = "") -> LedgerEntry {
        let payload = ClaimPayload.json(claim.activity, claim.session, claim.indicator, claim.method, claim.value)
        return LedgerEntry(kind, "claim", id, by: actor, payload: payload, reason: reason)
    }
}

extension Claim {
    var payload: String { ClaimPayload.json(activity, session, indicator, method, value) }
}

/// What the ledger keeps of a claim: references and the number.
enum ClaimPayload {
    static func json(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String, _ method: ClaimMethod, _ value: Int64) -> String {
        "{\"activity\":\"\(activity.text)\",\"indicator\":\"\(indicator)\",\"method\":\"\(method.rawValue)\",\"session\":\"\(session.text)\",\"value\":\(value)}"
    }
}
