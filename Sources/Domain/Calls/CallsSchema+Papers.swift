import Storage

extension CallsSchema {
    /// Attachments by version, printed forms and the scans of their sealed pages, photos of inspections.
    static let papers = Migration(
        "calls-0005",
        "ALTER TABLE calls_attachment ADD COLUMN removed_version BIGINT",
        "ALTER TABLE calls_attachment ADD COLUMN pages BIGINT NOT NULL DEFAULT 1",
        """
        CREATE TABLE calls_form (
            code TEXT \(.binary) PRIMARY KEY, application_id BIGINT NOT NULL REFERENCES calls_application (id), version BIGINT NOT NULL,
            digest TEXT NOT NULL, printed_at BIGINT NOT NULL, printed_by BIGINT NOT NULL, UNIQUE (application_id, version))
        """,
        """
        CREATE TABLE calls_scan (
            application_id BIGINT NOT NULL REFERENCES calls_application (id), version BIGINT NOT NULL, file_id BIGINT NOT NULL, name TEXT NOT NULL,
            media_type TEXT NOT NULL, size BIGINT NOT NULL, pages BIGINT NOT NULL, digest TEXT NOT NULL, added_at BIGINT NOT NULL,
            added_by BIGINT NOT NULL, PRIMARY KEY (application_id, version))
        """,
        """
        CREATE TABLE calls_inspection_photo (
            id BIGINT PRIMARY KEY, application_id BIGINT NOT NULL REFERENCES calls_application (id), file_id BIGINT NOT NULL, name TEXT NOT NULL,
            media_type TEXT NOT NULL, size BIGINT NOT NULL, digest TEXT NOT NULL, added_at BIGINT NOT NULL, added_by BIGINT NOT NULL,
            UNIQUE (application_id, digest))
        """)
}
