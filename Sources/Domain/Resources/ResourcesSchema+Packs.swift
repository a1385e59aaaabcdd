import Storage

extension ResourcesSchema {
    /// What a pack is to carry, the archives that were built of it, and the updates between them.
    static let packs: [SQL] = [
        """
        CREATE TABLE resources_content (
            pack_id BIGINT NOT NULL, number BIGINT NOT NULL, item_id BIGINT NOT NULL REFERENCES resources_resource (id), position BIGINT NOT NULL,
            PRIMARY KEY (pack_id, number, item_id), FOREIGN KEY (pack_id, number) REFERENCES resources_version (resource_id, number))
        """,
        "CREATE INDEX resources_content_item ON resources_content (item_id)",
        // `label` is the version that the archive itself states: one that changes nothing goes on as the label of a later version of the entry.
        """
        CREATE TABLE resources_archive (
            pack_id BIGINT NOT NULL, number BIGINT NOT NULL, label BIGINT NOT NULL, recipe TEXT \(.binary) NOT NULL, digest TEXT \(.binary) NOT NULL,
            byte_count BIGINT NOT NULL, file_count BIGINT NOT NULL, for_units BIGINT NOT NULL CHECK (for_units IN (0, 1)), signed_by TEXT NOT NULL,
            published TEXT \(.binary) NOT NULL, built_at BIGINT NOT NULL, listed_at BIGINT, PRIMARY KEY (pack_id, number),
            FOREIGN KEY (pack_id, number) REFERENCES resources_version (resource_id, number))
        """,
        // Which version of each content an archive carries.
        """
        CREATE TABLE resources_archive_content (
            pack_id BIGINT NOT NULL, number BIGINT NOT NULL, item_id BIGINT NOT NULL, item_number BIGINT NOT NULL, position BIGINT NOT NULL,
            byte_count BIGINT NOT NULL, PRIMARY KEY (pack_id, number, item_id),
            FOREIGN KEY (item_id, item_number) REFERENCES resources_version (resource_id, number))
        """,
        "CREATE INDEX resources_archive_content_item ON resources_archive_content (item_id)",
        """
        CREATE TABLE resources_build (
            pack_id BIGINT NOT NULL, number BIGINT NOT NULL, published TEXT \(.binary) NOT NULL, asked_at BIGINT NOT NULL, done BIGINT NOT NULL,
            total BIGINT NOT NULL, problem_zh TEXT, problem_en TEXT, PRIMARY KEY (pack_id, number))
        """,
        """
        CREATE TABLE resources_update (
            pack_id BIGINT NOT NULL, label BIGINT NOT NULL, from_label BIGINT NOT NULL, digest TEXT \(.binary) NOT NULL, byte_count BIGINT NOT NULL,
            PRIMARY KEY (pack_id, label, from_label))
        """,
    ]
}
