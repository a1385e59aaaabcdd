package import Storage

extension Dialect {
    /// The words of SQLite.
    package static let sqlite = Dialect(name: "sqlite", numberedParameters: false, index: SQLiteText.sql) { word in
        switch word {
        case .identity: "INTEGER PRIMARY KEY AUTOINCREMENT"
        case .key: "INTEGER PRIMARY KEY"
        case .byKey: "WITHOUT ROWID"
        case .blob: "BLOB"
        case .greatest: "MAX"
        case .least: "MIN"
        case .forUpdate, .forUpdateSkipLocked: ""
        // One writer: entries are numbered in the order of their commits, so every entry that can be seen is final.
        case .transactionMark: "0"
        case .oldestMark: "9223372036854775807"
        case .binary: "COLLATE BINARY"
        }
    }
}
