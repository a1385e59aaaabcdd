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
        ),
        Migration(
            "access-0002",
            // What a form made that must not make it twice.
            "CREATE TABLE access_made (sent_key \(.blob) PRIMARY KEY, path TEXT NOT NULL, made_at BIGINT NOT NULL)",
            "CREATE INDEX access_made_age ON access_made (made_at)",
            // Failures to sign in, by whom they are counted against: an account, an account from one address, an account in one browser.
            "DROP TABLE access_attempt",
            "CREATE TABLE access_failure (subject TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL)",
            "CREATE INDEX access_failure_age ON access_failure (last_at)",
            // In which browsers an account has signed in.
            """
            CREATE TABLE access_known_browser (
                account_id BIGINT NOT NULL REFERENCES access_account (id), browser_hash \(.blob) NOT NULL, last_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, browser_hash))
            """
        ),
    ]
}
