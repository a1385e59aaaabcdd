import GRDB
import Storage

/// The one writer: takes the waiting units and commits them together.
///
/// A shared transaction gives each unit a savepoint. Nobody is answered, neither with a result nor with an error, before
/// the COMMIT. When an error has undone the whole transaction, or the COMMIT fails, that run counts for nobody: each
/// unit runs once more, alone.
struct SQLiteWriter {
    /// How many units share a commit at most: enough to hide the flush, few enough that the first does not wait for long.
    static let groupLimit = 64

    let database: GRDB.Database
    let shelf: SQLiteStatementShelf

    func drain(_ inbox: SQLiteInbox) {
        while let works = inbox.take(upTo: Self.groupLimit) {
            if works.count == 1 {
                runAlone(works[0])
            } else if !runTogether(works) {
                for work in works { runAlone(work) }
            }
        }
    }

    private func runAlone(_ work: SQLiteWork) {
        do {
            let connection = try shelf.connection(on: database)
            try connection.control("BEGIN IMMEDIATE")
            do {
                let answer = try work.run(connection)
                if let lost = connection.lost { throw lost }
                try connection.control("COMMIT")
                answer()
            } catch {
                if !connection.isIdle { try connection.control("ROLLBACK") }
                throw error
            }
        } catch {
            work.fail(error)
        }
    }

    /// False when the run counts for nobody.
    private func runTogether(_ works: [SQLiteWork]) -> Bool {
        let connection: SQLiteConnection
        do {
            connection = try shelf.connection(on: database)
            try connection.control("BEGIN IMMEDIATE")
        } catch {
            // Nothing has run; waiting once for each would only keep everybody longer.
            for work in works { work.fail(error) }
            return true
        }
        do {
            var answers: [@Sendable () -> Void] = []
            answers.reserveCapacity(works.count)
            for work in works { answers.append(try runInside(connection, work)) }
            try connection.control("COMMIT")
            for answer in answers { answer() }
            return true
        } catch {
            if !connection.isIdle { try? connection.control("ROLLBACK") }
            return false
        }
    }

    /// Throws only when the shared transaction is gone.
    private func runInside(_ connection: SQLiteConnection, _ work: SQLiteWork) throws -> @Sendable () -> Void {
        try connection.control("SAVEPOINT unit")
        do {
            let answer = try work.run(connection)
            if let lost = connection.lost { throw lost }
            try connection.control("RELEASE unit")
            return answer
        } catch {
            if let lost = connection.lost { throw lost }
            try connection.control("ROLLBACK TO unit")
            try connection.control("RELEASE unit")
            return { work.fail(error) }
        }
    }
}
