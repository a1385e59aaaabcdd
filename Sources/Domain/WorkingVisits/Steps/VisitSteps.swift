import Access
import Kernel
import Storage
import Venues
import Workflow

extension Transaction {
    /// Sends a draft to the bodies; the one that wrote it has agreed by this.
    func sendVisit(_ id: ID<WorkingVisit>, by identity: Identity) throws {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity), bodies = try bodies(of: id, for: identity), actor = identity.account.id
        try VisitRules.mayRecord(old, today: now.day(in: .china))
        try moveVisit(old, on: .record, by: actor)
        try execute("UPDATE workingvisits_visit SET recorded_at = \(now) WHERE id = \(id)")
        let own = bodies.first { $0.id == old.keeperID && $0.isMine }?.id ?? VisitRules.speaksFor(actor, bodies)
        if let own { try execute("UPDATE workingvisits_body SET agreed_at = \(now), agreed_by = \(actor) WHERE visit_id = \(id) AND organisation_id = \(own)") }
        try tellBodies(of: old, VisitLetter.toAgree, besides: actor)
    }

    /// One body says that it was so; when all have, the record stands.
    func agreeToVisit(_ id: ID<WorkingVisit>, for organisation: ID<Organisation>, seen: Instant?, by identity: Identity) throws {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity), bodies = try bodies(of: id, for: identity), actor = identity.account.id
        guard let body = bodies.first(where: { $0.id == organisation }), body.isMine else { throw Refusal.notYours(WorkingVisits.keep) }
        let isLast = !bodies.contains { $0.id != organisation && $0.agreedAt == nil }
        let line = try WorkingVisit.workflow.transition(from: old.state, on: isLast ? .settle : .agree)
        try VisitRules.mayAgree(actor, for: body, among: bodies)
        if let seen, seen != old.changedAt { throw Refusal.visitChanged }
        try execute("UPDATE workingvisits_body SET agreed_at = \(now), agreed_by = \(actor) WHERE visit_id = \(id) AND organisation_id = \(organisation)")
        let payload = "{\"organisation\":\"\(organisation.text)\"}"
        if isLast {
            try recordVisit("workingvisits.agreed-by-body", id, by: actor, payload: payload)
            try moveVisit(old, on: .settle, by: actor)
            try tellBodies(of: old, VisitLetter.agreed, besides: actor)
        } else {
            try recordVisit(line.records, id, by: actor, payload: payload)
        }
    }

    /// Takes the record back, with the reason that every body reads; what the public was told goes with it. Tasks that were given stay tasks.
    func withdrawVisit(_ id: ID<WorkingVisit>, says: String, by identity: Identity) throws {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity), isDraft = old.state == .draft
        guard isDraft || !says.isEmpty else {
            throw Refusal(.invalid, "visit-reason", "请写明撤回的原因，各方会看到。", "Say why it is withdrawn; every body reads it.", field: "says")
        }
        try moveVisit(old, on: isDraft ? .discard : .withdraw, says: says, by: identity.account.id)
        try takeBackStory(of: old, because: says, by: identity)
        if !isDraft { try tellBodies(of: old, VisitLetter.withdrawn, says: says, besides: identity.account.id) }
    }

    /// Moves a visit along its workflow; refuses where somebody has moved it meanwhile.
    func moveVisit(_ old: WorkingVisit, on event: VisitEvent, says: String = "", by actor: ID<Account>) throws {
        let line = try WorkingVisit.workflow.transition(from: old.state, on: event)
        let changed = try execute(
            """
            UPDATE workingvisits_visit SET state = \(line.to), reason = \(says), changed_at = \(now) WHERE id = \(old.id) AND state = \(old.state) AND changed_at = \(old.changedAt)
            """)
        guard changed == 1 else { throw Refusal.visitChanged }
        try recordVisit(line.records, old.id, by: actor, reason: says)
    }
}

extension Refusal {
    static let visitChanged = Refusal(
        .conflict, "visit-changed", "打开本页之后，这份记录有了变动，您的操作没有生效。请看过现状再定。",
        "This record has changed since you opened the page; your step was not taken. Look at it as it is now, and decide then.")
}
