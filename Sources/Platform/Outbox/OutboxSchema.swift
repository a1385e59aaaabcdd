package import Storage

/// What is told, by which ways it goes out, and who wishes what.
package enum OutboxSchema {
    package static let migrations: [Migration] = [
        Migration(
            "outbox-0001",
            """
            CREATE TABLE outbox_message (
                id BIGINT PRIMARY KEY, account_id BIGINT, address_mark \(.blob), kind TEXT \(.binary) NOT NULL,
                is_listed BIGINT NOT NULL CHECK (is_listed IN (0, 1)), told_at BIGINT NOT NULL, erase_at BIGINT NOT NULL, sealed \(.blob),
                read_at BIGINT, CHECK (account_id IS NULL OR address_mark IS NULL))
            """,
            "CREATE INDEX outbox_message_account ON outbox_message (account_id, id) WHERE is_listed = 1",
            "CREATE INDEX outbox_message_unread ON outbox_message (account_id, id) WHERE is_listed = 1 AND read_at IS NULL",
            "CREATE INDEX outbox_message_address ON outbox_message (address_mark) WHERE address_mark IS NOT NULL",
            "CREATE INDEX outbox_message_age ON outbox_message (erase_at) WHERE sealed IS NOT NULL",
            // `digest_id`: the message in which it went out, together with others.
            """
            CREATE TABLE outbox_delivery (
                message_id BIGINT NOT NULL, channel TEXT \(.binary) NOT NULL, state TEXT \(.binary) NOT NULL, tries BIGINT NOT NULL,
                told_at BIGINT NOT NULL, account_id BIGINT, kind TEXT \(.binary) NOT NULL, last_at BIGINT, answer TEXT NOT NULL, digest_id BIGINT,
                PRIMARY KEY (message_id, channel))
            """,
            "CREATE INDEX outbox_delivery_state ON outbox_delivery (state, message_id)",
            "CREATE INDEX outbox_delivery_digest ON outbox_delivery (account_id, message_id) WHERE state = 'digest'",
            """
            CREATE TABLE outbox_wish (
                account_id BIGINT NOT NULL, kind TEXT \(.binary) NOT NULL, pace TEXT \(.binary) NOT NULL, PRIMARY KEY (account_id, kind))
            """,
            "CREATE TABLE outbox_reader (account_id BIGINT PRIMARY KEY, language TEXT \(.binary) NOT NULL, zone TEXT \(.binary) NOT NULL)",
            // Which ways out a running server has, for the pages and the commands.
            "CREATE TABLE outbox_channel (channel TEXT \(.binary) PRIMARY KEY, through TEXT NOT NULL, since BIGINT NOT NULL)"
        ),
        WebhookSchema.migration, WebhookSchema.filter,
        // To which of their names a person's letters go: its mark, not the name.
        Migration(
            "outbox-0004",
            """
            CREATE TABLE outbox_address (
                account_id BIGINT NOT NULL, channel TEXT \(.binary) NOT NULL, address_mark \(.blob) NOT NULL, PRIMARY KEY (account_id, channel))
            """),
    ]
}
