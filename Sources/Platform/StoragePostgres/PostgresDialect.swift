package import Storage

extension Dialect {
    /// The words of PostgreSQL.
    package static let postgres = Dialect(name: "postgres", numberedParameters: true, index: PostgresText.sql) { word in
        switch word {
        case .identity: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        case .key: "BIGINT PRIMARY KEY"
        case .byKey: ""
        case .blob: "BYTEA"
        case .greatest: "GREATEST"
        case .least: "LEAST"
        case .forUpdate: "FOR UPDATE"
        case .forUpdateSkipLocked: "FOR UPDATE SKIP LOCKED"
        case .transactionMark: "(pg_current_xact_id()::text::bigint)"
        case .oldestMark: "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
        case .binary: #"COLLATE "C""#
        }
    }
}
