import Storage

/// The tables of the room.
enum RoundsSchema {
    static let migrations = [
        Migration("rounds-0001", statements: [
            """
            CREATE TABLE rounds_round (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, authority_id BIGINT NOT NULL, campaign_id BIGINT, state TEXT \(.binary) NOT NULL,
                version BIGINT NOT NULL, newest BIGINT NOT NULL, opens_at BIGINT, closes_at BIGINT, published_at BIGINT, appeals_until BIGINT, results BIGINT NOT NULL)
            """,
            "CREATE INDEX rounds_round_campaign ON rounds_round (campaign_id) WHERE campaign_id IS NOT NULL",
            """
            CREATE TABLE rounds_version (
                round_id BIGINT NOT NULL REFERENCES rounds_round (id), number BIGINT NOT NULL, body TEXT NOT NULL, made_at BIGINT NOT NULL, made_by BIGINT NOT NULL,
                PRIMARY KEY (round_id, number))
            """,
            // The lots of the version in force, for those who read awards.
            """
            CREATE TABLE rounds_lot (
                round_id BIGINT NOT NULL REFERENCES rounds_round (id), key TEXT \(.binary) NOT NULL, resource_id BIGINT, name_zh TEXT NOT NULL, name_en TEXT,
                sets BIGINT NOT NULL, PRIMARY KEY (round_id, key))
            """,
            """
            CREATE TABLE rounds_declaration (
                id BIGINT PRIMARY KEY, round_id BIGINT NOT NULL REFERENCES rounds_round (id), organisation_id BIGINT NOT NULL, state TEXT \(.binary) NOT NULL,
                number BIGINT, version BIGINT NOT NULL, answers TEXT NOT NULL, region TEXT \(.binary), province TEXT \(.binary) NOT NULL, submitted_at BIGINT,
                changed_at BIGINT NOT NULL, remark TEXT NOT NULL, score BIGINT, place BIGINT, province_place BIGINT, findings TEXT NOT NULL,
                UNIQUE (round_id, organisation_id))
            """,
            "CREATE INDEX rounds_declaration_state ON rounds_declaration (round_id, state, submitted_at)",
            "CREATE INDEX rounds_declaration_place ON rounds_declaration (round_id, place) WHERE place IS NOT NULL",
            "CREATE INDEX rounds_declaration_organisation ON rounds_declaration (organisation_id)",
            """
            CREATE TABLE rounds_want (
                declaration_id BIGINT NOT NULL REFERENCES rounds_declaration (id), lot TEXT \(.binary) NOT NULL, round_id BIGINT NOT NULL, position BIGINT NOT NULL,
                asked BIGINT NOT NULL CHECK (asked > 0), given BIGINT NOT NULL CHECK (given >= 0), handed_back BIGINT NOT NULL CHECK (handed_back >= 0), queue BIGINT,
                reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, PRIMARY KEY (declaration_id, lot))
            """,
            "CREATE INDEX rounds_want_round ON rounds_want (round_id, lot)",
            """
            CREATE TABLE rounds_result (
                round_id BIGINT NOT NULL REFERENCES rounds_round (id), number BIGINT NOT NULL, made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, digest TEXT NOT NULL,
                says_zh TEXT NOT NULL, says_en TEXT NOT NULL, PRIMARY KEY (round_id, number))
            """,
            """
            CREATE TABLE rounds_appeal (
                id BIGINT PRIMARY KEY, declaration_id BIGINT NOT NULL REFERENCES rounds_declaration (id), round_id BIGINT NOT NULL, state TEXT \(.binary) NOT NULL,
                text TEXT NOT NULL, filed_at BIGINT NOT NULL, filed_by BIGINT NOT NULL, says TEXT NOT NULL, criterion TEXT \(.binary), value BIGINT, decided_at BIGINT,
                decided_by BIGINT)
            """,
            "CREATE INDEX rounds_appeal_round ON rounds_appeal (round_id, state)",
            "CREATE INDEX rounds_appeal_declaration ON rounds_appeal (declaration_id)",
            """
            CREATE VIEW view_rounds_award AS
            SELECT r.id AS round_id, r.key AS round_key, d.id AS declaration_id, d.organisation_id, w.lot, l.resource_id, l.name_zh, l.name_en,
                w.given AS sets, r.authority_id, r.published_at
            FROM rounds_want w JOIN rounds_declaration d ON d.id = w.declaration_id JOIN rounds_round r ON r.id = d.round_id
                JOIN rounds_lot l ON l.round_id = r.id AND l.key = w.lot
            WHERE r.state = 'settled' AND w.given > 0
            """,
        ]),
        // Which loans bring what a round gave: several where sets came later, or a loan came to nothing.
        Migration("rounds-0002", statements: [
            """
            CREATE TABLE rounds_loan (
                loan_id BIGINT PRIMARY KEY, declaration_id BIGINT NOT NULL REFERENCES rounds_declaration (id), lot TEXT \(.binary) NOT NULL, round_id BIGINT NOT NULL,
                sets BIGINT NOT NULL CHECK (sets > 0), made_at BIGINT NOT NULL)
            """,
            "CREATE INDEX rounds_loan_declaration ON rounds_loan (declaration_id, lot)", "CREATE INDEX rounds_loan_round ON rounds_loan (round_id)",
        ]),
        Migration("rounds-0003", statements: [
            """
            CREATE TABLE rounds_paper (
                id BIGINT PRIMARY KEY, declaration_id BIGINT NOT NULL REFERENCES rounds_declaration (id), file_id BIGINT NOT NULL, name TEXT NOT NULL,
                size BIGINT NOT NULL, pages BIGINT NOT NULL, digest TEXT \(.binary) NOT NULL, added_at BIGINT NOT NULL)
            """,
            "CREATE INDEX rounds_paper_declaration ON rounds_paper (declaration_id)",
        ]),
    ]
}
