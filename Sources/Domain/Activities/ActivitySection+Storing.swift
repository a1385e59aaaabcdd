import Campaigns
import Kernel
import Language
import Storage

extension Transaction {
    /// Makes the activity of that key say what is given; the same again changes nothing.
    func putActivity(_ draft: ActivityDraft, key: String, by actor: Int64) throws -> ID<Activity> {
        guard let old = try activity(key: key) else { return try addActivity(draft, by: actor) }
        try revise(old.id, to: draft.content, seen: old.latest, by: actor)
        try execute(
            """
            UPDATE activities_activity SET organiser_id = \(draft.organiser), parent_id = \(draft.parent), is_umbrella = \(draft.isUmbrella),
                source = \(draft.sources.joined(separator: " ")), repaired = \(draft.repaired)
            WHERE id = \(old.id)
            """)
        try setBodies(draft.bodies, of: old.id)
        try refreshCounted(old.id)
        if let left = old.parent, left != draft.parent { try refreshCounted(left) }
        return old.id
    }

    /// Published with the newest version in exactly these campaigns, beside those whose organisers took it in.
    func putPlacements(_ wanted: [DeclaredPlacement], of id: ID<Activity>, by actor: Int64) throws {
        let latest = try requireActivity(id).latest
        let old = try placements(of: id)
        for one in wanted {
            let isThere = old.contains {
                $0.campaign == one.campaign && $0.publishedNumber == latest && $0.state == .published && $0.block == one.block
                    && $0.theme == one.theme && !$0.isTakenIn
            }
            if !isThere { try place(id, in: one.campaign, block: one.block, theme: one.theme, by: actor) }
        }
        let kept = Set(wanted.map(\.campaign))
        for gone in old where !kept.contains(gone.campaign) && !gone.isTakenIn && gone.isPublished {
            try execute(
                """
                UPDATE activities_placement SET state = \(PlacementState.withdrawn), published_number = NULL, since = \(now)
                WHERE activity_id = \(id) AND campaign_id = \(gone.campaign)
                """)
            try record(
                LedgerEntry(
                    "activities.withdrawn", "activity", id, by: actor, payload: "{\"campaign\":\"\(gone.campaign.text)\"}", visibility: .public))
        }
        try refreshShown(id)
    }

    /// Exactly these sessions beside those that rules made, matched by key or begin. One that is gone is cancelled, never
    /// removed: something may hang on it.
    func putSessions(_ wanted: [SessionDraft], of id: ID<Activity>, by actor: Int64) throws {
        let old = try sessions(of: id).filter { $0.recurrence == nil }
        var kept: Set<ID<ActivitySession>> = []
        var new: [SessionDraft] = []
        for draft in wanted {
            guard let match = old.first(where: { draft.key == nil ? $0.key == nil && $0.begin == draft.begin : $0.key == draft.key }) else {
                new.append(draft)
                continue
            }
            kept.insert(match.id)
            if !match.says(draft) { try rewrite(match, as: draft, by: actor) }
        }
        try addSessions(new, to: id, by: actor)
        for gone in old where !kept.contains(gone.id) { try callOff(gone, by: actor) }
    }

    /// Exactly this rule. Where it changes, a session at the same hour stays the same session, with its bookings; those that the new
    /// rule has no longer are cancelled, those that it has besides are added. What the desk called off stays called off.
    func putRecurrence(
        _ wanted: (rule: Recurrence, hoursAnnounced: Bool)?, of id: ID<Activity>, content: ActivityContent, by actor: Int64
    ) throws {
        let old = try recurrences(of: id)
        let isThere =
            old.count == 1 && old[0].rule == wanted?.rule && old[0].hoursAnnounced == wanted?.hoursAnnounced
            && old[0].capacity == content.capacity
        if isThere || (old.isEmpty && wanted == nil) { return }
        let made = try sessions(of: id).filter { $0.recurrence != nil }
        let planned = Set(try old.flatMap { try $0.rule.sessions(in: content.zone, capacity: nil).map(\.begin) })
        for rule in old { try execute("DELETE FROM activities_recurrence WHERE activity_id = \(id) AND id = \(rule.id)") }
        var kept: Set<ID<ActivitySession>> = []
        if let wanted {
            let drafts = try keepRecurrence(
                wanted.rule, of: id, zone: content.zone, capacity: content.capacity, hoursAnnounced: wanted.hoursAnnounced
            ).drafts
            var new: [SessionDraft] = []
            for draft in drafts {
                let there = made.filter { $0.begin == draft.begin }
                guard let session = there.first(where: { $0.status != .cancelled }) ?? there.last else {
                    new.append(draft)
                    continue
                }
                kept.insert(session.id)
                let isCalledOff = session.status == .cancelled && planned.contains(session.begin)
                try keep(session, as: draft, isCalledOff: isCalledOff, by: actor)
            }
            try addSessions(new, to: id, by: actor)
        }
        for gone in made where !kept.contains(gone.id) { try callOff(gone, by: actor) }
    }

    /// A session of a rule under the rule that follows; its key and what is said beside it stay.
    private func keep(_ session: ActivitySession, as draft: SessionDraft, isCalledOff: Bool, by actor: Int64) throws {
        try execute(
            "UPDATE activities_session SET recurrence_id = \(draft.recurrence) WHERE activity_id = \(session.activity) AND id = \(session.id)")
        var draft = draft
        (draft.key, draft.note) = (session.key, session.note)
        if !isCalledOff, !session.says(draft) { try rewrite(session, as: draft, by: actor) }
    }

    private func rewrite(_ session: ActivitySession, as draft: SessionDraft, by actor: Int64) throws {
        try draft.check()
        if let capacity = draft.capacity, capacity < session.taken { throw Refusal.belowTaken(session.taken, wanted: capacity) }
        try execute(
            """
            UPDATE activities_session SET begin_at = \(draft.begin), end_at = \(draft.end), zone = \(draft.zone),
                local_day = \(draft.begin.day(in: draft.zone)), hours_announced = \(draft.hoursAnnounced), capacity = \(draft.capacity),
                status = \(ActivitySession.Status.scheduled), note_zh = \(draft.note?.zh), note_en = \(draft.note?.en)
            WHERE activity_id = \(session.activity) AND id = \(session.id)
            """)
        let isMoved = session.begin != draft.begin || session.end != draft.end
        try record(sessionEntry("activities.session-changed", session.id, of: session.activity, became: isMoved ? .moved : nil, by: actor))
    }

    private func callOff(_ session: ActivitySession, by actor: Int64) throws {
        guard session.status != .cancelled else { return }
        try execute(
            """
            UPDATE activities_session SET status = \(ActivitySession.Status.cancelled)
            WHERE activity_id = \(session.activity) AND id = \(session.id)
            """)
        try record(sessionEntry("activities.session-cancelled", session.id, of: session.activity, became: .cancelled, by: actor))
    }
}

extension ActivitySession {
    fileprivate func says(_ draft: SessionDraft) -> Bool {
        begin == draft.begin && end == draft.end && zone == draft.zone && capacity == draft.capacity && hoursAnnounced == draft.hoursAnnounced
            && note == draft.note && status != .cancelled
    }
}
