import Kernel

/// One migration at its place in its room's list.
struct MigrationStep: Sendable {
    let room: String
    let place: Int
    let migration: Migration
}

/// A row of `storage_migration`.
struct AppliedMigration: Sendable {
    let name: String
    let room: String
    let place: Int
    let checksum: String
    let program: String

    static func createTable(_ tx: Transaction) throws {
        try tx.execute(
            """
            CREATE TABLE IF NOT EXISTS storage_migration (
                name TEXT NOT NULL PRIMARY KEY, room TEXT NOT NULL, place BIGINT NOT NULL, checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL, program_version TEXT NOT NULL)
            """)
    }

    static func all(_ tx: Transaction) throws -> [AppliedMigration] {
        try tx.rows("SELECT name, room, place, checksum, program_version FROM storage_migration ORDER BY room, place") { row in
            AppliedMigration(
                name: try row.text("name"), room: try row.text("room"), place: try row.int("place"), checksum: try row.text("checksum"),
                program: try row.text("program_version"))
        }
    }
}

/// What the database holds against what the program brings.
struct MigrationCheck {
    let steps: [MigrationStep]
    let applied: [AppliedMigration]

    func missing() throws(Refusal) -> [MigrationStep] {
        let known = Dictionary(steps.map { ($0.migration.name, $0) }, uniquingKeysWith: { first, _ in first })
        for row in applied {
            guard let step = known[row.name] else {
                throw refusal(
                    "database-newer", "数据库比程序新：其中有本程序不认识的变更 \(row.name)（由 \(row.program) 版写入）。请使用新版程序。",
                    "The database is newer than the program: it holds \(row.name), applied by version \(row.program). Run the newer program.")
            }
            guard step.room == row.room, step.place == row.place else { throw drift(row.name) }
            guard step.migration.checksum == row.checksum else {
                throw refusal(
                    "migration-changed", "变更 \(row.name) 在应用之后被修改过：数据库与程序不符。",
                    "The migration \(row.name) has changed since it was applied: the database and the program do not fit.")
            }
        }
        let names = Set(applied.map(\.name))
        let last = Dictionary(applied.map { ($0.room, $0.place) }, uniquingKeysWith: max)
        let missing = steps.filter { !names.contains($0.migration.name) }
        for step in missing where step.place <= last[step.room] ?? 0 { throw drift(step.migration.name) }
        return missing
    }

    private func drift(_ name: String) -> Refusal {
        refusal(
            "migration-order", "变更 \(name) 的次序与数据库中的不一致。", "The migration \(name) is not at the place that it has in the database: the order has changed.")
    }

    private func refusal(_ code: String, _ zh: String, _ en: String) -> Refusal { Refusal(.unavailable, code, zh, en) }
}
