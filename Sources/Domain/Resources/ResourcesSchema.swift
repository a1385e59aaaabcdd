import Storage

/// The tables of the room.
enum ResourcesSchema {
    static let migrations = [
        Migration("resources-0001", statements: catalogue + ResourceIndex.index.creation), Migration("resources-0002", statements: [named]),
        Migration("resources-0004", statements: packs),
    ]

    /// What other rooms know of a resource: its names are the listed version's, or the newest's where none is listed.
    private static let named: SQL = """
        CREATE VIEW view_resources_resource (id, key, kind, owner_id, campaign_id, listed, name_zh, name_en, minutes, is_listed) AS
        SELECT r.id, r.key, r.kind, r.owner_id, r.campaign_id, r.listed, v.name_zh, v.name_en, v.minutes,
            CASE WHEN r.listed IS NULL THEN 0 ELSE 1 END
        FROM resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = COALESCE(r.listed, r.newest)
        """

    private static let catalogue: [SQL] = [
            """
            CREATE TABLE resources_resource (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, kind TEXT \(.binary) NOT NULL, owner_id BIGINT NOT NULL, campaign_id BIGINT,
                listed BIGINT, newest BIGINT NOT NULL, was_listed BIGINT NOT NULL CHECK (was_listed IN (0, 1)),
                is_authoritative BIGINT NOT NULL CHECK (is_authoritative IN (0, 1)), listed_at BIGINT, source TEXT NOT NULL, note_zh TEXT, note_en TEXT)
            """,
            "CREATE INDEX resources_resource_owner ON resources_resource (owner_id)",
            "CREATE INDEX resources_resource_campaign ON resources_resource (campaign_id) WHERE campaign_id IS NOT NULL",
            "CREATE INDEX resources_resource_listed ON resources_resource (listed_at, id) WHERE listed_at IS NOT NULL",
            """
            CREATE TABLE resources_version (
                resource_id BIGINT NOT NULL REFERENCES resources_resource (id), number BIGINT NOT NULL, state TEXT \(.binary) NOT NULL,
                name_zh TEXT NOT NULL, name_en TEXT, summary_zh TEXT NOT NULL, summary_en TEXT, text_zh TEXT NOT NULL, text_en TEXT,
                subjects TEXT NOT NULL, stages TEXT NOT NULL, age_from BIGINT, age_to BIGINT, minutes BIGINT, languages TEXT NOT NULL,
                licence TEXT \(.binary) NOT NULL, may_copy BIGINT NOT NULL CHECK (may_copy IN (0, 1)), credit TEXT NOT NULL, web_address TEXT, remark TEXT NOT NULL,
                is_wrong BIGINT NOT NULL CHECK (is_wrong IN (0, 1)), writer_id BIGINT, changed_at BIGINT NOT NULL, PRIMARY KEY (resource_id, number),
                CHECK (age_from IS NULL OR age_from <= age_to))
            """,
            "CREATE INDEX resources_version_waiting ON resources_version (state, changed_at) WHERE state IN ('draft', 'to-check')",
            // The listed version's words of each vocabulary, one a row, by which lists are narrowed.
            """
            CREATE TABLE resources_word (
                word TEXT \(.binary) NOT NULL, resource_id BIGINT NOT NULL REFERENCES resources_resource (id), PRIMARY KEY (word, resource_id))
            """,
            "CREATE INDEX resources_word_resource ON resources_word (resource_id)",
            """
            CREATE TABLE resources_vetting (
                resource_id BIGINT NOT NULL, number BIGINT NOT NULL, expert_id BIGINT NOT NULL, asked_by BIGINT NOT NULL, asked_at BIGINT NOT NULL,
                verdict TEXT \(.binary), remarks TEXT NOT NULL, signed_at BIGINT, PRIMARY KEY (resource_id, number, expert_id),
                FOREIGN KEY (resource_id, number) REFERENCES resources_version (resource_id, number), CHECK ((verdict IS NULL) = (signed_at IS NULL)))
            """,
            "CREATE INDEX resources_vetting_expert ON resources_vetting (expert_id, signed_at)",
            """
            CREATE TABLE resources_use (
                id BIGINT PRIMARY KEY, resource_id BIGINT NOT NULL REFERENCES resources_resource (id), organisation_id BIGINT NOT NULL, number BIGINT NOT NULL,
                activity_id BIGINT, used_on TEXT \(.binary) NOT NULL, printed BIGINT, note TEXT NOT NULL, account_id BIGINT NOT NULL, made_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE resources_file (
                resource_id BIGINT NOT NULL REFERENCES resources_resource (id), id BIGINT NOT NULL, digest TEXT \(.binary) NOT NULL, name TEXT NOT NULL,
                label TEXT NOT NULL, first_version BIGINT NOT NULL, last_version BIGINT, PRIMARY KEY (resource_id, id))
            """,
            """
            CREATE TABLE resources_download (
                resource_id BIGINT NOT NULL REFERENCES resources_resource (id), number BIGINT NOT NULL, organisation_id BIGINT NOT NULL,
                local_day TEXT \(.binary) NOT NULL, times BIGINT NOT NULL, PRIMARY KEY (resource_id, number, organisation_id, local_day))
            """,
            """
            CREATE TABLE resources_way (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, kind TEXT \(.binary) NOT NULL, campaign_id BIGINT NOT NULL, body TEXT NOT NULL)
            """,
            "CREATE INDEX resources_way_campaign ON resources_way (campaign_id)",
            "CREATE INDEX resources_use_resource ON resources_use (resource_id, organisation_id)",
            "CREATE INDEX resources_use_organisation ON resources_use (organisation_id)",
            "CREATE INDEX resources_use_activity ON resources_use (activity_id) WHERE activity_id IS NOT NULL",
    ]
}
