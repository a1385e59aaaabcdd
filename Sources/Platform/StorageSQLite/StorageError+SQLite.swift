import GRDBSQLite
import Storage

extension StorageError {
    /// The error that SQLite has just answered on this connection.
    init(sqlite code: CInt, _ connection: OpaquePointer?) {
        let message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        self.init(sqlite: code, message: message)
    }

    init(sqlite code: CInt, message: String) {
        switch code & 0xff {
        case SQLITE_CONSTRAINT: self = Self.constraint(code, message)
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: self = .readOnly(message)
        case SQLITE_FULL: self = .full(message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_INTERRUPT: self = .interrupted
        case SQLITE_ERROR where message.hasPrefix("no such table: "): self = .noTable(String(message.dropFirst(15)))
        default: self = .other(code: "sqlite \(code)", message: message)
        }
    }

    private static func constraint(_ code: CInt, _ message: String) -> StorageError {
        let detail = message.firstRange(of: "failed: ").map { String(message[$0.upperBound...]) } ?? message
        // The extended codes are macros that the importer does not see: SQLITE_CONSTRAINT | (n << 8).
        switch code >> 8 {
        case 1: return .check(detail)
        case 3: return .foreignKey(message)
        case 5: return .notNull(detail)
        case 6, 8, 10: return .unique(uniqueConstraint(detail))  // primary key, unique, rowid
        default: return .other(code: "sqlite \(code)", message: message)
        }
    }

    /// From `account.email, account.region` or `index 'account_email'`.
    private static func uniqueConstraint(_ detail: String) -> Constraint {
        if detail.hasPrefix("index '") { return Constraint(table: "", columns: [], index: String(detail.dropFirst(7).dropLast())) }
        let parts = detail.split(separator: ",").map { $0.split(separator: ".").map { $0.trimmingPrefix(" ") } }
        return Constraint(table: parts.first.map { String($0[0]) } ?? "", columns: parts.compactMap { $0.count > 1 ? String($0[1]) : nil }, index: nil)
    }
}
