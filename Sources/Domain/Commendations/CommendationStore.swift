import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    private static var commendations: SQL {
        "SELECT r.*, v.body FROM commendations_rule r JOIN commendations_version v ON v.rule_id = r.id AND v.number = r.version"
    }

    func commendation(key: String) throws -> Commendation? { try row("\(sql: Self.commendations) WHERE r.key = \(key)", Commendation.init) }

    func requireCommendation(_ key: String) throws -> Commendation {
        guard let found = try commendation(key: key) else { throw Refusal.notFound(Commendation.noun) }
        return found
    }

    /// All, what closes last first; `r` in the condition.
    func commendations(where condition: SQL = "1 = 1") throws -> [Commendation] {
        try rows("\(sql: Self.commendations) WHERE \(sql: condition) ORDER BY r.closes_at DESC NULLS LAST, r.key LIMIT 500", Commendation.init)
    }

    /// The body of the newest version: what a file declared last, in force or not.
    func newestBody(ofCommendation key: String) throws -> DeclaredValue? {
        try row("SELECT v.body FROM commendations_rule r JOIN commendations_version v ON v.rule_id = r.id AND v.number = r.newest WHERE r.key = \(key)") {
            DeclaredValue(json: try $0.text("body"))
        } ?? nil
    }

    /// Keeps a rule as declared. Until its term begins it follows its newest version; from then on it keeps the one it has, and only its deadline may
    /// be put off.
    func putCommendation(_ record: DeclaredRecord, by actor: Int64) throws {
        if try newestBody(ofCommendation: record.key) == record.value { return }
        let old = try commendation(key: record.key), closes = try record.localTimeOrNil("closes")?.instant(in: .china)
        let phase = old?.phase(at: now), hasBegun = phase != nil && phase != .announced && phase != .scheduled
        if let old, hasBegun { try CommendationRules.mayMove(old, closes: closes) }
        let (id, number) = (old?.id ?? newID(), try (self.number("SELECT newest FROM commendations_rule WHERE key = \(record.key)") ?? 0) + 1)
        let authority = try organisationID(declared: try record.text("authority")), campaign = try campaignID(declared: try record.text("campaign"))
        let version = hasBegun ? Int64(old?.version ?? 1) : number
        try execute(
            """
            INSERT INTO commendations_rule (id, key, authority_id, campaign_id, version, newest, closes_at)
            VALUES (\(id), \(record.key), \(authority), \(campaign), \(version), \(number), \(closes))
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, newest = excluded.newest, closes_at = excluded.closes_at
            """)
        if !hasBegun { try execute("UPDATE commendations_rule SET authority_id = \(authority), campaign_id = \(campaign) WHERE id = \(id)") }
        try execute("INSERT INTO commendations_version (rule_id, number, body, made_at, made_by) VALUES (\(id), \(number), \(record.value.json), \(now), \(actor))")
        let kind = old == nil ? "commendations.added" : "commendations.changed"
        try self.record(LedgerEntry(kind, "commendation", id, by: actor, payload: "{\"version\":\(number)}", visibility: .public))
    }

    func removeCommendation(key: String, by actor: Int64) throws {
        guard let old = try commendation(key: key) else { return }
        try execute("DELETE FROM commendations_standing WHERE rule_id = \(old.id)")
        try execute("DELETE FROM commendations_version WHERE rule_id = \(old.id)")
        try execute("DELETE FROM commendations_rule WHERE id = \(old.id)")
        try record(LedgerEntry("commendations.removed", "commendation", old.id, by: actor, visibility: .public))
    }

    /// Whether units have stated something, or its numbers are taken.
    func isCommendationUsed(_ key: String) throws -> Bool {
        guard let found = try commendation(key: key) else { return false }
        return try found.takenAt != nil || number("SELECT COUNT(*) FROM commendations_material m WHERE m.rule_id = \(found.id)") != 0
    }

    /// Where a role over it may be held: over whoever commends, and over the campaign.
    func commendationScopes(_ one: Commendation) throws -> [Scope] { try organisationScopes(one.authorityID) + campaignScopes(one.campaignID) }
}
