import GRDBSQLite
import Storage

/// One connection of the pool while a transaction runs on it.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let handle: OpaquePointer
    private let statements: SQLiteStatements
    /// Set once SQLite itself has undone the whole transaction; nothing may run after that.
    private(set) var lost: StorageError?

    init(_ handle: OpaquePointer, _ statements: SQLiteStatements) { (self.handle, self.statements) = (handle, statements) }

    /// Whether no transaction is open.
    var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

    func execute(_ sql: SQL) throws -> Int {
        try using(sql) { statement in
            let before = sqlite3_total_changes64(handle)
            while try step(statement) {}
            return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
        }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try using(sql) { statement in
            guard statement.isReadOnly else { return try eachChanged(statement, body) }
            guard try step(statement) else { return }
            let columns = statement.names()
            let count = columns.names.count
            repeat {
                guard try body(Row(columns: columns, values: statement.values(count))) else { return }
            } while try step(statement)
        }
    }

    /// A change that answers rows runs to its end before the first one is handed out.
    private func eachChanged(_ statement: SQLiteStatement, _ body: (Row) throws -> Bool) throws {
        var rows: [Row] = []
        while try step(statement) {
            let columns = statement.names()
            rows.append(Row(columns: columns, values: statement.values(columns.names.count)))
        }
        sqlite3_reset(statement.handle)
        for row in rows where try !body(row) { return }
    }

    func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws { try each(sql, body) }

    func numbers(_ sql: SQL, _ body: (NumberRow) throws -> Bool) throws {
        try using(sql) { statement in
            let count = statement.columnCount
            try withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { values in
                while try step(statement) {
                    for place in 0..<count { values[place] = statement.number(place) }
                    guard try body(NumberRow(UnsafeBufferPointer(values))) else { return }
                }
            }
        }
    }

    /// One writer: whoever writes holds everything.
    func lock(_ subject: String) {}

    /// One writer: nobody else is changing anything.
    func holdStill(_ tables: [StaticString]) {}

    /// A statement of the engine's own, such as COMMIT.
    func control(_ text: StaticString) throws {
        let statement = try statements.take("\(text)", on: handle)
        defer { sqlite3_reset(statement.handle) }
        while try step(statement, watching: false) {}
    }

    private func using<R>(_ sql: SQL, _ body: (SQLiteStatement) throws -> R) throws -> R {
        if let lost { throw lost }
        let (text, binds) = dialect.print(sql)
        let statement = try statements.take(text, on: handle)
        statement.isBusy = true
        defer {
            sqlite3_reset(statement.handle)
            sqlite3_clear_bindings(statement.handle)
            statement.isBusy = false
        }
        try statement.bind(binds)
        return try body(statement)
    }

    private func step(_ statement: SQLiteStatement, watching: Bool = true) throws -> Bool {
        let wasIdle = isIdle
        let code = sqlite3_step(statement.handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let error = StorageError(sqlite: code, handle)
        if watching, !wasIdle, isIdle { lost = error }
        throw error
    }
}
