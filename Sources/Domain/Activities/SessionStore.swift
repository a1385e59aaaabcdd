package import Kernel
package import Storage
import Language
import Venues

extension Transaction {
    package func session(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> ActivitySession? {
        try row("SELECT * FROM activities_session WHERE activity_id = \(activity) AND id = \(session)", ActivitySession.init)
    }

    /// The session where only its own identity is known, as in a panel or a form part.
    package func session(anywhere session: ID<ActivitySession>) throws -> ActivitySession? {
        try row("SELECT * FROM activities_session WHERE id = \(session)", ActivitySession.init)
    }

    /// Several sessions of whatever activities, by identity, in one statement.
    package func sessions(_ ids: [ID<ActivitySession>]) throws -> [ID<ActivitySession>: ActivitySession] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows("SELECT * FROM activities_session WHERE id IN (\(list: ids))", ActivitySession.init)
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    /// All sessions of an activity, the earliest first, cancelled ones too.
    package func sessions(of activity: ID<Activity>) throws -> [ActivitySession] {
        try rows("SELECT * FROM activities_session WHERE activity_id = \(activity) ORDER BY begin_at, id", ActivitySession.init)
    }

    /// Adds a session. `quietly` leaves out the ledger's line and the activity's first and last moment, for bulk work that
    /// ends with `finishSessions(of:)`.
    @discardableResult
    package func addSession(
        _ draft: SessionDraft, to activity: ID<Activity>, by actor: Int64 = 0, quietly: Bool = false
    ) throws -> ID<ActivitySession> {
        try draft.check()
        let id: ID<ActivitySession> = newID()
        try insertSessions([row(of: draft, as: id, of: activity)])
        if !quietly {
            try refreshTimes(of: activity)
            try record(sessionEntry("activities.session-added", id, of: activity, by: actor))
        }
        return id
    }

    /// Several sessions at once, with one line in the ledger.
    @discardableResult
    package func addSessions(_ drafts: [SessionDraft], to activity: ID<Activity>, by actor: Int64 = 0) throws -> [ID<ActivitySession>] {
        let ids = try drafts.map { try addSession($0, to: activity, by: actor, quietly: true) }
        guard !ids.isEmpty else { return [] }
        try refreshTimes(of: activity)
        try record(
            LedgerEntry(
                "activities.sessions-added", "activity", activity, by: actor, payload: "{\"count\":\(ids.count)}",
                visibility: try sessionVisibility(activity)))
        return ids
    }

    /// - became: what those who booked have to know of it.
    func sessionEntry(
        _ kind: String, _ session: ID<ActivitySession>, of activity: ID<Activity>, became: ActivitySession.Status? = nil, by actor: Int64
    ) throws -> LedgerEntry {
        let status = became.map { ",\"status\":\"\($0.rawValue)\"" } ?? ""
        return LedgerEntry(
            kind, "session", session, by: actor, payload: "{\"activity\":\"\(activity.text)\"\(status)}", visibility: try sessionVisibility(activity))
    }

    /// What becomes of a session is everybody's to know once the public sees its activity.
    private func sessionVisibility(_ activity: ID<Activity>) throws -> LedgerEntry.Visibility {
        try number("SELECT COUNT(*) FROM activities_activity WHERE id = \(activity) AND shown_number IS NOT NULL") == 1 ? .public : .office
    }
}

extension ActivitySession {
    /// What it is called in a sentence.
    package static let noun = Phrase("该场次", "session")

    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        id = try row.id("id")
        key = try row.textOrNil("key")
        (begin, end) = (try row.instant("begin_at"), try row.instant("end_at"))
        zone = try row.zone("zone")
        day = try row.day("local_day")
        hoursAnnounced = try row.bool("hours_announced")
        capacity = try row.intOrNil("capacity")
        taken = try row.int("taken")
        status = try row.choice("status")
        changes = try row.int("changes")
        note = try row.wordingOrNil("note")
        recurrence = try row.idOrNil("recurrence_id")
    }
}
