import Kernel
import Storage
import Venues
import Campaigns
import Declaration
import Language

/// A scheme as it is kept: its rules in the version in force, or in the one under which a call opened.
struct SchemeRecord: Sendable {
    let id: ID<SchemeRecord>
    let key: String
    /// From 1; a change makes the next.
    let version: Int
    let authorityID: ID<Organisation>
    let campaignKey: String?
    let region: String?
    let scheme: Scheme
    let provenance: Provenance
    /// As it is declared.
    let body: DeclaredValue

    static let noun = Phrase("认定办法", "scheme")

    init(_ row: Row) throws {
        let text = try row.text("body")
        guard let value = DeclaredValue(json: text) else { throw StorageError.notNull("calls_scheme_version.body") }
        let record = DeclaredRecord(value)
        (id, key, version, body) = (try row.id("scheme_id"), try row.text("key"), try row.int("version"), value)
        (authorityID, region) = (try row.id("authority_id"), try row.textOrNil("region"))
        campaignKey = try record.textOrNil("campaign")
        scheme = try Scheme(record)
        provenance = try record.provenance()
    }
}

extension Transaction {
    /// The scheme in force under this key.
    func scheme(key: String) throws -> SchemeRecord? {
        try row("\(sql: Self.schemes) WHERE s.key = \(key) AND v.version = s.version", SchemeRecord.init)
    }

    /// A version of a scheme: what a call opened under stays.
    func scheme(_ id: ID<SchemeRecord>, version: Int) throws -> SchemeRecord? {
        try row("\(sql: Self.schemes) WHERE s.id = \(id) AND v.version = \(version)", SchemeRecord.init)
    }

    /// All in force, by key.
    func schemes() throws -> [SchemeRecord] {
        try rows("\(sql: Self.schemes) WHERE v.version = s.version ORDER BY s.key", SchemeRecord.init)
    }

    /// Versions of schemes, `v` in the condition.
    func schemes(under condition: SQL) throws -> [SchemeRecord] { try rows("\(sql: Self.schemes) WHERE \(sql: condition)", SchemeRecord.init) }

    private static var schemes: SQL {
        """
        SELECT s.key, s.authority_id, s.region, v.scheme_id, v.version, v.body FROM calls_scheme s
        JOIN calls_scheme_version v ON v.scheme_id = s.id
        """
    }

    /// Keeps a scheme as declared; what differs from the version in force becomes the next.
    func putScheme(_ record: DeclaredRecord, by actor: Int64) throws {
        let old = try scheme(key: record.key)
        if let old, old.body == record.value { return }
        let (id, version) = (old?.id ?? newID(), (old?.version ?? 0) + 1)
        let authority = try organisationID(declared: try record.text("authority"))
        try execute(
            """
            INSERT INTO calls_scheme (id, key, version, authority_id, region)
            VALUES (\(id), \(record.key), \(version), \(authority), \(try record.textOrNil("region")))
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, authority_id = excluded.authority_id, region = excluded.region
            """)
        try execute(
            """
            INSERT INTO calls_scheme_version (scheme_id, version, body, made_at, made_by)
            VALUES (\(id), \(version), \(record.value.json), \(now), \(actor))
            """)
        try moveCalls(of: id, to: version)
        let kind = old == nil ? "calls.scheme-added" : "calls.scheme-changed"
        try self.record(LedgerEntry(kind, "scheme", id, by: actor, payload: "{\"version\":\(version)}", visibility: .public))
    }

    /// Takes a scheme back under which nothing was ever called or granted.
    func removeScheme(key: String, by actor: Int64) throws {
        guard let old = try scheme(key: key) else { return }
        try execute("DELETE FROM calls_scheme_version WHERE scheme_id = \(old.id)")
        try execute("DELETE FROM calls_scheme WHERE id = \(old.id)")
        try record(LedgerEntry("calls.scheme-removed", "scheme", old.id, by: actor, visibility: .public))
    }

    func isSchemeUsed(_ key: String) throws -> Bool {
        guard let id = try scheme(key: key)?.id else { return false }
        if try number("SELECT COUNT(*) FROM calls_call WHERE scheme_id = \(id)") != 0 { return true }
        return try number("SELECT COUNT(*) FROM calls_title WHERE scheme_id = \(id)") != 0
    }
}
