import Jobs
import Kernel
import Logging
import Storage
import Synchronization
import TestKit
import Testing

/// The workers of the jobs while the database is away: one line when it goes, one when it is back.
@Suite struct OutageTests {
    @Test(arguments: TestEngine.allCases) func isSaidOnceAndItsEndOnce(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        let flaky = FlakyEngine(inner: database.engine)
        let lines = Lines()
        let count = Count()
        let runner = JobRunner(
            Database(engine: flaky, clock: .system, ids: IDMaker(process: 999, clock: .system)), kinds: [JobKind(name: "test") { _ in count.add() }],
            logger: Logger(label: "test") { _ in lines }, workers: 3, poll: .milliseconds(5))
        let running = Task { try await runner.run() }
        for round in 1...2 {
            flaky.isGone.store(true, ordering: .relaxed)
            while lines.all.count < 2 * round - 1 { try await Task.sleep(for: .milliseconds(5)) }
            // Waiting itself is tested: each worker has looked again several times by then.
            try await Task.sleep(for: .milliseconds(200))
            #expect(lines.all.count == 2 * round - 1)
            flaky.isGone.store(false, ordering: .relaxed)
            try await database.write { tx in try tx.enqueue("test", key: "once \(round)") }
            while count.total < round || lines.all.count < 2 * round { try await Task.sleep(for: .milliseconds(5)) }
        }
        running.cancel()
        _ = await running.result
        #expect(lines.all.map { $0.prefix(15) } == ["jobs wait: the ", "jobs go on: the", "jobs wait: the ", "jobs go on: the"], "\(lines.all)")
        await database.close()
    }
}

/// An engine whose database goes away and comes back.
private final class FlakyEngine: Engine {
    let inner: any Engine
    let isGone = Atomic(false)
    init(inner: any Engine) { self.inner = inner }

    var dialect: Dialect { inner.dialect }
    private func check() throws {
        if isGone.load(ordering: .relaxed) { throw StorageError.connectionLost("away") }
    }
    func read<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try check()
        return try await inner.read(unit)
    }
    func write<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try check()
        return try await inner.write(unit)
    }
    func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try check()
        return try await inner.writeAlone(unit)
    }
    func close() async { await inner.close() }
}

/// A log that is kept.
private final class Lines: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    var all: [String] { kept.withLock { $0 } }
    var logLevel: Logger.Level {
        get { .notice }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
    func log(event: LogEvent) { kept.withLock { $0.append("\(event.message)") } }
}
