package import Storage

extension Declarations {
    /// The tables that remember what was declared.
    package static let migrations: [Migration] = [
        Migration(
            "declaration-0001",
            """
            CREATE TABLE declaration_file (
                id BIGINT NOT NULL PRIMARY KEY,
                name TEXT \(.binary) NOT NULL UNIQUE,
                sections TEXT NOT NULL,
                source TEXT,
                applied_at BIGINT NOT NULL,
                actor BIGINT NOT NULL)
            """,
            """
            CREATE TABLE declaration_record (
                file BIGINT NOT NULL,
                section TEXT \(.binary) NOT NULL,
                key TEXT \(.binary) NOT NULL,
                place BIGINT NOT NULL,
                applied TEXT NOT NULL,
                applied_at BIGINT NOT NULL,
                removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
                PRIMARY KEY (file, section, key))
            """,
            "CREATE INDEX declaration_record_key ON declaration_record (section, key)",
            """
            CREATE TABLE declaration_waiting (
                file BIGINT NOT NULL,
                section TEXT \(.binary) NOT NULL,
                key TEXT \(.binary) NOT NULL,
                place BIGINT NOT NULL,
                campaign TEXT \(.binary) NOT NULL,
                line BIGINT NOT NULL,
                declared TEXT NOT NULL,
                yaml TEXT NOT NULL,
                applied_at BIGINT NOT NULL,
                PRIMARY KEY (file, section, key))
            """,
            "CREATE INDEX declaration_waiting_campaign ON declaration_waiting (campaign)",
            """
            CREATE TABLE declaration_fact (
                file BIGINT NOT NULL,
                fact TEXT \(.binary) NOT NULL,
                place BIGINT NOT NULL,
                waiting TEXT \(.binary),
                declared TEXT NOT NULL,
                PRIMARY KEY (file, fact))
            """),
        // Where a file lay when it was applied last: another one of its name lies elsewhere.
        Migration("declaration-0002", "ALTER TABLE declaration_file ADD COLUMN folder TEXT"),
    ]
}
