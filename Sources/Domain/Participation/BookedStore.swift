package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Keeps the one booked claim of a session: `value` places of bookings not cancelled. Call it in the booking's own
    /// transaction, after the places were taken or given back. Never counted as visits.
    package func keepBooked(activity: ID<Activity>, session: ID<ActivitySession>, value: Int64) throws {
        let id: ID<Claim> = newID()
        try execute(
            """
            INSERT INTO participation_claim
                (activity_id, id, session_id, indicator, value, method, source, state, covers_whole, reason, supersedes, warnings,
                made_at, made_by, decided_at, decided_by, decision, has_evidence)
            VALUES (\(activity), \(id), \(session), 'visits', \(value), 'booked', 'booking', 'received', 0, '', NULL, '', \(now), 0, NULL,
                NULL, '', 0)
            ON CONFLICT (activity_id, session_id, indicator) WHERE method = 'booked'
                DO UPDATE SET value = excluded.value, made_at = excluded.made_at
            """)
    }

    /// As `keepBooked`, for places that came to be booked just now: costs the same however many are.
    package func addBooked(_ places: Int, activity: ID<Activity>, session: ID<ActivitySession>) throws {
        let id: ID<Claim> = newID()
        try execute(
            """
            INSERT INTO participation_claim
                (activity_id, id, session_id, indicator, value, method, source, state, covers_whole, reason, supersedes, warnings,
                made_at, made_by, decided_at, decided_by, decision, has_evidence)
            VALUES (\(activity), \(id), \(session), 'visits', \(places), 'booked', 'booking', 'received', 0, '', NULL, '', \(now), 0, NULL,
                NULL, '', 0)
            ON CONFLICT (activity_id, session_id, indicator) WHERE method = 'booked'
                DO UPDATE SET value = participation_claim.value + excluded.value, made_at = excluded.made_at
            """)
    }

    /// How many places of the session are booked, as the booked claim says.
    func bookedClaim(activity: ID<Activity>, session: ID<ActivitySession>) throws -> Int64 {
        try number(
            "SELECT value FROM participation_claim WHERE activity_id = \(activity) AND session_id = \(session) AND method = 'booked'") ?? 0
    }
}
