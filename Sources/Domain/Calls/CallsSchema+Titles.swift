import Storage

extension CallsSchema {
    /// Keys of authorities, which reminders were sent, which title an application would renew.
    static let titles = Migration(
        "calls-0006",
        """
        CREATE TABLE calls_key (
            id BIGINT PRIMARY KEY, authority_id BIGINT NOT NULL, public_key \(.blob) NOT NULL, sealed \(.blob) NOT NULL, made_at BIGINT NOT NULL,
            retired_at BIGINT)
        """,
        "CREATE UNIQUE INDEX calls_key_current ON calls_key (authority_id) WHERE retired_at IS NULL",
        """
        CREATE TABLE calls_reminder (
            kind TEXT \(.binary) NOT NULL, subject BIGINT NOT NULL, day TEXT \(.binary) NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (kind, subject, day))
        """,
        "ALTER TABLE calls_application ADD COLUMN renews_id BIGINT"
    )
}
