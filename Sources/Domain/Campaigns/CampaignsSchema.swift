import Storage

/// The tables of the room, and the views that other rooms read.
///
/// `campaigns_ancestor` is the closure of `parent_id`: every campaign stands in it as its own ancestor at distance 0.
/// What a campaign takes from its parent (accent, zone) is computed over it and never stored twice.
enum CampaignsSchema {
    static let migrations: [Migration] = [
        Migration(
            "campaigns-0001",
            """
            CREATE TABLE campaigns_campaign (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL,
                parent_id BIGINT REFERENCES campaigns_campaign (id), edition BIGINT, year BIGINT NOT NULL,
                begin_day TEXT \(.binary) NOT NULL, end_day TEXT \(.binary) NOT NULL, precision TEXT NOT NULL, own_zone TEXT, region TEXT \(.binary), own_accent TEXT,
                motto_zh TEXT, motto_en TEXT, summary_zh TEXT NOT NULL, summary_en TEXT, repaired TEXT,
                source TEXT NOT NULL, note_zh TEXT, note_en TEXT, CHECK (begin_day <= end_day))
            """,
            "CREATE INDEX campaigns_campaign_parent ON campaigns_campaign (parent_id)",
            """
            CREATE TABLE campaigns_ancestor (
                campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), ancestor_id BIGINT NOT NULL REFERENCES campaigns_campaign (id),
                distance BIGINT NOT NULL, PRIMARY KEY (campaign_id, ancestor_id))
            """,
            "CREATE INDEX campaigns_ancestor_below ON campaigns_ancestor (ancestor_id, campaign_id)",
            """
            CREATE TABLE campaigns_role (
                campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), position BIGINT NOT NULL, organisation_id BIGINT NOT NULL,
                role TEXT NOT NULL, PRIMARY KEY (campaign_id, position), UNIQUE (campaign_id, organisation_id, role))
            """,
            "CREATE INDEX campaigns_role_organisation ON campaigns_role (organisation_id)",
            """
            CREATE TABLE campaigns_block (
                campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL,
                name_zh TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL, note_zh TEXT, note_en TEXT, PRIMARY KEY (campaign_id, key))
            """,
            """
            CREATE TABLE campaigns_theme (
                campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL,
                name_zh TEXT NOT NULL, name_en TEXT, month TEXT \(.binary), host_id BIGINT, begin_day TEXT \(.binary), end_day TEXT \(.binary), source TEXT NOT NULL,
                note_zh TEXT, note_en TEXT, PRIMARY KEY (campaign_id, key))
            """,
            """
            CREATE TABLE campaigns_news (
                id BIGINT PRIMARY KEY, campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), key TEXT \(.binary) NOT NULL, day TEXT \(.binary) NOT NULL,
                title_zh TEXT NOT NULL, title_en TEXT, text_zh TEXT NOT NULL, text_en TEXT, repaired TEXT, source TEXT NOT NULL,
                note_zh TEXT, note_en TEXT, UNIQUE (campaign_id, key))
            """,
            "CREATE INDEX campaigns_news_day ON campaigns_news (day, id)",
            """
            CREATE TABLE campaigns_announced (
                campaign_id BIGINT NOT NULL REFERENCES campaigns_campaign (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL,
                indicator TEXT NOT NULL, label_zh TEXT NOT NULL, label_en TEXT, value BIGINT NOT NULL CHECK (value >= 0),
                unit_zh TEXT NOT NULL, unit_en TEXT, bound TEXT NOT NULL, as_of TEXT \(.binary) NOT NULL, repaired TEXT, source TEXT NOT NULL,
                note_zh TEXT, note_en TEXT, PRIMARY KEY (campaign_id, key))
            """,
            """
            CREATE VIEW view_campaigns_campaign AS
            SELECT c.id, c.key, c.parent_id, c.name_zh, c.name_en,
                COALESCE((SELECT a.own_accent FROM campaigns_ancestor x JOIN campaigns_campaign a ON a.id = x.ancestor_id
                    WHERE x.campaign_id = c.id AND a.own_accent IS NOT NULL ORDER BY x.distance LIMIT 1), 'indigo') AS accent,
                COALESCE((SELECT a.own_zone FROM campaigns_ancestor x JOIN campaigns_campaign a ON a.id = x.ancestor_id
                    WHERE x.campaign_id = c.id AND a.own_zone IS NOT NULL ORDER BY x.distance LIMIT 1), 'Asia/Shanghai') AS zone,
                c.begin_day, c.end_day
            FROM campaigns_campaign c
            """,
            "CREATE VIEW view_campaigns_ancestor AS SELECT campaign_id, ancestor_id FROM campaigns_ancestor",
            """
            CREATE VIEW view_campaigns_theme AS SELECT campaign_id, key, name_zh, name_en, month, host_id FROM campaigns_theme
            """,
            "CREATE VIEW view_campaigns_block AS SELECT campaign_id, key, name_zh, name_en, kind, position FROM campaigns_block"
        ),
        NewsSchema.migration,
    ]
}
