import Storage

/// The tables of the room, and the views that other rooms read.
///
/// `shown_number`, `first_at` and `last_at` of an activity are kept in step by one verb each (`refreshShown`, `refreshTimes`),
/// in the transaction of the change: the public list is sorted by them.
enum ActivitiesSchema {
    static let migrations = [tables, sessions, search, views]

    private static let tables = Migration(
        "activities-0001",
        """
        CREATE TABLE activities_activity (
            id BIGINT PRIMARY KEY, key TEXT UNIQUE, organiser_id BIGINT NOT NULL, parent_id BIGINT REFERENCES activities_activity (id),
            is_umbrella BIGINT NOT NULL CHECK (is_umbrella IN (0, 1)), status TEXT NOT NULL, status_reason TEXT NOT NULL,
            external_source TEXT, external_id TEXT, source TEXT NOT NULL, repaired TEXT, repeats_id BIGINT, latest BIGINT NOT NULL,
            shown_number BIGINT, first_at BIGINT, last_at BIGINT, created_at BIGINT NOT NULL, created_by BIGINT NOT NULL,
            UNIQUE (external_source, external_id), CHECK ((external_source IS NULL) = (external_id IS NULL)),
            CHECK (parent_id IS NULL OR (is_umbrella = 0 AND parent_id <> id)))
        """,
        "CREATE INDEX activities_activity_parent ON activities_activity (parent_id)",
        "CREATE INDEX activities_activity_organiser ON activities_activity (organiser_id, id)",
        "CREATE INDEX activities_activity_last ON activities_activity (last_at)",
        """
        CREATE TABLE activities_role (
            activity_id BIGINT NOT NULL, position BIGINT NOT NULL, organisation_id BIGINT NOT NULL, role TEXT NOT NULL,
            PRIMARY KEY (activity_id, position), UNIQUE (activity_id, organisation_id, role))
        """,
        """
        CREATE TABLE activities_version (
            activity_id BIGINT NOT NULL, number BIGINT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT, summary_zh TEXT NOT NULL, summary_en TEXT,
            description_zh TEXT NOT NULL, description_en TEXT, kind TEXT NOT NULL, mode TEXT NOT NULL, audience_zh TEXT, audience_en TEXT,
            age_min BIGINT, age_max BIGINT, themes TEXT NOT NULL, venue_id BIGINT, place_zh TEXT, place_en TEXT, address_zh TEXT, address_en TEXT,
            region TEXT, latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, online_url TEXT, fee_zh TEXT, fee_en TEXT,
            is_free BIGINT CHECK (is_free IN (0, 1)), booking_note_zh TEXT, booking_note_en TEXT, access TEXT NOT NULL, image_url TEXT,
            image_credit TEXT, contact TEXT, zone TEXT NOT NULL, capacity BIGINT, period_begin TEXT, period_end TEXT, period_precision TEXT,
            note_zh TEXT, note_en TEXT, made_at BIGINT NOT NULL, made_by BIGINT NOT NULL, PRIMARY KEY (activity_id, number))
        """,
        "CREATE INDEX activities_version_venue ON activities_version (venue_id)",
        """
        CREATE TABLE activities_placement (
            activity_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, block TEXT, theme TEXT, state TEXT NOT NULL, number BIGINT NOT NULL,
            published_number BIGINT, since BIGINT NOT NULL, is_taken_in BIGINT NOT NULL CHECK (is_taken_in IN (0, 1)), reason TEXT NOT NULL,
            PRIMARY KEY (activity_id, campaign_id))
        """,
        "CREATE INDEX activities_placement_queue ON activities_placement (campaign_id, state, since)",
        "CREATE INDEX activities_placement_state ON activities_placement (state, since)",
        """
        CREATE TABLE activities_remark (
            activity_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, number BIGINT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
            at BIGINT NOT NULL, by_id BIGINT NOT NULL, PRIMARY KEY (activity_id, campaign_id, number, field))
        """
    )

