package import Activities
import Campaigns
package import Kernel
package import Language
package import Storage
import Venues
package import Declaration

/// Booking rules with a name and an address of their own, and the one place for which they hold.
package struct NamedRules: Sendable, Hashable {
    package static let noun = Phrase("该预约规则", "booking rules")

    package let id: ID<NamedRules>
    package let key: String
    package let name: Wording
    package let summary: Wording?
    package let level: RuleLevel?
    package let subject: Int64?
    package let rules: BookingRules
    package let body: DeclaredValue
    package let changedAt: Instant

    init(_ row: Row) throws {
        (id, key, name, summary) = (try row.id("id"), try row.text("key"), try row.wording("name"), try row.wordingOrNil("summary"))
        (level, subject) = (try row.textOrNil("level").flatMap { RuleLevel(word: $0) }, try row.int64OrNil("subject_id"))
        guard let body = DeclaredValue(json: try row.text("body")) else { throw DeclarationDefect("bookings_rules.body is no JSON") }
        self.body = body
        rules = try BookingRules(DeclaredRecord(body))
        changedAt = try row.instant("changed_at")
    }
}

extension Transaction {
    package func namedRules(key: String) throws -> NamedRules? { try row("SELECT * FROM bookings_rules WHERE key = \(key)", NamedRules.init) }

    package func namedRules(at level: RuleLevel, _ subject: Int64) throws -> [NamedRules] {
        try rows("SELECT * FROM bookings_rules WHERE level = \(level.word) AND subject_id = \(subject) ORDER BY key", NamedRules.init)
    }

    /// All that have a page, by name.
    package func allNamedRules() throws -> [NamedRules] { try rows("SELECT * FROM bookings_rules ORDER BY key", NamedRules.init) }

    /// What holds for a session: its own rules, its activity's, its venue's, its campaigns' (a campaign before those above it). Nil where
    /// the session takes no bookings.
    package func rulesInForce(_ session: ActivitySession) throws -> RulesInForce? {
        let own = try bookingRule(activity: session.activity, session: session.id)
        let found = try rows(
            """
            SELECT r.* FROM bookings_rules r
            WHERE (r.level = 'session' AND r.subject_id = \(session.id)) OR (r.level = 'activity' AND r.subject_id = \(session.activity))
                OR (r.level = 'venue' AND r.subject_id = (
                    SELECT s.venue_id FROM view_activities_session s WHERE s.activity_id = \(session.activity) AND s.session_id = \(session.id)))
                OR (r.level = 'campaign' AND r.subject_id IN (
                    SELECT a.ancestor_id FROM view_activities_counted c JOIN view_campaigns_ancestor a ON a.campaign_id = c.campaign_id
                    WHERE c.activity_id = \(session.activity)))
            ORDER BY (SELECT COUNT(*) FROM view_campaigns_ancestor d WHERE r.level = 'campaign' AND d.campaign_id = r.subject_id) DESC, r.key
            """, NamedRules.init)
        var stated = found.map { RulesInForce.Stated($0.level ?? .campaign, of: $0.subject ?? 0, key: $0.key, $0.rules) }
        guard let own else {
            let rules = RulesInForce(stated)
            return rules.takesBookings ? rules : nil
        }
        guard own.isOpen || !stated.isEmpty else { return RulesInForce([], isOpen: false, usualMost: own.mostPerBooking) }
        var switched = BookingRules()
        switched.hasWaitingList = own.hasWaitingList
        stated.insert(.init(.session, of: session.id.number, key: session.id.text, switched), at: 0)
        return RulesInForce(stated, isOpen: own.isOpen, usualMost: own.mostPerBooking)
    }

    /// Keeps rules as declared, for the place that they name. A place may have several sets, each for kinds of party of its own.
    ///
    /// - at: where they hold; nil: where the record says.
    package func putRules(_ record: DeclaredRecord, at given: (level: RuleLevel, subject: Int64)? = nil, by actor: Int64) throws {
        let old = try namedRules(key: record.key)
        guard old?.body != record.value else { return }
        let place = try given ?? rulePlace(record)
        let mine = try BookingRules(record).kinds.map { Set($0.map(\.kind)) }
        for other in try place.map({ try namedRules(at: $0.level, $0.subject) }) ?? [] where other.key != record.key {
            if let mine, let theirs = other.rules.kinds, mine.isDisjoint(with: theirs.map(\.kind)) { continue }
            throw Refusal(
                .conflict, "rules-place-taken", "这里已有预约规则“\(other.name.zh)”（\(other.key)）。请修改它，或让两者各管不同的对象（kinds）。",
                "Booking rules hold there already: “\(other.name(.en))” (\(other.key)). Change those, or let each be about kinds of its own.", field: "key")
        }
        let (name, summary, id) = (try record.wording("name"), try record.wordingOrNil("summary"), old?.id ?? newID())
        try execute(
            """
            INSERT INTO bookings_rules (id, key, name_zh, name_en, summary_zh, summary_en, level, subject_id, body, changed_at, changed_by)
            VALUES (\(id), \(record.key), \(name.zh), \(name.en), \(summary?.zh), \(summary?.en), \(place?.level.word), \(place?.subject),
                \(record.value.json), \(now), \(actor))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, summary_zh = excluded.summary_zh,
                summary_en = excluded.summary_en, level = excluded.level, subject_id = excluded.subject_id, body = excluded.body,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        try self.record(LedgerEntry(old == nil ? "bookings.rules-added" : "bookings.rules-changed", "booking-rules", id, by: actor, visibility: .public))
    }

    private func rulePlace(_ record: DeclaredRecord) throws -> (level: RuleLevel, subject: Int64)? {
        if let key = try record.textOrNil("campaign") { return (.campaign, try campaignID(declared: key).number) }
        if let key = try record.textOrNil("venue") { return (.venue, try venueID(declared: key).number) }
        guard let key = try record.textOrNil("activity") else { return nil }
        guard let activity = try activity(key: key) else { throw Refusal.notFound(Activity.noun) }
        return (.activity, activity.id.number)
    }

    package func removeRules(key: String, by actor: Int64) throws {
        guard let old = try namedRules(key: key) else { return }
        try execute("DELETE FROM bookings_rules WHERE id = \(old.id)")
        try record(LedgerEntry("bookings.rules-removed", "booking-rules", old.id, by: actor, visibility: .public))
    }
}
