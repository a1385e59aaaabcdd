import Storage
import Synchronization

/// One unit of work that waits for the writer, and the caller who waits for its answer.
struct SQLiteWork: Sendable {
    /// Whether it may not share a transaction.
    let alone: Bool
    /// Runs the unit and gives back what answers its caller, to be called once the change is on disk.
    let run: @Sendable (any Connection) throws -> @Sendable () -> Void
    /// Answers the caller with an error.
    let fail: @Sendable (any Error) -> Void

    init<R: Sendable>(alone: Bool, _ unit: @escaping @Sendable (any Connection) throws -> R, _ caller: CheckedContinuation<R, any Error>) {
        self.alone = alone
        run = { connection in
            let result = try unit(connection)
            return { caller.resume(returning: result) }
        }
        fail = { caller.resume(throwing: $0) }
    }
}

/// What waits for the writer, in the order in which it came.
final class SQLiteInbox: Sendable {
    private struct State {
        var waiting: [SQLiteWork] = []
        var writerIsAwake = false
        var isClosed = false
    }

    private let state = Mutex(State())

    /// True when the caller has to wake the writer; nil when the engine is closed.
    func put(_ work: SQLiteWork) -> Bool? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            state.waiting.append(work)
            defer { state.writerIsAwake = true }
            return !state.writerIsAwake
        }
    }

    /// The next units that may share a transaction, or one that may not; nil lets the writer sleep.
    func take(upTo limit: Int) -> [SQLiteWork]? {
        state.withLock { state in
            guard let first = state.waiting.first else {
                state.writerIsAwake = false
                return nil
            }
            let count = first.alone ? 1 : state.waiting.prefix(limit).prefix { !$0.alone }.count
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting.prefix(count))
        }
    }

    func close() { state.withLock { $0.isClosed = true } }
}
