import Storage

/// The tables of the room, and the views that other rooms read.
enum VenuesSchema {
    static let migrations: [Migration] = [
        Migration(
            "venues-0001",
            """
            CREATE TABLE venues_organisation (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL, region TEXT \(.binary), line TEXT,
                parent_id BIGINT REFERENCES venues_organisation (id), source TEXT NOT NULL, note_zh TEXT, note_en TEXT,
                search TEXT NOT NULL, sort_key TEXT \(.binary) NOT NULL)
            """,
            """
            CREATE TABLE venues_venue (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL, region TEXT \(.binary),
                organisation_id BIGINT REFERENCES venues_organisation (id), status TEXT \(.binary) NOT NULL, address_zh TEXT, address_en TEXT,
                latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, opened TEXT, source TEXT NOT NULL, note_zh TEXT, note_en TEXT,
                search TEXT NOT NULL, sort_key TEXT \(.binary) NOT NULL, CHECK ((latitude IS NULL) = (longitude IS NULL)))
            """,
            "CREATE INDEX venues_venue_sorted ON venues_venue (sort_key, id)",
            "CREATE INDEX venues_venue_organisation ON venues_venue (organisation_id)",
            "CREATE INDEX venues_venue_region ON venues_venue (region)",
            """
            CREATE TABLE venues_network (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT,
                hub_id BIGINT NOT NULL REFERENCES venues_venue (id), region TEXT \(.binary), organisation_id BIGINT REFERENCES venues_organisation (id),
                summary_zh TEXT, summary_en TEXT, source TEXT NOT NULL, note_zh TEXT, note_en TEXT)
            """,
            """
            CREATE TABLE venues_network_member (
                network_id BIGINT NOT NULL REFERENCES venues_network (id), position BIGINT NOT NULL,
                venue_id BIGINT NOT NULL REFERENCES venues_venue (id), role_zh TEXT NOT NULL, role_en TEXT, valid_from TEXT, valid_until TEXT,
                PRIMARY KEY (network_id, position))
            """,
            "CREATE INDEX venues_network_member_venue ON venues_network_member (venue_id)",
            """
            CREATE TABLE venues_network_class (
                network_id BIGINT NOT NULL REFERENCES venues_network (id), position BIGINT NOT NULL, key TEXT \(.binary) NOT NULL, kind TEXT NOT NULL,
                name_zh TEXT NOT NULL, name_en TEXT, announced_count BIGINT, as_of TEXT \(.binary), source TEXT NOT NULL, note_zh TEXT, note_en TEXT,
                PRIMARY KEY (network_id, position), UNIQUE (network_id, key))
            """,
            """
            CREATE TABLE venues_agreement (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, signed TEXT \(.binary) NOT NULL,
                term_zh TEXT, term_en TEXT, text_zh TEXT NOT NULL, text_en TEXT, source TEXT NOT NULL, note_zh TEXT, note_en TEXT)
            """,
            """
            CREATE TABLE venues_agreement_party (
                agreement_id BIGINT NOT NULL REFERENCES venues_agreement (id), position BIGINT NOT NULL,
                organisation_id BIGINT NOT NULL REFERENCES venues_organisation (id),
                PRIMARY KEY (agreement_id, position), UNIQUE (agreement_id, organisation_id))
            """,
            "CREATE INDEX venues_agreement_party_organisation ON venues_agreement_party (organisation_id)",
            """
            CREATE TABLE venues_agreement_commitment (
                agreement_id BIGINT NOT NULL REFERENCES venues_agreement (id), position BIGINT NOT NULL, key TEXT \(.binary) NOT NULL,
                text_zh TEXT NOT NULL, text_en TEXT, PRIMARY KEY (agreement_id, position), UNIQUE (agreement_id, key))
            """,
            """
            CREATE VIEW view_venues_organisation AS
            SELECT id, key, name_zh, name_en, kind, region, line FROM venues_organisation
            """,
            """
            CREATE VIEW view_venues_venue AS
            SELECT id, key, name_zh, name_en, kind, region, organisation_id, status, latitude, longitude FROM venues_venue
            """
        ),
        Migration(
            "venues-0002", "ALTER TABLE venues_venue ADD COLUMN hours TEXT", "ALTER TABLE venues_venue ADD COLUMN directions_zh TEXT",
            "ALTER TABLE venues_venue ADD COLUMN directions_en TEXT"),
        organisations, WantedUnit.migration, VenueSite.migration, agreementLinks, agreementWords,
    ]

    /// When the parties of an agreement look at what has come of it, and what they share: keys of resources and of teams of experts.
    private static let agreementLinks = Migration(
        "venues-0006",
        """
        CREATE TABLE venues_agreement_review (
            agreement_id BIGINT NOT NULL REFERENCES venues_agreement (id), day TEXT \(.binary) NOT NULL, PRIMARY KEY (agreement_id, day))
        """,
        """
        CREATE TABLE venues_agreement_link (
            agreement_id BIGINT NOT NULL REFERENCES venues_agreement (id), kind TEXT \(.binary) NOT NULL CHECK (kind IN ('resource', 'experts')), position BIGINT NOT NULL,
            key TEXT \(.binary) NOT NULL, PRIMARY KEY (agreement_id, kind, position))
        """
    )

    /// What the parties say to an agreement. What is there already was declared, or stood in public before anybody was asked: it stands.
    private static let agreementWords = Migration(
        "venues-0007",
        "ALTER TABLE venues_agreement ADD COLUMN state TEXT \(.binary) NOT NULL DEFAULT 'agreed' CHECK (state IN ('waiting', 'agreed', 'declined'))",
        "ALTER TABLE venues_agreement ADD COLUMN version BIGINT NOT NULL DEFAULT 1", "ALTER TABLE venues_agreement ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE venues_agreement_party ADD COLUMN said TEXT \(.binary) CHECK (said IN ('agreed', 'declined'))",
        "ALTER TABLE venues_agreement_party ADD COLUMN said_at BIGINT", "ALTER TABLE venues_agreement_party ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
        """
        CREATE VIEW view_venues_agreement_party AS
        SELECT p.agreement_id, p.organisation_id, p.said, a.state, a.changed_at, a.name_zh, a.name_en
        FROM venues_agreement_party p JOIN venues_agreement a ON a.id = p.agreement_id
        """
    )

    /// What units say of themselves, and which of them turned out to be one.
    private static let organisations = Migration(
        "venues-0003",
        """
        CREATE TABLE venues_organisation_profile (
            organisation_id BIGINT PRIMARY KEY REFERENCES venues_organisation (id), address_zh TEXT, address_en TEXT, contact TEXT, about_zh TEXT,
            about_en TEXT)
        """,
        """
        CREATE TABLE venues_organisation_merger (
            old_id BIGINT PRIMARY KEY REFERENCES venues_organisation (id), kept_id BIGINT NOT NULL REFERENCES venues_organisation (id),
            merged_at BIGINT NOT NULL, merged_by BIGINT NOT NULL, CHECK (old_id <> kept_id))
        """,
        "CREATE INDEX venues_organisation_merger_kept ON venues_organisation_merger (kept_id)"
    )
}
