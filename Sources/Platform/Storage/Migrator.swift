package import Kernel

/// Brings a database to the schema of this program: the core's migrations, then each room's in the order given.
///
/// It refuses, and changes nothing, when the database knows migrations that the program does not, when one has changed
/// since it was applied, or when their order has.
package struct Migrator: Sendable {
    /// The table that every database which was brought to a schema holds.
    package static let mark = "storage_migration"

    let steps: [MigrationStep]
    private let database: Database
    private let program: String

    /// - Parameter program: the program's version, written beside each migration.
    package init(
        _ engine: any Engine, rooms: [(room: String, migrations: [Migration])], program: String, clock: Clock = .system
    ) {
        // No migration makes identities, so that any maker will do.
        database = Database(engine: engine, clock: clock, ids: IDMaker(process: 0, clock: clock))
        self.program = program
        steps = ([(room: "storage", migrations: Migration.core)] + rooms).flatMap { room, migrations in
            migrations.enumerated().map { MigrationStep(room: room, place: $0 + 1, migration: $1) }
        }
    }

    /// The names of the migrations that `migrate` would apply, in their order.
    package func plan() async throws -> [String] {
        do {
            let applied = try await database.read { tx in try AppliedMigration.all(tx) }
            return try MigrationCheck(steps: steps, applied: applied).missing().map(\.migration.name)
        } catch StorageError.noTable {
            return steps.map(\.migration.name)
        }
    }

    /// Applies what is missing, each in a transaction of its own, and gives the names. Several programs may start at once.
    @discardableResult
    package func migrate(_ progress: @escaping @Sendable (String) -> Void = { _ in }) async throws -> [String] {
        let missing = try await patiently { tx in
            try tx.lock("storage-migration")
            try AppliedMigration.createTable(tx)
            return try MigrationCheck(steps: steps, applied: AppliedMigration.all(tx)).missing()
        }
        var done: [String] = []
        for step in missing where try await apply(step) {
            progress(step.migration.name)
            done.append(step.migration.name)
        }
        try await database.writeAlone { tx in try LedgerMarks.settle(tx) }
        return done
    }

    /// Programs that start together may keep one another waiting for long: once more, where the file was locked all the while.
    private func patiently<R: Sendable>(_ unit: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        do {
            return try await database.writeAlone(unit)
        } catch StorageError.locked {
            return try await database.writeAlone(unit)
        }
    }

    /// False when another program has applied it meanwhile.
    private func apply(_ step: MigrationStep) async throws -> Bool {
        try await patiently { [program] tx in
            try tx.lock("storage-migration")
            let name = step.migration.name
            guard try tx.number("SELECT COUNT(*) FROM storage_migration WHERE name = \(name)") == 0 else { return false }
            for statement in step.migration.statements { try tx.execute(statement) }
            try tx.execute(
                """
                INSERT INTO storage_migration (name, room, place, checksum, applied_at, program_version)
                VALUES (\(name), \(step.room), \(step.place), \(step.migration.checksum), \(tx.now), \(program))
                """)
            return true
        }
    }
}
