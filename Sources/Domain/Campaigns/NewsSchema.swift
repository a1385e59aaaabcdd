import Storage

/// News that is written, checked and superseded, of units too; and its pictures.
enum NewsSchema {
    static let migration = Migration(
        "campaigns-0002", "DROP INDEX campaigns_news_day", "ALTER TABLE campaigns_news RENAME TO campaigns_news_before",
        """
        CREATE TABLE campaigns_news (
            id BIGINT PRIMARY KEY, campaign_id BIGINT REFERENCES campaigns_campaign (id), unit_id BIGINT, key TEXT \(.binary) NOT NULL,
            kind TEXT NOT NULL, state TEXT \(.binary) NOT NULL,
            was_public BIGINT NOT NULL CHECK (was_public IN (0, 1)), day TEXT \(.binary) NOT NULL, title_zh TEXT NOT NULL, title_en TEXT, text_zh TEXT NOT NULL,
            text_en TEXT, writer_id BIGINT, supersedes_id BIGINT, remark TEXT NOT NULL, changed_at BIGINT NOT NULL, repaired TEXT,
            source TEXT NOT NULL, note_zh TEXT, note_en TEXT, UNIQUE (campaign_id, key),
            CHECK (campaign_id IS NOT NULL OR unit_id IS NOT NULL))
        """,
        """
        INSERT INTO campaigns_news
            (id, campaign_id, unit_id, key, kind, state, was_public, day, title_zh, title_en, text_zh, text_en, writer_id, supersedes_id, remark,
            changed_at, repaired, source, note_zh, note_en)
        SELECT id, campaign_id, NULL, key, 'announcement', 'published', 1, day, title_zh, title_en, text_zh, text_en, NULL, NULL, '',
            0, repaired, source, note_zh, note_en
        FROM campaigns_news_before
        """,
        "DROP TABLE campaigns_news_before",
        "CREATE INDEX campaigns_news_listed ON campaigns_news (state, day, id)",
        "CREATE INDEX campaigns_news_unit ON campaigns_news (unit_id) WHERE unit_id IS NOT NULL",
        "CREATE INDEX campaigns_news_superseding ON campaigns_news (supersedes_id) WHERE supersedes_id IS NOT NULL",
        """
        CREATE TABLE campaigns_news_picture (
            news_id BIGINT NOT NULL REFERENCES campaigns_news (id), id BIGINT NOT NULL, file_id BIGINT NOT NULL, width BIGINT NOT NULL,
            height BIGINT NOT NULL, alt_zh TEXT NOT NULL, alt_en TEXT, credit TEXT NOT NULL, PRIMARY KEY (news_id, id))
        """,
        "CREATE INDEX campaigns_news_picture_file ON campaigns_news_picture (file_id)"
    )
}
