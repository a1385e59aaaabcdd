import GRDB
import GRDBSQLite
import Storage
import Synchronization

/// The statements that one connection keeps prepared.
///
/// `@unchecked Sendable`: it owns C statements of one connection and is touched only on that connection's queue.
final class SQLiteStatements: @unchecked Sendable {
    private static let limit = 300
    private weak var owner: GRDB.Database?
    private var kept: [String: SQLiteStatement] = [:]

    init(of owner: GRDB.Database) { self.owner = owner }

    func belongs(to database: GRDB.Database) -> Bool { owner === database }

    /// A statement that nobody uses just now.
    func take(_ text: String, on connection: OpaquePointer) throws -> SQLiteStatement {
        if let known = kept[text], !known.isBusy { return known }
        let fresh = try SQLiteStatement(text, on: connection)
        if kept.count >= Self.limit { kept.removeAll(keepingCapacity: true) }
        if kept[text] == nil { kept[text] = fresh }
        return fresh
    }
}

/// The statements of all connections of a pool.
final class SQLiteStatementShelf: Sendable {
    private let shelf = Mutex<[ObjectIdentifier: SQLiteStatements]>([:])

    /// The connection for one transaction on `database`.
    func connection(on database: GRDB.Database) throws -> SQLiteConnection {
        guard let handle = database.sqliteConnection else { throw StorageError.connectionLost("the database is closed") }
        return SQLiteConnection(handle, statements(of: database))
    }

    private func statements(of database: GRDB.Database) -> SQLiteStatements {
        shelf.withLock { shelf in
            let key = ObjectIdentifier(database)
            if let known = shelf[key], known.belongs(to: database) { return known }
            let fresh = SQLiteStatements(of: database)
            shelf[key] = fresh
            return fresh
        }
    }

    func clear() { shelf.withLock { $0 = [:] } }
}
