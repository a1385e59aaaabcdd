import Activities
import Kernel
import Storage

/// The counted claim of one subject and indicator, as it stands.
struct Counted: Sendable, Hashable {
    let claim: ID<Claim>
    let method: ClaimMethod
    let value: Int64
}

extension Transaction {
    /// Waits for every change of a counted claim that is under way and lets no other begin until this transaction ends: for a reading,
    /// such as a lock of figures, that must know each change either as done or as still to come.
    package func holdCountedClaims() throws { try holdStill("participation_counted", "participation_counted_change") }

    func counted(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String) throws -> Counted? {
        try row(
            """
            SELECT claim_id, method, value FROM participation_counted
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator)
            """
        ) { Counted(claim: try $0.id("claim_id"), method: try $0.choice("method"), value: try $0.int64("value")) }
    }

    /// Derives again which claim counts, for the subject and for the activity as a whole. Call under `lockClaims`.
    func recount(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String) throws {
        if session.number != 0 { try recountSubject(activity, session, indicator, isWhole: false) }
        try recountSubject(activity, ID(0), indicator, isWhole: true)
    }

    private func recountSubject(
        _ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String, isWhole: Bool
    ) throws {
        var found = try strongest(activity, session, indicator)
        if isWhole, found != nil, try sessionsCount(activity, indicator) { found = nil }
        let after = found.map { Counted(claim: $0.id, method: $0.method, value: $0.value) }
        let before = try counted(activity, session, indicator)
        guard before != after else { return }
        try store(after, activity, session, indicator)
        guard let claim = after?.claim ?? before?.claim else { return }
        try execute(
            """
            INSERT INTO participation_counted_change
                (mark, activity_id, session_id, indicator, before_method, before_value, after_method, after_value, claim_id, at)
            VALUES (\(.transactionMark), \(activity), \(session), \(indicator), \(before?.method), \(before?.value), \(after?.method),
                \(after?.value), \(claim), \(now))
            """)
    }

    /// The claim that counts by `ClaimRules`, found at the end of an index: it costs the same however many there are.
    private func strongest(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String) throws -> Claim? {
        try row(
            """
            SELECT * FROM participation_claim
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator) AND \(sql: ClaimRules.mayCount)
            ORDER BY \(sql: ClaimRules.strength) DESC, id DESC LIMIT 1
            """, Claim.init)
    }

    private func store(_ counted: Counted?, _ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String) throws {
        guard let counted else {
            try execute(
                """
                DELETE FROM participation_counted
                WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator)
                """)
            return
        }
        try execute(
            """
            INSERT INTO participation_counted (activity_id, session_id, indicator, claim_id, method, value)
            VALUES (\(activity), \(session), \(indicator), \(counted.claim), \(counted.method), \(counted.value))
            ON CONFLICT (activity_id, session_id, indicator)
                DO UPDATE SET claim_id = excluded.claim_id, method = excluded.method, value = excluded.value
            """)
    }

    /// Whether a session of the activity has a counted claim for that indicator.
    func sessionsCount(_ activity: ID<Activity>, _ indicator: String) throws -> Bool {
        let found = try number(
            """
            SELECT 1 FROM participation_counted
            WHERE activity_id = \(activity) AND session_id <> 0 AND indicator = \(indicator) LIMIT 1
            """)
        return found != nil
    }
}
