import Dispatch
import GRDB
package import Storage

/// The embedded engine: one file, write-ahead log, many readers, one writer that groups commits.
///
/// `write` answers only after the commit is flushed (`synchronous=FULL`).
package final class SQLiteEngine: Engine {
    package let dialect = Dialect.sqlite
    private let pool: DatabasePool
    private let inbox = SQLiteInbox()
    private let shelf = SQLiteStatementShelf()

    init(pool: DatabasePool) { self.pool = pool }

    package func read<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try Task.checkCancellation()
        // In a task of its own, which nobody cancels: GRDB interrupts the connection of a cancelled task, and where that hits the end of the transaction
        // the connection is left inside it and the process ends. A read is short, and runs to its end.
        let reading = Task { [pool, shelf] in try await pool.read { database in try unit(try shelf.connection(on: database)) } }
        do {
            return try await reading.value
        } catch let error as DatabaseError {
            throw StorageError(sqlite: error.extendedResultCode.rawValue, message: error.message ?? "")
        }
    }

    package func write<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await submit(unit, alone: false)
    }

    package func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await submit(unit, alone: true)
    }

    private func submit<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R, alone: Bool) async throws -> R {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { caller in
            let work = SQLiteWork(alone: alone, unit, caller)
            guard let wake = inbox.put(work) else { return work.fail(StorageError.connectionLost("the database is closed")) }
            guard wake else { return }
            pool.asyncWriteWithoutTransaction { [inbox, shelf] database in
                SQLiteWriter(database: database, shelf: shelf).drain(inbox)
            }
        }
    }

    /// Lets the waiting units finish, then closes the file.
    package func close() async {
        inbox.close()
        await withCheckedContinuation { done in
            DispatchQueue.global().async { [pool, shelf] in
                // After everything that was submitted, and while nobody reads: statements must go before their connections.
                try? pool.barrierWriteWithoutTransaction { _ in shelf.clear() }
                try? pool.close()
                done.resume()
            }
        }
    }
}
