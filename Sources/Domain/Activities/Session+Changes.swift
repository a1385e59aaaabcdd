import Kernel
import Language
package import Rooms
package import Storage

extension Transaction {
    /// Puts a session's times, places, status and note as given. Another time for a session that was announced makes it *moved*.
    ///
    /// `old` is the session as whoever changes it has seen it: refuses where somebody has changed it since. Refuses a capacity below the places taken, and whatever guards of later rooms refuse.
    package func changeSession(
        _ old: ActivitySession, to draft: SessionDraft, status: ActivitySession.Status, house: House, by actor: Int64
    ) throws {
        try draft.check()
        if draft.capacity != old.capacity { try checkCapacity(draft.capacity, of: old, house: house) }
        let isMoved = status == .scheduled && (draft.begin != old.begin || draft.end != old.end)
        let isAnnounced = try activity(old.activity)?.isPublic ?? false
        let newStatus = isMoved && isAnnounced ? ActivitySession.Status.moved : status
        if old.status == .cancelled, newStatus != .cancelled { try house.ask(Activities.sessionCapacity, about: old.id.number, ["activity": old.activity.number], in: self) }
        // Set by hand it is no longer a part of its activity's cancellation.
        let kept = old.status == .cancelled && newStatus == .cancelled ? try cancellation(of: old) : nil
        let (from, at) = (kept?.from, kept?.at)
        let day = draft.begin.day(in: draft.zone)
        let changed = try execute(
            """
            UPDATE activities_session SET begin_at = \(draft.begin), end_at = \(draft.end), zone = \(draft.zone), local_day = \(day),
                hours_announced = \(draft.hoursAnnounced), capacity = \(draft.capacity), status = \(newStatus), note_zh = \(draft.note?.zh),
                note_en = \(draft.note?.en), changes = changes + 1, cancelled_from = \(from), cancelled_at = \(at)
            WHERE activity_id = \(old.activity) AND id = \(old.id) AND changes = \(old.changes) AND (\(draft.capacity == nil) = 1 OR taken <= \(draft.capacity ?? 0))
            """)
        guard changed == 1 else {
            let now = try session(old.activity, old.id)
            guard let now, now.changes == old.changes else { throw Refusal.sessionChanged }
            throw Refusal.belowTaken(now.taken, wanted: draft.capacity ?? 0)
        }
        try refreshTimes(of: old.activity)
        let isNews = newStatus != old.status || isMoved && isAnnounced
        try record(sessionEntry("activities.session-changed", old.id, of: old.activity, became: isNews ? newStatus : nil, by: actor))
    }

    private func cancellation(of session: ActivitySession) throws -> (from: String, at: Instant)? {
        try row(
            "SELECT cancelled_from, cancelled_at FROM activities_session WHERE activity_id = \(session.activity) AND id = \(session.id)"
        ) { row in
            guard let from = try row.textOrNil("cancelled_from"), let at = try row.instantOrNil("cancelled_at") else { return nil }
            return (from, at)
        } ?? nil
    }

    /// Asks what hangs on a session's times before they change: bookings. `confirmed` says that whoever asks knows it.
    package func askMove(_ session: ActivitySession, to draft: SessionDraft, confirmed: Bool, house: House) throws {
        guard (draft.begin, draft.end) != (session.begin, session.end) else { return }
        let isPast = draft.begin != session.begin && draft.begin <= now
        let detail: [String: Int64] = [
            "activity": session.activity.number, "past": isPast ? 1 : 0, "confirmed": confirmed ? 1 : 0, "begin": draft.begin.microseconds, "end": draft.end.microseconds,
        ]
        try house.ask(Activities.sessionMove, about: session.id.number, detail, in: self)
    }

    /// Sets how many places a session has; nil is unlimited. Never below the places taken.
    package func changeCapacity(_ capacity: Int?, of session: ActivitySession, house: House, by actor: Int64) throws {
        let draft = SessionDraft(
            begin: session.begin, end: session.end, zone: session.zone, capacity: capacity, key: session.key,
            hoursAnnounced: session.hoursAnnounced, note: session.note)
        try changeSession(session, to: draft, status: session.status, house: house, by: actor)
    }

    /// Takes a session away as if it had never been; refuses once places were given. To call one off, cancel it.
    package func removeSession(_ session: ActivitySession, house: House, by actor: Int64) throws {
        try house.ask(Activities.sessionRemoval, about: session.id.number, ["activity": session.activity.number], in: self)
        let changed = try execute(
            "DELETE FROM activities_session WHERE activity_id = \(session.activity) AND id = \(session.id) AND taken = 0")
        guard changed == 1 else {
            throw Refusal(
                .conflict, "session-has-places", "该场次已有 \(session.taken) 个名额被占用，不能删除。请改为“取消”，预约者会看到说明。",
                "Places of this session have been given, so it cannot be removed. Cancel it instead: those who booked will see why.")
        }
        try refreshTimes(of: session.activity)
        try record(sessionEntry("activities.session-removed", session.id, of: session.activity, by: actor))
    }

    private func checkCapacity(_ capacity: Int?, of session: ActivitySession, house: House) throws {
        var detail = ["activity": session.activity.number, "taken": Int64(session.taken)]
        if let capacity { detail["capacity"] = Int64(capacity) }
        try house.ask(Activities.sessionCapacity, about: session.id.number, detail, in: self)
    }
}

extension Refusal {
    static let sessionChanged = Refusal(
        .conflict, "session-changed", "打开本页之后，他人更改了该场次，您的更改没有保存。请重新打开本页，看过现状再改。",
        "Somebody has changed this session since you opened the page; your change was not saved. Open the page again, look, and change it then.")
    static func belowTaken(_ taken: Int, wanted: Int) -> Refusal {
        Refusal(
            .conflict, "capacity-below-taken", "已有 \(taken) 个名额被占用，名额不能减到 \(wanted)。", "\(taken) places are taken; the number of places cannot go down to \(wanted).",
            field: "capacity")
    }
}
