import Storage

enum WebhookSchema {
    static let migration = Migration(
        "outbox-0002",
        // `after_seq`: up to which public entry of the ledger everything was tried. `held_by`, `held_until`: who is at it just now.
        """
        CREATE TABLE outbox_webhook (
            id BIGINT PRIMARY KEY, address TEXT NOT NULL, owner_id BIGINT NOT NULL, made_at BIGINT NOT NULL, state TEXT \(.binary) NOT NULL,
            sealed_secret \(.blob) NOT NULL, sealed_before \(.blob), before_until BIGINT, after_seq BIGINT NOT NULL, due_at BIGINT NOT NULL,
            held_by BIGINT NOT NULL, held_until BIGINT NOT NULL, failures BIGINT NOT NULL, failing_since BIGINT, taken BIGINT NOT NULL,
            last_at BIGINT, answer TEXT NOT NULL, CHECK ((sealed_before IS NULL) = (before_until IS NULL)))
        """,
        "CREATE INDEX outbox_webhook_due ON outbox_webhook (state, due_at)",
        // What was not taken at first, what somebody wants again, and (entry 0) a test.
        """
        CREATE TABLE outbox_webhook_event (
            webhook_id BIGINT NOT NULL, seq BIGINT NOT NULL, state TEXT \(.binary) NOT NULL, tries BIGINT NOT NULL, asked_at BIGINT NOT NULL,
            last_at BIGINT, answer TEXT NOT NULL, PRIMARY KEY (webhook_id, seq))
        """)

    /// Which events a receiver wants: words with blanks between them; none, all.
    static let filter = Migration(
        "outbox-0003", "ALTER TABLE outbox_webhook ADD COLUMN wanted_records TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE outbox_webhook ADD COLUMN wanted_changes TEXT NOT NULL DEFAULT ''")
}
