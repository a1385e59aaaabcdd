package import Kernel

/// An engine under one address; `Database` is what the rooms see of it.
package protocol Engine: Sendable {
    var dialect: Dialect { get }
    /// Runs `unit` on a reading connection with one consistent view.
    func read<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R
    /// Runs `unit` and answers only when its commit is on disk. May share the commit with others, and may run `unit` again.
    func write<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R
    /// As `write`, but alone in its transaction: imports, migrations.
    func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R
    func close() async
}

/// The database: `async` outside, synchronous inside a borrowed transaction, durable when it answers.
package struct Database: Sendable {
    package let engine: any Engine
    package let clock: Clock
    package let writes: WriteCount
    /// The installation's key, for every transaction.
    package let installationKey: InstallationKey?
    /// The folder beside the database in which files of any size lie (`FileShelf`); nil where this program was given none.
    package let files: String?
    private let source: IDSource

    private enum IDSource: Sendable {
        case fixed(IDMaker)
        case leased(ProcessLease)
    }

    /// Without a lease: tests, and tools that make no identities.
    package init(engine: any Engine, clock: Clock, ids: IDMaker, installationKey: InstallationKey? = nil, files: String? = nil) {
        (self.engine, self.clock, source, writes, self.installationKey, self.files) = (engine, clock, .fixed(ids), WriteCount(), installationKey, files)
    }

    /// Identities come from the lease, which is renewed by the writes themselves.
    package init(engine: any Engine, clock: Clock, lease: ProcessLease, installationKey: InstallationKey? = nil, files: String? = nil) {
        (self.engine, self.clock, source, writes, self.installationKey, self.files) = (engine, clock, .leased(lease), WriteCount(), installationKey, files)
    }

    private init(_ same: Database, at clock: Clock) {
        (engine, self.clock, source, writes, installationKey, files) = (same.engine, clock, same.source, same.writes, same.installationKey, same.files)
    }

    /// The same database while that moment stands still: for the demonstration, which tells of years that are over before anybody is served.
    /// Identities go on as they are.
    package func at(_ moment: Instant) -> Database { Database(self, at: Clock { moment }) }

    /// Brings the database to the program's schema and leases a process number: what every program does at its start.
    package static func start(
        on engine: any Engine, rooms: [(room: String, migrations: [Migration])], program: String, clock: Clock = .system,
        installationKey: InstallationKey? = nil, files: String? = nil
    ) async throws -> Database {
        try await Migrator(engine, rooms: rooms, program: program, clock: clock).migrate()
        return Database(
            engine: engine, clock: clock, lease: try await ProcessLease.take(on: engine, clock: clock), installationKey: installationKey,
            files: files)
    }

    package var ids: IDMaker {
        switch source {
        case .fixed(let ids): ids
        case .leased(let lease): lease.ids
        }
    }

    package func read<R: Sendable>(_ unit: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await engine.read { [clock, ids, installationKey] connection in
            try unit(Transaction(connection: connection, now: clock.now(), isWriting: false, ids: ids, installationKey: installationKey))
        }
    }

    /// Everything or nothing; whatever `unit` throws undoes it.
    @discardableResult
    package func write<R: Sendable>(_ unit: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await run(unit, with: engine.write)
    }

    /// For long work such as an import: never grouped with others.
    @discardableResult
    package func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await run(unit, with: engine.writeAlone)
    }

    /// Gives the process number back and closes the engine.
    package func close() async {
        if case .leased(let lease) = source { await lease.release() }
        await engine.close()
    }

    private func run<R: Sendable>(
        _ unit: @escaping @Sendable (Transaction) throws -> R,
        with write: (@escaping @Sendable (any Connection) throws -> Outcome<R>) async throws -> Outcome<R>
    ) async throws -> R {
        if case .leased(let lease) = source { try await lease.renewIfDue() }
        let outcome = try await write { [clock, ids, installationKey] connection in
            let tx = Transaction(connection: connection, now: clock.now(), isWriting: true, ids: ids, installationKey: installationKey)
            let result = try unit(tx)
            try tx.checkUsable()
            return Outcome(result: result, actions: tx.afterCommitActions)
        }
        writes.raise()
        for action in outcome.actions { action() }
        return outcome.result
    }

    private struct Outcome<R: Sendable>: Sendable {
        let result: R
        let actions: [@Sendable () -> Void]
    }
}
