/// What a database can answer instead of a result: the same cases from both engines.
package enum StorageError: Error, Sendable, Equatable {
    /// The row exists already: a primary key or a unique index.
    case unique(Constraint)
    /// A CHECK of this name (or, where it has none, of this text) does not hold.
    case check(String)
    /// NULL where a value is needed: `table.column`.
    case notNull(String)
    /// A row that this one refers to is missing, or one that refers to it remains.
    case foreignKey(String)
    /// The database cannot be written: a read-only file, folder or server.
    case readOnly(String)
    /// No room left where the database lies.
    case full(String)
    /// Somebody else holds what is needed, longer than we wait.
    case locked(String)
    /// Transactions that excluded each other, after all retries.
    case busy(String)
    /// The database's own pages are damaged, or it is no database.
    case corrupt(String)
    /// The server cannot be reached; nothing was changed.
    case connectionLost(String)
    /// The server was lost while it committed: nobody knows whether the change was made.
    case outcomeUnknown(String)
    /// There is no such table.
    case noTable(String)
    /// The statement was stopped because nobody waits for it any more.
    case interrupted
    /// Anything else, with the engine's own code.
    case other(code: String, message: String)

    /// The unique index that refused a row. SQLite names the columns, PostgreSQL names the index and the columns.
    package struct Constraint: Sendable, Equatable {
        package let table: String
        package let columns: [String]
        package let index: String?

        package init(table: String, columns: [String], index: String?) { (self.table, self.columns, self.index) = (table, columns, index) }
    }

    /// Whether this is a unique violation of `table` (and of exactly these columns, when they are given).
    package func isUnique(_ table: String, _ columns: String...) -> Bool {
        guard case .unique(let constraint) = self, constraint.table == table else { return false }
        return columns.isEmpty || constraint.columns == columns
    }

    /// Whether running the same unit again may help.
    package var isTransient: Bool {
        switch self {
        case .busy: true
        default: false
        }
    }
}

extension StorageError: CustomStringConvertible {
    /// One line for a log.
    package var description: String {
        switch self {
        case .unique(let constraint):
            "unique: \(constraint.table)(\(constraint.columns.joined(separator: ", ")))" + (constraint.index.map { " [\($0)]" } ?? "")
        case .check(let name): "check: \(name)"
        case .notNull(let column): "not null: \(column)"
        case .foreignKey(let text): "foreign key: \(text)"
        case .readOnly(let text): "read only: \(text)"
        case .full(let text): "full: \(text)"
        case .locked(let text): "locked: \(text)"
        case .busy(let text): "busy: \(text)"
        case .corrupt(let text): "corrupt: \(text)"
        case .connectionLost(let text): "connection lost: \(text)"
        case .outcomeUnknown(let text): "outcome unknown: \(text)"
        case .noTable(let text): "no such table: \(text)"
        case .interrupted: "interrupted"
        case .other(let code, let message): "\(code): \(message)"
        }
    }
}
