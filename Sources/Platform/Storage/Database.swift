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
    package let ids: IDMaker

    package init(engine: any Engine, clock: Clock, ids: IDMaker) { (self.engine, self.clock, self.ids) = (engine, clock, ids) }

    package func read<R: Sendable>(_ unit: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await engine.read { [clock, ids] connection in
            try unit(Transaction(connection: connection, now: clock.now(), isWriting: false, ids: ids))
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

    private func run<R: Sendable>(
        _ unit: @escaping @Sendable (Transaction) throws -> R,
        with write: (@escaping @Sendable (any Connection) throws -> Outcome<R>) async throws -> Outcome<R>
    ) async throws -> R {
        let outcome = try await write { [clock, ids] connection in
            let tx = Transaction(connection: connection, now: clock.now(), isWriting: true, ids: ids)
            return Outcome(result: try unit(tx), actions: tx.afterCommitActions)
        }
        for action in outcome.actions { action() }
        return outcome.result
    }

    private struct Outcome<R: Sendable>: Sendable {
        let result: R
        let actions: [@Sendable () -> Void]
    }
}
