import Campaigns
import Language
import Declaration
import Kernel
import Storage
import Venues

extension Transaction {
    func call(_ id: ID<Call>) throws -> Call? { try row("SELECT * FROM calls_call WHERE id = \(id)", Call.init) }

    func call(key: String) throws -> Call? { try row("SELECT * FROM calls_call WHERE key = \(key)", Call.init) }

    func requireCall(_ key: String) throws -> Call {
        guard let call = try call(key: key) else { throw Refusal.notFound(Call.noun) }
        return call
    }

    /// All calls, what closes last first.
    func calls() throws -> [Call] {
        try rows("SELECT * FROM calls_call ORDER BY closes_at DESC NULLS LAST, key", Call.init)
    }

    /// The rules under which the call runs.
    func scheme(of call: Call) throws -> SchemeRecord {
        guard let id = call.schemeID, let version = call.schemeVersion, let scheme = try scheme(id, version: version) else {
            throw Refusal(
                .conflict, "call-without-scheme", "“\(call.name.zh)”没有依据的认定办法，不能在此申报。请先在活动项目文件中写明 scheme。",
                "“\(call.name.phrase.en)” names no scheme, so nobody can apply here. Name its scheme in the campaign file first.")
        }
        return scheme
    }

    /// Keeps a call as declared. Until it opens it runs under the scheme in force; from then on, or from the first application, it keeps its version.
    func putCall(_ record: DeclaredRecord, by actor: Int64) throws {
        let old = try call(key: record.key)
        if let old, old.record == record { return }
        let scheme = try record.textOrNil("scheme").flatMap { try self.scheme(key: $0) }
        let isUsed = try old.map { try isCallUsed($0.id) } ?? false
        if isUsed, let before = old?.schemeID, before != scheme?.id {
            throw Refusal(
                .conflict, "call-scheme", "“\(record.key)”已有申报，不能改为依据另一办法。请另发一个征集。",
                "There are applications to “\(record.key)”, so it cannot change to another scheme. Make another call.", field: "scheme")
        }
        let isKept = try isUsed || old.map { try hasOpened($0.id) } == true && old?.schemeID == scheme?.id
        let id = old?.id ?? newID(), version = isKept ? old?.schemeVersion : scheme?.version
        let campaign = try record.textOrNil("campaign").map { try campaignID(declared: $0) }
        let (opens, closes) = (CallShape.moment("opens", record, isEnd: false), CallShape.moment("closes", record, isEnd: true))
        var earlier: [ID<Organisation>: Instant] = [:]
        for one in record.records("deadlines") {
            guard let key = try one.textOrNil("organisation"), let at = CallShape.moment("at", one, isEnd: true) else { continue }
            earlier[try organisationID(declared: key)] = at
        }
        if let old, old.schemeID != nil {
            try CallDays.mayMove((old.opensAt, old.closesAt), to: (opens, closes), at: now)
            let before = try deadlines(of: old.id)
            for body in Set(before.keys).union(earlier.keys) {
                try CallDays.mayMoveEarlier((old.opensAt, before[body] ?? old.closesAt), to: earlier[body] ?? closes, at: now)
            }
        }
        try execute(
            """
            INSERT INTO calls_call (id, key, scheme_id, scheme_version, campaign_id, body, state, opens_at, closes_at, batch)
            VALUES (\(id), \(record.key), \(scheme?.id), \(version), \(campaign), \(record.value.json), \(old?.state ?? Call.State.standing), \(opens), \(closes),
                \(try record.integerOrNil("batch")))
            ON CONFLICT (id) DO UPDATE SET scheme_id = excluded.scheme_id, scheme_version = excluded.scheme_version,
                campaign_id = excluded.campaign_id, body = excluded.body, opens_at = excluded.opens_at, closes_at = excluded.closes_at, batch = excluded.batch
            """)
        try execute("DELETE FROM calls_deadline WHERE call_id = \(id)")
        for (organisation, at) in earlier.sorted(by: { $0.key < $1.key }) {
            try execute("INSERT INTO calls_deadline (call_id, organisation_id, at) VALUES (\(id), \(organisation), \(at))")
        }
        try self.record(LedgerEntry(old == nil ? "calls.call-added" : "calls.call-changed", "call", id, by: actor, visibility: .public))
    }

    /// The earlier deadline of that recommender; nil where it has none.
    func deadline(of organisation: ID<Organisation>, in call: ID<Call>) throws -> Instant? {
        try row("SELECT at FROM calls_deadline WHERE call_id = \(call) AND organisation_id = \(organisation)") { try $0.instant("at") }
    }

    /// The earlier deadlines of recommenders in a call, by body.
    func deadlines(of call: ID<Call>) throws -> [ID<Organisation>: Instant] {
        let found = try rows("SELECT organisation_id, at FROM calls_deadline WHERE call_id = \(call)") {
            (try $0.id("organisation_id", Organisation.self), try $0.instant("at"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    private func hasOpened(_ id: ID<Call>) throws -> Bool {
        try number("SELECT COUNT(*) FROM calls_call WHERE id = \(id) AND closes_at IS NOT NULL AND COALESCE(opens_at, 0) <= \(now)") != 0
    }

    /// What has not opened yet, and has no drafts, follows its scheme.
    func moveCalls(of scheme: ID<SchemeRecord>, to version: Int) throws {
        try execute(
            """
            UPDATE calls_call SET scheme_version = \(version) WHERE scheme_id = \(scheme) AND (closes_at IS NULL OR opens_at > \(now))
                AND NOT EXISTS (SELECT 1 FROM calls_application a WHERE a.call_id = calls_call.id)
            """)
    }

    func isCallUsed(_ id: ID<Call>) throws -> Bool {
        try number("SELECT COUNT(*) FROM calls_application WHERE call_id = \(id)") != 0
    }

    func removeCall(key: String, by actor: Int64) throws {
        guard let old = try call(key: key) else { return }
        try execute("DELETE FROM calls_deadline WHERE call_id = \(old.id)")
        try execute("DELETE FROM calls_tally WHERE call_id = \(old.id)")
        try execute("DELETE FROM calls_call WHERE id = \(old.id)")
        try record(LedgerEntry("calls.call-removed", "call", old.id, by: actor, visibility: .public))
    }
}
