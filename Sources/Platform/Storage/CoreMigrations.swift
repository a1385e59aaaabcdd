extension Migration {
    /// The tables that the platform itself needs; they come before every room's.
    package static let core: [Migration] = [
        Migration(
            "storage-0001",
            """
            CREATE TABLE ledger_entry (
                seq \(.identity), mark BIGINT NOT NULL, at BIGINT NOT NULL, actor BIGINT NOT NULL, kind TEXT \(.binary) NOT NULL,
                noun TEXT \(.binary) NOT NULL, subject BIGINT NOT NULL, scope TEXT \(.binary) NOT NULL, payload TEXT NOT NULL,
                reason TEXT NOT NULL, visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unit', 'office', 'sealed')))
            """,
            "CREATE INDEX ledger_entry_order ON ledger_entry (mark, seq)",
            "CREATE INDEX ledger_entry_subject ON ledger_entry (noun, subject)",
            "CREATE INDEX ledger_entry_kind ON ledger_entry (kind, seq)",
            "CREATE INDEX ledger_entry_scope ON ledger_entry (scope, seq)",
            "CREATE TABLE ledger_cursor (reader TEXT \(.binary) NOT NULL PRIMARY KEY, mark BIGINT NOT NULL, seq BIGINT NOT NULL)",
            """
            CREATE TABLE ledger_checkpoint (
                number BIGINT NOT NULL PRIMARY KEY, from_mark BIGINT NOT NULL, from_seq BIGINT NOT NULL, to_mark BIGINT NOT NULL,
                to_seq BIGINT NOT NULL, entries BIGINT NOT NULL, previous_hash \(.blob) NOT NULL, hash \(.blob) NOT NULL,
                digests \(.blob) NOT NULL, at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE storage_process (
                number BIGINT NOT NULL PRIMARY KEY CHECK (number BETWEEN 0 AND 1023), holder TEXT NOT NULL, leased_until BIGINT NOT NULL,
                high_water BIGINT NOT NULL)
            """,
            """
            CREATE TABLE job (
                id BIGINT NOT NULL PRIMARY KEY, kind TEXT \(.binary) NOT NULL, payload TEXT NOT NULL, dedupe TEXT \(.binary),
                waiting TEXT \(.binary), due BIGINT NOT NULL, claim BIGINT NOT NULL, attempts BIGINT NOT NULL,
                dead BIGINT NOT NULL CHECK (dead IN (0, 1)), last_error TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX job_waiting ON job (kind, waiting)",
            "CREATE INDEX job_due ON job (dead, due, id)"
        ),
        // What anybody may follow is a small part of the ledger.
        Migration("storage-0002", "CREATE INDEX ledger_entry_public ON ledger_entry (mark, seq) WHERE visibility = 'public'"),
    ]
}
