package import Storage

/// Accounts, the roles they hold over scopes, and their sessions.
package enum AccessSchema {
    package static let migrations: [Migration] = [
        Migration(
            "access-0001",
            """
            CREATE TABLE access_account (
                id BIGINT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT NOT NULL, created_at BIGINT NOT NULL,
                disabled BIGINT NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)))
            """,
            """
            CREATE TABLE access_grant (
                account_id BIGINT NOT NULL REFERENCES access_account (id), role TEXT NOT NULL, scope TEXT NOT NULL, granted_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, role, scope))
            """,
            """
            CREATE TABLE access_session (
                token_hash \(.blob) PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES access_account (id), created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX access_session_account ON access_session (account_id)",
            """
            CREATE TABLE access_attempt (login TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL)
            """,
            "CREATE TABLE access_secret (name TEXT PRIMARY KEY, bytes \(.blob) NOT NULL)"
        )
    ]
}
