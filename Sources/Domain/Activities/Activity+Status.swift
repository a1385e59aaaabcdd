package import Kernel
package import Rooms
package import Storage

/// What a change of an activity's status did to its sessions.
package struct StatusChange: Sendable, Hashable {
    /// Sessions cancelled with the activity, and sessions that came back with it.
    package var cancelled = 0
    package var restored = 0
    /// Sessions that stay cancelled although the activity came back: called off one by one, or over meanwhile.
    package var stillCancelled = 0
    /// Places of the sessions that changed which are taken: their bookings stay as they are.
    package var places = 0

    /// For whoever changed it.
    package var phrase: Phrase {
        if cancelled > 0 {
            let taken = places > 0
                ? Phrase("其中 \(places) 个名额已被预约，预约者在预约页面可以看到。", " \(places) of their places were booked; those who booked see it on their booking's page.")
                : Phrase("", "")
            return Phrase("\(cancelled) 个场次一并取消。", cancelled == 1 ? " 1 session is cancelled with it." : " \(cancelled) sessions are cancelled with it.") + taken
        }
        guard restored + stillCancelled > 0 else { return Phrase("", "") }
        let back = Phrase("已恢复 \(restored) 个场次。", restored == 1 ? " 1 session is restored." : " \(restored) sessions are restored.")
        let taken = places > 0
            ? Phrase("原有 \(places) 个名额的预约继续有效，空余名额按候补顺序提供。", " Bookings of \(places) places are valid as before; free places are offered to those who wait.")
            : Phrase("", "")
        let rest = stillCancelled > 0
            ? Phrase("另有 \(stillCancelled) 个场次仍为取消（单独取消的，或期间已过的）。", " \(stillCancelled) stay cancelled: called off one by one, or over meanwhile.")
            : Phrase("", "")
        return back + taken + rest
    }
}

extension Transaction {
    /// Sets what becomes of the activity itself, with the reason that the public reads. Cancelling cancels its sessions too; from
    /// cancelled to another state those sessions come back as they were, but for those that would have been held meanwhile. Bookings
    /// keep their places throughout.
    ///
    /// - Parameter house: asked about each session that comes back, so that free places go to those who wait; nil where nobody can.
    @discardableResult
    package func setStatus(
        _ status: ActivityStatus, of id: ID<Activity>, reason: String, house: House? = nil, by actor: Int64
    ) throws -> StatusChange {
        let before = try requireActivity(id)
        var change = StatusChange()
        guard before.status != status || before.statusReason != reason else { return change }
        if status != .scheduled, reason.isEmpty {
            throw Refusal(
                .invalid, "status-reason", "请用一句话向公众说明原因。", "Say why in a sentence; the public reads it.", field: "reason")
        }
        try execute("UPDATE activities_activity SET status = \(status), status_reason = \(reason) WHERE id = \(id)")
        try touch(id)
        if status == .cancelled {
            change.places = try number("SELECT SUM(taken) FROM activities_session WHERE activity_id = \(id) AND status <> 'cancelled'").map { Int($0) } ?? 0
            change.cancelled = try execute(
                """
                UPDATE activities_session SET cancelled_from = status, cancelled_at = \(now), status = \(ActivitySession.Status.cancelled),
                    changes = changes + 1
                WHERE activity_id = \(id) AND status <> 'cancelled'
                """)
        } else if before.status == .cancelled {
            try restoreSessions(of: id, house: house, &change)
        }
        if before.isPublic { try refreshListed(id) }
        let payload = "{\"cancelled\":\(change.cancelled),\"restored\":\(change.restored),\"status\":\"\(status.rawValue)\"}"
        try record(
            LedgerEntry(
                "activities.status-changed", "activity", id, by: actor, payload: payload, reason: reason,
                visibility: before.isPublic ? .public : .office))
        return change
    }

    private func restoreSessions(of id: ID<Activity>, house: House?, _ change: inout StatusChange) throws {
        let back = try rows(
            """
            SELECT * FROM activities_session
            WHERE activity_id = \(id) AND cancelled_from IS NOT NULL AND (end_at <= cancelled_at OR end_at > \(now)) ORDER BY id
            """, ActivitySession.init)
        for session in back {
            try execute(
                """
                UPDATE activities_session SET status = cancelled_from, cancelled_from = NULL, cancelled_at = NULL, changes = changes + 1
                WHERE activity_id = \(id) AND id = \(session.id)
                """)
            change.restored += 1
            change.places += session.taken
            try house?.ask(Activities.sessionCapacity, about: session.id.number, ["activity": id.number], in: self)
        }
        try execute("UPDATE activities_session SET cancelled_from = NULL, cancelled_at = NULL WHERE activity_id = \(id)")
        change.stillCancelled = try number("SELECT COUNT(*) FROM activities_session WHERE activity_id = \(id) AND status = 'cancelled'").map { Int($0) } ?? 0
    }
}
