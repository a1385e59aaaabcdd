package import Kernel
import Language
package import Storage

extension Transaction {
    package func agreement(_ id: ID<Agreement>) throws -> Agreement? {
        try row("SELECT * FROM venues_agreement WHERE id = \(id)", Agreement.init).map { try filled($0) }
    }

    /// Those to which units are a party that the condition names (over `p.organisation_id`), the newest first, a page of them.
    package func agreements(where condition: SQL, most: Int, offset: Int = 0) throws -> [Agreement] {
        try rows(
            """
            SELECT * FROM venues_agreement WHERE id IN (SELECT p.agreement_id FROM venues_agreement_party p WHERE \(sql: condition))
            ORDER BY signed DESC, key LIMIT \(most) OFFSET \(offset)
            """, Agreement.init
        ).map { try filled($0) }
    }

    /// How many of these there are.
    package func agreementCount(where condition: SQL) throws -> Int {
        Int(try number("SELECT COUNT(DISTINCT p.agreement_id) FROM venues_agreement_party p WHERE \(sql: condition)") ?? 0)
    }

    /// The days from `first` to `last` on which parties look at what has come of agreements that stand.
    package func agreementReviews(from first: Day, through last: Day) throws -> [(agreement: ID<Agreement>, day: Day)] {
        try rows(
            """
            SELECT v.agreement_id, v.day FROM venues_agreement_review v JOIN venues_agreement a ON a.id = v.agreement_id
            WHERE v.day BETWEEN \(first) AND \(last) AND a.state = \(AgreementState.agreed) ORDER BY v.day, v.agreement_id
            """
        ) { (try $0.id("agreement_id"), try $0.day("day")) }
    }

    package func agreement(key: String) throws -> Agreement? {
        try row("SELECT * FROM venues_agreement WHERE key = \(key)", Agreement.init).map { try filled($0) }
    }

    /// Those that stand to which this organisation is a party, the newest first: what the public reads.
    package func agreements(of organisation: ID<Organisation>) throws -> [Agreement] {
        try rows(
            """
            SELECT * FROM venues_agreement
            WHERE state = \(AgreementState.agreed) AND id IN (SELECT p.agreement_id FROM venues_agreement_party p WHERE p.organisation_id = \(organisation))
            ORDER BY signed DESC, key
            """, Agreement.init
        ).map { try filled($0) }
    }

    /// Keeps an agreement as a file declares it, agreed by all; the same again changes nothing.
    package func save(_ new: Agreement, by actor: Int64) throws {
        let old = try agreement(key: new.key)
        if try old == new && standing(of: new.id).state == .agreed { return }
        try write(new)
        try execute("UPDATE venues_agreement SET state = \(AgreementState.agreed), version = version + 1, changed_at = \(now) WHERE id = \(new.id)")
        let kind = old == nil ? "venues.agreement-added" : "venues.agreement-changed"
        try record(LedgerEntry(kind, "agreement", new.id, by: actor, visibility: .public))
    }

    /// The record with its parts; its parties have said nothing to it yet.
    func write(_ new: Agreement) throws {
        let note = new.provenance.note
        try execute(
            """
            INSERT INTO venues_agreement
                (id, key, name_zh, name_en, signed, term_zh, term_en, text_zh, text_en, source, note_zh, note_en)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.signed), \(new.term?.zh), \(new.term?.en),
                \(new.text.zh), \(new.text.en), \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, signed = excluded.signed,
                term_zh = excluded.term_zh, term_en = excluded.term_en, text_zh = excluded.text_zh, text_en = excluded.text_en,
                source = excluded.source, note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
        try clearParts(of: new.id)
        for (position, party) in new.parties.enumerated() {
            try execute(
                """
                INSERT INTO venues_agreement_party (agreement_id, position, organisation_id) VALUES (\(new.id), \(position), \(party))
                """)
        }
        for (position, one) in new.commitments.enumerated() {
            try execute(
                """
                INSERT INTO venues_agreement_commitment (agreement_id, position, key, text_zh, text_en)
                VALUES (\(new.id), \(position), \(one.key), \(one.text.zh), \(one.text.en))
                """)
        }
        for day in Set(new.reviews).sorted() { try execute("INSERT INTO venues_agreement_review (agreement_id, day) VALUES (\(new.id), \(day))") }
        for (kind, keys) in [("resource", new.resources), ("experts", new.experts)] {
            for (position, key) in keys.enumerated() {
                try execute("INSERT INTO venues_agreement_link (agreement_id, kind, position, key) VALUES (\(new.id), \(kind), \(position), \(key))")
            }
        }
    }

    /// Takes an agreement back; nothing happens where there is none.
    package func removeAgreement(key: String, by actor: Int64) throws {
        guard let agreement = try agreement(key: key) else { return }
        try clearParts(of: agreement.id)
        try execute("DELETE FROM venues_agreement WHERE id = \(agreement.id)")
        try record(LedgerEntry("venues.agreement-removed", "agreement", agreement.id, by: actor, visibility: .public))
    }

    private func clearParts(of agreement: ID<Agreement>) throws {
        try execute("DELETE FROM venues_agreement_party WHERE agreement_id = \(agreement)")
        for table: SQL in ["venues_agreement_commitment", "venues_agreement_review", "venues_agreement_link"] {
            try execute("DELETE FROM \(sql: table) WHERE agreement_id = \(agreement)")
        }
    }

    private func filled(_ agreement: Agreement) throws -> Agreement {
        var agreement = agreement
        agreement.parties = try rows(
            "SELECT organisation_id FROM venues_agreement_party WHERE agreement_id = \(agreement.id) ORDER BY position"
        ) { try $0.id("organisation_id") }
        agreement.commitments = try rows(
            "SELECT key, text_zh, text_en FROM venues_agreement_commitment WHERE agreement_id = \(agreement.id) ORDER BY position"
        ) { Agreement.Commitment(key: try $0.text("key"), text: try $0.wording("text")) }
        agreement.reviews = try rows("SELECT v.day FROM venues_agreement_review v WHERE v.agreement_id = \(agreement.id) ORDER BY v.day") { try $0.day("day") }
        let links = try rows("SELECT k.kind, k.key FROM venues_agreement_link k WHERE k.agreement_id = \(agreement.id) ORDER BY k.kind, k.position") { (try $0.text("kind"), try $0.text("key")) }
        agreement.resources = links.filter { $0.0 == "resource" }.map(\.1)
        agreement.experts = links.filter { $0.0 == "experts" }.map(\.1)
        return agreement
    }
}
