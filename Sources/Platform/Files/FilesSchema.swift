package import Storage

/// Files lie in the database: they commit with the record that shows them, and a copy of the database is a copy of everything.
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
    ]
}
