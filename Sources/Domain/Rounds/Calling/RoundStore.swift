import Access
import Campaigns
import Declaration
import Kernel
import Language
import Resources
import Storage
import Venues

extension Transaction {
    func round(key: String) throws -> Round? { try row("\(sql: Self.rounds) WHERE r.key = \(key)", Round.init) }

    func round(_ id: ID<Round>) throws -> Round? { try row("\(sql: Self.rounds) WHERE r.id = \(id)", Round.init) }

    func requireRound(_ key: String) throws -> Round {
        guard let round = try round(key: key) else { throw Refusal.notFound(Round.noun) }
        return round
    }

    /// All, what closes last first; `r` in the condition.
    func rounds(where condition: SQL = "1 = 1") throws -> [Round] {
        try rows("\(sql: Self.rounds) WHERE \(sql: condition) ORDER BY r.closes_at DESC NULLS LAST, r.key", Round.init)
    }

    private static var rounds: SQL { "SELECT r.*, v.body FROM rounds_round r JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version" }

    /// The body of the newest version: what a file declared last, in force or not.
    func newestBody(ofRound key: String) throws -> DeclaredValue? {
        try row("SELECT v.body FROM rounds_round r JOIN rounds_version v ON v.round_id = r.id AND v.number = r.newest WHERE r.key = \(key)") {
            DeclaredValue(json: try $0.text("body"))
        } ?? nil
    }

    /// Keeps a round as declared. Until it opens it follows its newest version; from then on, or from the first declaration, it keeps the one it
    /// has, and only its close may be put off.
    func putRound(_ record: DeclaredRecord, by actor: Int64) throws {
        if try newestBody(ofRound: record.key) == record.value { return }
        let old = try round(key: record.key)
        let opens = try record.localTimeOrNil("opens")?.instant(in: .china), closes = try record.localTimeOrNil("closes")?.instant(in: .china)
        let hasBegun = try old.map { try isRoundUsed($0.key) || $0.phase(at: now) != .announced && $0.phase(at: now) != .scheduled } ?? false
        if let old, hasBegun { try RoundRules.mayMove(old, opens: opens, closes: closes) }
        let (id, number) = (old?.id ?? newID(), try (self.number("SELECT newest FROM rounds_round WHERE key = \(record.key)") ?? 0) + 1)
        let authority = try organisationID(declared: try record.text("authority")), campaign = try record.textOrNil("campaign").map { try campaignID(declared: $0) }
        let version = hasBegun ? Int64(old?.version ?? 1) : number
        try execute(
            """
            INSERT INTO rounds_round (id, key, authority_id, campaign_id, state, version, newest, opens_at, closes_at, results)
            VALUES (\(id), \(record.key), \(authority), \(campaign), \(Round.State.standing), \(version), \(number), \(opens), \(closes), 0)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, newest = excluded.newest, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
                authority_id = excluded.authority_id, campaign_id = excluded.campaign_id
            """)
        try execute("INSERT INTO rounds_version (round_id, number, body, made_at, made_by) VALUES (\(id), \(number), \(record.value.json), \(now), \(actor))")
        if version == number { try keepLots(of: id, try RoundRule(record)) }
        try self.record(
            LedgerEntry(old == nil ? "rounds.added" : "rounds.changed", "round", id, by: actor, payload: "{\"version\":\(number)}", visibility: .public))
    }

    private func keepLots(of id: ID<Round>, _ rule: RoundRule) throws {
        let resources = try resourceNumbers(rule.lots.compactMap(\.resource))
        try execute("DELETE FROM rounds_lot WHERE round_id = \(id)")
        for lot in rule.lots {
            try execute(
                """
                INSERT INTO rounds_lot (round_id, key, resource_id, name_zh, name_en, sets)
                VALUES (\(id), \(lot.key), \(lot.resource.flatMap { resources[$0] }), \(lot.name.zh), \(lot.name.en), \(lot.sets))
                """)
        }
    }

    func removeRound(key: String, by actor: Int64) throws {
        guard let old = try round(key: key) else { return }
        try execute("DELETE FROM rounds_lot WHERE round_id = \(old.id)")
        try execute("DELETE FROM rounds_version WHERE round_id = \(old.id)")
        try execute("DELETE FROM rounds_round WHERE id = \(old.id)")
        try record(LedgerEntry("rounds.removed", "round", old.id, by: actor, visibility: .public))
    }

    func isRoundUsed(_ key: String) throws -> Bool {
        try number("SELECT COUNT(*) FROM rounds_declaration d JOIN rounds_round r ON r.id = d.round_id WHERE r.key = \(key)") != 0
    }

    /// The catalogue's numbers of a round's lots, by the lot's key.
    func lotResources(of round: ID<Round>) throws -> [String: Int64] {
        let found = try rows("SELECT key, resource_id FROM rounds_lot WHERE round_id = \(round) AND resource_id IS NOT NULL") { (try $0.text("key"), try $0.int64("resource_id")) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Where a role over the round may be held: over whoever runs it, and over its campaign.
    func roundScopes(_ round: Round) throws -> [Scope] {
        try organisationScopes(round.authorityID) + (try round.campaignID.map { try campaignScopes($0) } ?? [])
    }

    func require(_ permission: Permission, over round: Round, _ identity: Identity) throws {
        try identity.require(permission, within: try roundScopes(round))
    }
}
