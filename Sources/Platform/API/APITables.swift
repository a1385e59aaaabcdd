package import Storage

/// What the API keeps: answers by `Idempotency-Key`.
package enum APITables {
    package static let migrations = [
        Migration(
            "api-0001",
            """
            CREATE TABLE api_answer (
                account_id BIGINT NOT NULL, word TEXT NOT NULL, fingerprint \(.blob) NOT NULL, status BIGINT NOT NULL, tag TEXT, path TEXT, json TEXT,
                answered_at BIGINT NOT NULL, PRIMARY KEY (account_id, word))
            """,
            "CREATE INDEX api_answer_age ON api_answer (answered_at)"
        )
    ]
}
