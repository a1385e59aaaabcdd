package import Kernel

/// One connection while a transaction runs on it; the engines implement it.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }
    /// Runs a statement and gives the number of rows that it changed.
    func execute(_ sql: SQL) throws -> Int
    /// Runs a query row by row until `body` answers false; `body` may run other statements.
    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws
    /// As `each`, for a SELECT whose answer may not fit in memory.
    func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws
    /// As `stream`, for columns of whole numbers alone.
    func numbers(_ sql: SQL, _ body: (NumberRow) throws -> Bool) throws
    /// Waits until no other transaction holds `subject`, and holds it until the end of this one.
    func lock(_ subject: String) throws
    /// Waits for those who are changing these tables, and lets nobody change them until the end of this transaction.
    func holdStill(_ tables: [StaticString]) throws
}

/// A borrowed transaction: synchronous inside, never kept, never crossed by an `await`.
///
/// A unit of work may be run again after a failure of the group or a serialisation conflict: it must have no effect
/// outside the database, except through `afterCommit`.
///
/// Once a statement has failed, the transaction refuses every further one and cannot be committed, on both engines;
/// a statement whose failure is expected goes into `attempt`.
package final class Transaction {
    package let connection: any Connection
    /// The moment at which the unit started; the only clock that a unit may read.
    package let now: Instant
    package let isWriting: Bool
    /// Under which secrets lie in this installation; nil where its configuration has none.
    package let installationKey: InstallationKey?
    private let ids: IDMaker
    package private(set) var afterCommitActions: [@Sendable () -> Void] = []
    private var failure: StorageError?
    private var depth = 0

    package init(connection: any Connection, now: Instant, isWriting: Bool, ids: IDMaker, installationKey: InstallationKey? = nil) {
        (self.connection, self.now, self.isWriting, self.ids, self.installationKey) = (connection, now, isWriting, ids, installationKey)
    }

    /// The number of rows that the statement changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int { try guarding { try connection.execute(sql) } }

    package func rows<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> [T] {
        var out: [T] = []
        try each(sql) { row in
            out.append(try decode(row))
            return true
        }
        return out
    }

    /// The first row, or nil.
    package func row<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> T? {
        var out: T?
        try each(sql) { row in
            out = try decode(row)
            return false
        }
        return out
    }

    /// The first column of the first row as a number: counts, sums. Nil when there is no row or it is NULL.
    package func number(_ sql: SQL) throws -> Int64? {
        try row(sql) { row in
            switch row.values.first {
            case .integer(let number): number
            case .real(let real): Int64(exactly: real.rounded())
            default: nil
            }
        } ?? nil
    }

    /// Row by row until `body` answers false.
    package func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws { try guarding { try connection.each(sql, body) } }

    /// As `each`, for a SELECT whose answer may be larger than memory: exports, verification.
    package func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws { try guarding { try connection.stream(sql, body) } }

    /// As `stream`, for a SELECT of whole numbers alone over very many rows: nothing is made for a row. NULL reads as 0.
    package func numbers(_ sql: SQL, _ body: (NumberRow) throws -> Bool) throws { try guarding { try connection.numbers(sql, body) } }

    /// A new time-ordered identity.
    package func newID<Noun>(_: Noun.Type = Noun.self) -> ID<Noun> { ids.next() }

    /// For a rule that spans rows: holds `subject` until the transaction ends.
    package func lock(_ subject: String) throws { try guarding { try connection.lock(subject) } }

    /// For a reading that spans statements and must hold nothing that is half done: waits for the transactions that are changing these
    /// tables, then holds them unchanged until this one ends. Rare and short; reading goes on.
    package func holdStill(_ tables: StaticString...) throws { try guarding { try connection.holdStill(tables) } }

    /// Something to do once the change is on disk, never before: wake a job, drop a cached page.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) { afterCommitActions.append(action) }

    /// Runs `body` between a savepoint and its release: when it throws, only what it did is undone, and the transaction
    /// stays usable. For a statement that may be refused, such as an insert that meets a unique index.
    @discardableResult
    package func attempt<R>(_ body: () throws -> R) throws -> R {
        depth += 1
        defer { depth -= 1 }
        let actions = afterCommitActions.count
        try execute(.trusted("SAVEPOINT attempt_\(depth)"))
        do {
            let result = try body()
            try execute(.trusted("RELEASE SAVEPOINT attempt_\(depth)"))
            return result
        } catch {
            afterCommitActions.removeSubrange(actions...)
            // A transaction that the engine has already undone as a whole has no savepoint left: it stays failed.
            if (try? connection.execute(.trusted("ROLLBACK TO SAVEPOINT attempt_\(depth)"))) != nil,
                (try? connection.execute(.trusted("RELEASE SAVEPOINT attempt_\(depth)"))) != nil
            {
                failure = nil
            }
            throw error
        }
    }

    /// Throws the failure that a unit swallowed; such a unit may not be committed.
    package func checkUsable() throws {
        if let failure { throw failure }
    }

    private func guarding<R>(_ statement: () throws -> R) throws -> R {
        try checkUsable()
        do {
            return try statement()
        } catch let error as StorageError {
            if failure == nil { failure = error }
            throw error
        }
    }
}