    private static let sessions = Migration(
        "activities-0002",
        """
        CREATE TABLE activities_session (
            activity_id BIGINT NOT NULL, id BIGINT NOT NULL, key TEXT, begin_at BIGINT NOT NULL, end_at BIGINT NOT NULL, zone TEXT NOT NULL,
            local_day TEXT NOT NULL, hours_announced BIGINT NOT NULL CHECK (hours_announced IN (0, 1)), capacity BIGINT,
            taken BIGINT NOT NULL DEFAULT 0, status TEXT NOT NULL, note_zh TEXT, note_en TEXT, recurrence_id BIGINT, PRIMARY KEY (activity_id, id),
            CHECK (begin_at < end_at AND end_at - begin_at <= 86400000000),
            CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity)))
        """,
        "CREATE INDEX activities_session_id ON activities_session (id)",
        "CREATE INDEX activities_session_day ON activities_session (local_day)",
        """
        CREATE TABLE activities_recurrence (
            activity_id BIGINT NOT NULL, id BIGINT NOT NULL, days TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL,
            begin_clock TEXT NOT NULL, end_clock TEXT NOT NULL, except_days TEXT NOT NULL, holidays TEXT NOT NULL, make_up_days TEXT NOT NULL,
            hours_announced BIGINT NOT NULL, capacity BIGINT, made_at BIGINT NOT NULL, PRIMARY KEY (activity_id, id))
        """
    )

    /// What was cancelled together with its activity comes back with it; a clerk's change names what it changes; who may change an
    /// activity because its campaign's organiser entered it. Stands after the imports' migration.
    static let changes = Migration(
        "activities-0006",
        "ALTER TABLE activities_session ADD COLUMN cancelled_from TEXT", "ALTER TABLE activities_session ADD COLUMN cancelled_at BIGINT",
        "ALTER TABLE activities_session ADD COLUMN changes BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE activities_placement ADD COLUMN is_entered BIGINT NOT NULL DEFAULT 0 CHECK (is_entered IN (0, 1))"
    )

    private static let search = Migration(
        "activities-0003",
        """
        CREATE TABLE activities_word (
            word TEXT \(.binary) NOT NULL, activity_id BIGINT NOT NULL, weight BIGINT NOT NULL, PRIMARY KEY (word, activity_id))
        """,
        "CREATE INDEX activities_word_activity ON activities_word (activity_id)"
    )

    private static let views = Migration(
        "activities-0004",
        """
        CREATE VIEW view_activities_counted AS
        SELECT p.activity_id, p.campaign_id, a.organiser_id, v.venue_id, v.region, v.kind, v.mode
        FROM activities_placement p
            JOIN activities_activity a ON a.id = p.activity_id
            JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.published_number
        WHERE a.status <> 'cancelled' AND NOT EXISTS (
            SELECT 1 FROM activities_activity c WHERE c.parent_id = a.id AND c.shown_number IS NOT NULL)
        """,
        """
        CREATE VIEW view_activities_session AS
        SELECT s.activity_id, s.id AS session_id, s.begin_at, s.end_at, s.zone, s.local_day, v.venue_id, v.region, s.capacity, s.taken, s.status
        FROM activities_session s
            JOIN activities_activity a ON a.id = s.activity_id
            JOIN activities_version v ON v.activity_id = a.id AND v.number = COALESCE(a.shown_number, a.latest)
        """,
        """
        CREATE VIEW view_activities_title AS
        SELECT a.id AS activity_id, v.title_zh, v.title_en, a.organiser_id
        FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = COALESCE(a.shown_number, a.latest)
        """
    )

    /// Indexes of columns that mostly hold nothing keep only what holds something. SQLite, told that all of an index's rows are alike, reads
    /// the whole table instead: an import of activities without umbrellas did so for each of them.
    static let rare = Migration(
        "activities-0015",
        statements: [
            "DROP INDEX activities_activity_parent", "DROP INDEX activities_activity_gone", "DROP INDEX activities_version_venue",
            "DROP INDEX activities_listed_venue",
            "CREATE INDEX activities_activity_parent ON activities_activity (parent_id) WHERE parent_id IS NOT NULL",
            "CREATE INDEX activities_activity_gone ON activities_activity (gone_at) WHERE gone_at IS NOT NULL",
            "CREATE INDEX activities_version_venue ON activities_version (venue_id) WHERE venue_id IS NOT NULL",
            "CREATE INDEX activities_listed_venue ON activities_listed (venue_id) WHERE venue_id IS NOT NULL",
        ])

    /// Places that kinds of parties have taken of a session; what none of them has taken belongs to individuals.
    static let kinds = Migration(
        "activities-0023",
        """
        CREATE TABLE activities_session_kind (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, kind TEXT NOT NULL, taken BIGINT NOT NULL CHECK (taken >= 0),
            PRIMARY KEY (activity_id, session_id, kind))
        """,
        """
        CREATE VIEW view_activities_session_kind AS SELECT activity_id, session_id, kind, taken FROM activities_session_kind
        """)
}
