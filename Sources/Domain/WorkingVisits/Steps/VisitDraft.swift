import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues
import Workflow

/// A visit as somebody writes it down.
struct VisitDraft: Sendable {
    var name: Wording
    var kind: WorkingVisit.Kind
    var day: Day
    var clock: String?
    /// Whose people write it; the first of the bodies.
    var keeper: ID<Organisation>
    /// With the keeper first.
    var bodies: [ID<Organisation>]
    var campaign: ID<Campaign>?
    var venue: ID<Venue>?
    var place = ""
    var tongues = WorkingVisit.Tongues.both
    var agenda: [AgendaItem] = []
    var seen: Wording?
    var provenance = Provenance()
}

extension Transaction {
    /// Begins a draft, seen by its own body alone.
    func draftVisit(_ draft: VisitDraft, by identity: Identity) throws -> ID<WorkingVisit> {
        guard identity.may(WorkingVisits.keep, within: try organisationScopes(draft.keeper)) else { throw Refusal.notYours(WorkingVisits.keep) }
        try VisitRules.check(draft)
        let id: ID<WorkingVisit> = newID()
        try writeVisit(id, key: "v-\(id.text.lowercased())", draft, state: .draft, by: identity.account.id.number)
        try putBodies(draft.bodies, of: id, keeping: [])
        try recordVisit("workingvisits.drafted", id, by: identity.account.id)
        return id
    }

    /// Changes what is written of a visit. Once it is recorded every other body is asked anew.
    func correctVisit(_ id: ID<WorkingVisit>, _ draft: VisitDraft, by identity: Identity) throws {
        let (old, bodies) = try openVisit(id, for: identity)
        var draft = draft
        (draft.keeper, draft.provenance) = (old.keeperID, old.provenance)
        draft.bodies = [old.keeperID] + draft.bodies.filter { $0 != old.keeperID }
        try VisitRules.check(draft)
        let gone = Set(bodies.map(\.id)).subtracting(draft.bodies)
        try requireUnbound(gone, in: id)
        try writeVisit(id, key: old.key, draft, state: old.state, by: identity.account.id.number)
        try putBodies(draft.bodies, of: id, keeping: bodies)
        try noteCorrection(of: old, by: identity)
    }

    /// The visit while it may be written: a draft, or one that not all bodies have agreed to. Held against anybody else who changes it.
    func openVisit(_ id: ID<WorkingVisit>, for identity: Identity) throws -> (WorkingVisit, [VisitBody]) {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity)
        guard old.state == .draft || old.state == .recorded else {
            throw Refusal(
                .conflict, "visit-fixed", "这次调研交流“\(old.state.title.zh)”，不能再更改。确有差错的，请撤回并说明原因，再重新记录。",
                "This visit is “\(old.state.title.en)” and cannot be changed any more. Where it is wrong, withdraw it, say why, and write it anew.")
        }
        return (old, try bodies(of: id, for: identity))
    }

    /// After a change of what is written: every other body looks again.
    func noteCorrection(of old: WorkingVisit, by identity: Identity) throws {
        try execute("UPDATE workingvisits_visit SET changed_at = \(now) WHERE id = \(old.id)")
        guard old.state == .recorded else { return try recordVisit("workingvisits.changed", old.id, by: identity.account.id) }
        let line = try WorkingVisit.workflow.transition(from: old.state, on: .correct)
        try askAgain(old, by: identity)
        try recordVisit(line.records, old.id, by: identity.account.id)
        try tellBodies(of: old, VisitLetter.corrected, besides: identity.account.id)
    }

    /// Nobody has agreed any more but the body for which whoever changed it speaks.
    func askAgain(_ old: WorkingVisit, by identity: Identity) throws {
        let actor = identity.account.id, bodies = try bodies(of: old.id, for: identity), own = VisitRules.speaksFor(actor, bodies)
        try execute("UPDATE workingvisits_visit SET changed_at = \(now) WHERE id = \(old.id)")
        try execute("UPDATE workingvisits_body SET agreed_at = NULL, agreed_by = NULL WHERE visit_id = \(old.id)")
        if let own { try execute("UPDATE workingvisits_body SET agreed_at = \(now), agreed_by = \(actor) WHERE visit_id = \(old.id) AND organisation_id = \(own)") }
    }

    /// A body that owes something, or whose people are named, stays until that is taken back.
    private func requireUnbound(_ gone: Set<ID<Organisation>>, in id: ID<WorkingVisit>) throws {
        guard !gone.isEmpty else { return }
        let list = gone.sorted { $0.number < $1.number }
        let bound = try number(
            """
            SELECT (SELECT COUNT(*) FROM workingvisits_conclusion WHERE visit_id = \(id) AND owner_id IN (\(list: list)))
                + (SELECT COUNT(*) FROM workingvisits_person WHERE visit_id = \(id) AND organisation_id IN (\(list: list)))
                + (SELECT COUNT(*) FROM workingvisits_conclusion WHERE visit_id = \(id) AND task_id IS NOT NULL)
            """)
        guard bound == 0 else {
            throw Refusal(
                .invalid, "body-bound", "要移除的单位还有出席人员或由它负责的议定事项（请先移除），或已有议定事项转为任务（各方不再变动）。",
                "A body that you take off still has people on the list or owes a conclusion: take those off first. Once a conclusion is a task the bodies stay.", field: "bodies")
        }
    }

    /// Puts the row as it is given.
    func writeVisit(_ id: ID<WorkingVisit>, key: String, _ draft: VisitDraft, state: VisitState, by actor: Int64) throws {
        let note = draft.provenance.note, recorded = state == .draft ? nil : now
        try execute(
            """
            INSERT INTO workingvisits_visit
                (id, key, name_zh, name_en, kind, state, day, clock, keeper_id, campaign_id, venue_id, place, tongues, agenda, seen_zh, seen_en, reason, made_by, made_at,
                recorded_at, changed_at, source, note_zh, note_en)
            VALUES (\(id), \(key), \(draft.name.zh), \(draft.name.en), \(draft.kind), \(state), \(draft.day), \(draft.clock), \(draft.keeper), \(draft.campaign), \(draft.venue),
                \(draft.place), \(draft.tongues), \(AgendaItem.stored(draft.agenda)), \(draft.seen?.zh), \(draft.seen?.en), '', \(actor), \(now), \(recorded), \(now),
                \(draft.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind, day = excluded.day, clock = excluded.clock,
                keeper_id = excluded.keeper_id, campaign_id = excluded.campaign_id, venue_id = excluded.venue_id, place = excluded.place, tongues = excluded.tongues,
                agenda = excluded.agenda, seen_zh = excluded.seen_zh, seen_en = excluded.seen_en, changed_at = excluded.changed_at, source = excluded.source,
                note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
    }

    /// Makes these the bodies, in this order; those that stay keep what they said.
    func putBodies(_ bodies: [ID<Organisation>], of id: ID<WorkingVisit>, keeping old: [VisitBody]) throws {
        try execute("DELETE FROM workingvisits_body WHERE visit_id = \(id)")
        for (position, body) in bodies.enumerated() {
            let said = old.first { $0.id == body }
            try execute(
                """
                INSERT INTO workingvisits_body (visit_id, organisation_id, position, agreed_at, agreed_by)
                VALUES (\(id), \(body), \(position), \(said?.agreedAt), \(said?.agreedBy))
                """)
        }
    }
}
