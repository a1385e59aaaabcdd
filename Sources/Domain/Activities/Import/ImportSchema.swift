import Storage

/// The tables of imports: what was brought in by which file, and what it was like before.
///
/// Rows that changed nothing are not kept. `before_…` is what an undo puts back: NULL where the import made the thing.
enum ImportSchema {
    static let migration = Migration(
        "activities-0005",
        """
        CREATE TABLE activities_import (
            id BIGINT PRIMARY KEY, file TEXT NOT NULL, mapping TEXT NOT NULL, external_source TEXT NOT NULL, campaign_id BIGINT NOT NULL,
            started_at BIGINT NOT NULL, actor BIGINT NOT NULL, records BIGINT NOT NULL, added BIGINT NOT NULL, changed BIGINT NOT NULL,
            unchanged BIGINT NOT NULL, refused BIGINT NOT NULL, sessions_added BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'partly-undone')))
        """,
        """
        CREATE TABLE activities_import_row (
            activity_id BIGINT NOT NULL, import_id BIGINT NOT NULL, row_number BIGINT NOT NULL, before_number BIGINT,
            after_number BIGINT NOT NULL, before_state TEXT, before_published BIGINT, source_updated_at BIGINT,
            is_undone BIGINT NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)), PRIMARY KEY (activity_id, import_id))
        """,
        "CREATE INDEX activities_import_row_import ON activities_import_row (import_id, row_number)",
        """
        CREATE TABLE activities_import_session (
            activity_id BIGINT NOT NULL, session_id BIGINT NOT NULL, import_id BIGINT NOT NULL, before_key TEXT, before_begin BIGINT,
            before_end BIGINT, before_status TEXT, PRIMARY KEY (activity_id, session_id, import_id))
        """
    )

    /// The activity's status before and after; NULL in rows from before it was kept.
    static let statuses = Migration(
        "activities-0010",
        "ALTER TABLE activities_import_row ADD COLUMN before_status TEXT", "ALTER TABLE activities_import_row ADD COLUMN before_reason TEXT",
        "ALTER TABLE activities_import_row ADD COLUMN after_status TEXT", "ALTER TABLE activities_import_row ADD COLUMN after_reason TEXT"
    )
}
