import Storage

extension CallsSchema {
    /// On which ground a notice cancels a title, what was put right after an objection, and when a title is assessed next.
    static let following = Migration(
        "calls-0011",
        "ALTER TABLE calls_notice_item ADD COLUMN ground TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls_notice_item ADD COLUMN ground_zh TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls_notice_item ADD COLUMN ground_en TEXT",
        "ALTER TABLE calls_notice_item ADD COLUMN clause TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls_notice_item ADD COLUMN remedy TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX calls_notice_item_title ON calls_notice_item (title_id)",
        "ALTER TABLE calls_objection ADD COLUMN cured_by BIGINT",
        "ALTER TABLE calls_title ADD COLUMN assess_on TEXT \(.binary)",
        "CREATE INDEX calls_title_assess ON calls_title (state, assess_on)")
}
