package import Storage

/// Papers and pictures lie in the database: they commit with the record that shows them. Of files of any size the database holds what they
/// are; their bytes lie in a folder beside it (docs/decisions/files-on-disk.md).
package enum FilesSchema {
    package static let migrations: [Migration] = [
        Migration(
            "files-0001",
            """
            CREATE TABLE files_file (
                id BIGINT PRIMARY KEY, media_type TEXT NOT NULL, size BIGINT NOT NULL CHECK (size > 0), bytes \(.blob) NOT NULL,
                kept_at BIGINT NOT NULL)
            """),
        Migration(
            "files-0002",
            """
            CREATE TABLE files_document (
                digest TEXT \(.binary) PRIMARY KEY, file_id BIGINT NOT NULL UNIQUE, kind TEXT \(.binary) NOT NULL, size BIGINT NOT NULL CHECK (size > 0),
                pages BIGINT NOT NULL CHECK (pages > 0), uses BIGINT NOT NULL CHECK (uses >= 0))
            """),
        Migration(
            "files-0004",
            """
            CREATE TABLE files_object (
                digest TEXT \(.binary) PRIMARY KEY, byte_count BIGINT NOT NULL CHECK (byte_count > 0), media_type TEXT \(.binary) NOT NULL,
                kept_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE files_upload (
                id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL, purpose TEXT \(.binary) NOT NULL, name TEXT NOT NULL,
                byte_count BIGINT NOT NULL CHECK (byte_count > 0), received BIGINT NOT NULL CHECK (received >= 0 AND received <= byte_count),
                promised TEXT \(.binary), head TEXT \(.binary), digest TEXT \(.binary), media_type TEXT \(.binary),
                is_closed BIGINT NOT NULL CHECK (is_closed IN (0, 1)), begun_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX files_upload_account ON files_upload (account_id, begun_at)", "CREATE INDEX files_upload_changed ON files_upload (changed_at)"),
    ]
}
