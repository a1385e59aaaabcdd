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
            """)
    ]
}
