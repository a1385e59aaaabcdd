import Storage
import Synchronization

/// The links that are free, and those who wait for one, in turn.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresLink]
        var waiting: [CheckedContinuation<PostgresLink, any Error>] = []
        var isClosed = false
    }

    private let all: [PostgresLink]
    private let state: Mutex<State>

    init(_ links: [PostgresLink]) {
        all = links
        state = Mutex(State(idle: links.reversed()))
    }

    func use<R: Sendable>(_ body: @escaping @Sendable (PostgresLink) throws -> R) async throws -> R {
        try Task.checkCancellation()
        let link = try await take()
        let result = await link.onQueue(body)
        give(link)
        return try result.get()
    }

    private func take() async throws -> PostgresLink {
        try await withCheckedThrowingContinuation { caller in
            let answer: Result<PostgresLink, any Error>? = state.withLock { state in
                if state.isClosed { return .failure(StorageError.connectionLost("the database is closed")) }
                if let link = state.idle.popLast() { return .success(link) }
                state.waiting.append(caller)
                return nil
            }
            if let answer { caller.resume(with: answer) }
        }
    }

    private func give(_ link: PostgresLink) {
        let next = state.withLock { state -> CheckedContinuation<PostgresLink, any Error>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(link)
            return nil
        }
        next?.resume(returning: link)
    }

    /// Nothing new is taken; each link is closed once what runs on it has ended.
    func close() async {
        state.withLock { $0.isClosed = true }
        for link in all { _ = await link.onQueue { $0.close() } }
    }
}
