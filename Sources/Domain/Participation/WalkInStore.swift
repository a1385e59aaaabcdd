package import Activities
package import Kernel
package import Storage
import Rooms

extension Transaction {
    /// People who came in without a ticket and were counted one by one: one row with their number, in the door's measured claim.
    /// Gives the row, by which a mistake is undone. Refused as scans are (`MeasureWindow`), and for less than 1 or more than 1,000 at once.
    package func recordWalkIns(
        _ quantity: Int, activity: ID<Activity>, session: ID<ActivitySession>, at: Instant, device: String, by actor: Int64
    ) throws -> ID<Scan> {
        guard (1...1000).contains(quantity) else {
            throw Refusal(.invalid, "walk-ins", "一次请填写 1 至 1000 人。", "Count from 1 to 1,000 people at once.", field: "quantity")
        }
        try lockClaims(of: activity)
        let held = try measurable(activity, session, isWhole: false)
        if let problem = MeasureWindow.problem(of: at, in: held) { throw Refusal(.invalid, "scan-time", problem.zh, problem.en) }
        let claim = try doorClaim(activity, session, by: actor), id: ID<Scan> = newID()
        try execute(
            """
            INSERT INTO participation_row (activity_id, id, session_id, claim_id, indicator, quantity, at, device, ticket)
            VALUES (\(activity), \(id), \(session), \(claim), 'visits', \(quantity), \(at), \(device), NULL)
            """)
        try execute(
            """
            INSERT INTO participation_walk_in (activity_id, row_id, undone_at, session_id, claim_id, quantity)
            VALUES (\(activity), \(id), NULL, \(session), \(claim), \(quantity))
            """)
        try count(quantity, claim, activity, session, "participation.walk-ins-counted", by: actor)
        return id
    }

    /// Takes a row of walk-ins out of what is counted; the row stays. False where it was undone before, or is none. A door whose last
    /// visitor is taken back no longer covers the whole session: nobody has said that nobody came.
    package func undoWalkIns(_ row: ID<Scan>, activity: ID<Activity>, by actor: Int64) throws -> Bool {
        try lockClaims(of: activity)
        let changed = try execute(
            "UPDATE participation_walk_in SET undone_at = \(now) WHERE activity_id = \(activity) AND row_id = \(row) AND undone_at IS NULL")
        guard changed == 1 else { return false }
        let kept = try self.row("SELECT session_id, claim_id, quantity FROM participation_walk_in WHERE activity_id = \(activity) AND row_id = \(row)") { row in
            (session: try row.id("session_id", ActivitySession.self), claim: try row.id("claim_id", Claim.self), quantity: try row.int("quantity"))
        }
        guard let kept else { return false }
        if try claim(kept.claim, in: activity)?.value == Int64(kept.quantity) { try reopenDoor(activity: activity, session: kept.session, by: actor) }
        try count(-kept.quantity, kept.claim, activity, kept.session, "participation.walk-ins-undone", by: actor)
        return true
    }

    /// Takes back that the door covered the whole session, because something is known now that speaks against it; it can be closed again.
    /// False where nobody had said so.
    @discardableResult
    package func reopenDoor(activity: ID<Activity>, session: ID<ActivitySession>, by actor: Int64) throws -> Bool {
        try lockClaims(of: activity)
        let changed = try execute(
            """
            UPDATE participation_claim SET covers_whole = 0
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = 'visits' AND source = 'door' AND covers_whole = 1
            """)
        guard changed > 0 else { return false }
        try record(LedgerEntry("participation.door-reopened", "session", session, by: actor, payload: "{\"activity\":\"\(activity.text)\"}"))
        try recount(activity, session, Indicators.visits.key)
        return true
    }

    private func count(
        _ change: Int, _ claim: ID<Claim>, _ activity: ID<Activity>, _ session: ID<ActivitySession>, _ kind: String, by actor: Int64
    ) throws {
        try execute("UPDATE participation_claim SET value = value + \(change) WHERE activity_id = \(activity) AND id = \(claim)")
        try recount(activity, session, Indicators.visits.key)
        let payload = "{\"activity\":\"\(activity.text)\",\"people\":\(abs(change))}"
        try record(LedgerEntry(kind, "session", session, by: actor, payload: payload, visibility: .unit))
    }
}
