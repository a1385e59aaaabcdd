package import Storage

/// Accounts, the roles they hold over scopes for a time, their sessions, one-time codes and tokens.
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
        Migration(
            "access-0003",
            // Roles are held for a time, and may be lent: what was taken back stays, with its end.
            "ALTER TABLE access_grant RENAME TO access_grant_open",
            """
            CREATE TABLE access_grant (
                id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES access_account (id), role TEXT NOT NULL, scope TEXT NOT NULL,
                from_at BIGINT, until_at BIGINT, lent_from BIGINT REFERENCES access_grant (id), granted_at BIGINT NOT NULL,
                granted_by BIGINT NOT NULL, ended_at BIGINT, ended_by BIGINT,
                CHECK (from_at IS NULL OR until_at IS NULL OR from_at < until_at))
            """,
            """
            INSERT INTO access_grant (id, account_id, role, scope, granted_at, granted_by)
            SELECT ROW_NUMBER() OVER (ORDER BY account_id, role, scope), account_id, role, scope, granted_at, 0 FROM access_grant_open
            """,
            "DROP TABLE access_grant_open",
            "CREATE INDEX access_grant_account ON access_grant (account_id)",
            "CREATE INDEX access_grant_lent ON access_grant (lent_from)",
            // Roles that are in force only after a one-time code.
            "CREATE TABLE access_code_role (role TEXT PRIMARY KEY, required_at BIGINT NOT NULL)"
        ),
        Migration(
            "access-0004",
            // By which names an account signs in: its e-mail address, its telephone number.
            """
            CREATE TABLE access_login (name TEXT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES access_account (id))
            """,
            "INSERT INTO access_login (name, account_id) SELECT login, id FROM access_account",
            "CREATE INDEX access_login_account ON access_login (account_id)",
            "ALTER TABLE access_account ADD COLUMN last_sign_in_at BIGINT",
            // Sessions that one can list and end; those that are open sign in once more.
            "DROP TABLE access_session",
            """
            CREATE TABLE access_session (
                id BIGINT PRIMARY KEY, token_hash \(.blob) NOT NULL UNIQUE, account_id BIGINT NOT NULL REFERENCES access_account (id),
                created_at BIGINT NOT NULL, last_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, browser TEXT NOT NULL, network TEXT NOT NULL,
                strong BIGINT NOT NULL CHECK (strong IN (0, 1)))
            """,
            "CREATE INDEX access_session_account ON access_session (account_id)",
            "CREATE INDEX access_session_age ON access_session (expires_at)",
            // Invitations, new passwords, and the second step of signing in: words that are good once and for a while.
            """
            CREATE TABLE access_link (
                token_hash \(.blob) PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES access_account (id), purpose TEXT NOT NULL,
                created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, tries BIGINT NOT NULL DEFAULT 0)
            """,
            "CREATE INDEX access_link_account ON access_link (account_id, purpose)",
            "CREATE INDEX access_link_age ON access_link (expires_at)"
        ),
        Migration(
            "access-0005",
            // One-time codes: the sealed secret, the last step whose code was taken; and the codes for the day the telephone is lost.
            """
            CREATE TABLE access_code (
                account_id BIGINT PRIMARY KEY REFERENCES access_account (id), sealed \(.blob) NOT NULL, created_at BIGINT NOT NULL,
                confirmed_at BIGINT, last_step BIGINT NOT NULL DEFAULT 0)
            """,
            """
            CREATE TABLE access_recovery (
                account_id BIGINT NOT NULL REFERENCES access_account (id), place BIGINT NOT NULL, code_hash TEXT NOT NULL,
                PRIMARY KEY (account_id, place))
            """,
            // Tokens for programs.
            """
            CREATE TABLE access_api_token (
                id BIGINT PRIMARY KEY, token_hash \(.blob) NOT NULL UNIQUE, account_id BIGINT NOT NULL REFERENCES access_account (id),
                name TEXT NOT NULL, permissions TEXT NOT NULL, strong BIGINT NOT NULL CHECK (strong IN (0, 1)), created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL, last_at BIGINT, revoked_at BIGINT)
            """,
            "CREATE INDEX access_api_token_account ON access_api_token (account_id)"
        ),
        Migration(
            "access-0006",
            // Under which key of the installation a secret lies sealed; NULL: under none.
            "ALTER TABLE access_secret ADD COLUMN key_mark TEXT"
        ),
    ]
}
