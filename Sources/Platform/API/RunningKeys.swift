import Synchronization

/// The requests with an `Idempotency-Key` that this process is working on. What another process works on is seen in the database: there one waits
/// for the other and gives its answer.
final class RunningKeys: Sendable {
    private struct Name: Hashable {
        let account: Int64
        let word: String
    }

    private let names = Mutex<Set<Name>>([])

    /// Runs `work` unless the same key is at work already.
    func alone<R: Sendable>(_ key: IdempotencyKey, _ work: () async throws -> R) async throws -> R {
        let name = Name(account: key.account, word: key.word)
        guard names.withLock({ $0.insert(name).inserted }) else { throw IdempotencyKey.stillRunning }
        defer { names.withLock { _ = $0.remove(name) } }
        return try await work()
    }
}
