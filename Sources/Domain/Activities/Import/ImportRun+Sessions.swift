import Kernel
import Rooms
import Storage

extension ImportRun {
    /// Brings the sessions that came from the source up to date, matched by the begin that it states. What people added or changed
    /// here stays; one that the source no longer has is cancelled, never removed.
    ///
    /// - Returns: how many were added; nil where nothing differs.
    func putSessions(_ wanted: [SessionDraft], of activity: ID<Activity>, _ warnings: inout [(ImportWarning, String)]) throws -> Int? {
        let old = try tx.sessions(of: activity).filter { $0.key?.contains("/") ?? false }
        let byBegin = Dictionary(old.map { ($0.statedBegin, $0) }, uniquingKeysWith: { first, _ in first })
        var new: [SessionDraft] = []
        var isChanged = false
        for draft in wanted {
            guard let session = byBegin[draft.begin.iso] else {
                new.append(draft)
                continue
            }
            if session.key == draft.key { continue }
            isChanged = true
            guard session.isAsImported else {
                warnings.append((.keptSessions, ""))
                try setKey(draft.key, of: session)
                continue
            }
            try change(session, to: draft, status: session.status)
        }
        let stated = Set(wanted.map(\.begin.iso))
        for gone in old where !stated.contains(gone.statedBegin) && gone.status != .cancelled {
            guard gone.isAsImported, gone.taken == 0 else {
                warnings.append((.keptSessions, ""))
                continue
            }
            isChanged = true
            try change(gone, to: gone.draft, status: .cancelled)
        }
        try note(try tx.addSessions(new, to: activity, by: request.actor).map { ($0, activity, nil) })
        return isChanged || !new.isEmpty ? new.count : nil
    }

    private func change(_ session: ActivitySession, to draft: SessionDraft, status: ActivitySession.Status) throws {
        try note([(session.id, session.activity, session)])
        var new = draft
        (new.capacity, new.note) = (session.capacity, session.note)
        try tx.changeSession(session, to: new, status: status, house: house, by: request.actor)
        try setKey(draft.key, of: session)
    }

    private func setKey(_ key: String?, of session: ActivitySession) throws {
        try tx.execute("UPDATE activities_session SET key = \(key) WHERE activity_id = \(session.activity) AND id = \(session.id)")
    }

    /// For the way back: what sessions were before; nothing where the import added them.
    func note(_ all: [(session: ID<ActivitySession>, activity: ID<Activity>, before: ActivitySession?)]) throws {
        guard !all.isEmpty else { return }
        let rows: [SQL] = all.map { session, activity, before in
            "(\(activity), \(session), \(id), \(before?.key), \(before?.begin), \(before?.end), \(before?.status))"
        }
        try tx.execute(
            """
            INSERT INTO activities_import_session (activity_id, session_id, import_id, before_key, before_begin, before_end, before_status)
            VALUES \(sql: rows.joined(", "))
            """)
    }
}

extension ActivitySession {
    /// The begin that the source stated; empty for a session that came from elsewhere.
    var statedBegin: String { key.map { String($0.prefix { $0 != "/" }) } ?? "" }
    /// Whether its times are still those that the source stated.
    var isAsImported: Bool { key == draft.importKey }
    /// Itself as a draft.
    var draft: SessionDraft {
        var draft = SessionDraft(begin: begin, end: end, zone: zone, capacity: capacity, key: key, hoursAnnounced: hoursAnnounced, note: note)
        draft.recurrence = recurrence
        return draft
    }
}
