import Declaration
import Kernel
import Storage
import TestKit

/// Two small rooms: venues with a column for each field, campaigns that keep their canonical JSON.
enum Toy {
    static let migrations = [
        Migration(
            "toy-0001",
            """
            CREATE TABLE toy_venue (
                key TEXT NOT NULL PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, region TEXT, parent TEXT,
                status TEXT NOT NULL, latitude DOUBLE PRECISION, opened TEXT, is_free BIGINT, opens TEXT, site TEXT, tags TEXT NOT NULL,
                source TEXT NOT NULL)
            """,
            "CREATE TABLE toy_campaign (key TEXT NOT NULL PRIMARY KEY, declared TEXT NOT NULL)",
            "CREATE TABLE toy_visit (venue TEXT NOT NULL)")
    ]

    static let declarations = Declarations(
        sections: [campaigns, venues], checks: DeclarationChecks(isRegion: { ["110000", "610000", "610100"].contains($0) }))

    /// A database with the toy's tables, and what it declared.
    static func database(_ engine: TestEngine) async throws -> Database {
        try await engine.database(rooms: [("declaration", Declarations.migrations), ("toy", migrations)])
    }

    static func read(_ yaml: String, name: String = "toy.yaml") throws(DeclarationProblems) -> DeclarationDocument {
        try declarations.read(Array(yaml.utf8), name: name)
    }

    /// The problems of a file, or none.
    static func problems(_ yaml: String) -> [DeclarationProblem] {
        do {
            _ = try read(yaml)
            return []
        } catch {
            return error.problems
        }
    }

    @discardableResult
    static func apply(
        _ yaml: String, to database: Database, name: String = "toy.yaml", overwrite: Bool = false, planOnly: Bool = false
    ) async throws -> Plan {
        try await declarations.apply([(name, Array(yaml.utf8))], to: database, overwrite: overwrite, planOnly: planOnly)
    }

    /// Everything that a test may have changed, as text.
    static func contents(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            var out = try tx.rows("SELECT * FROM toy_venue ORDER BY key") { "\($0.values)" }
            out += try tx.rows("SELECT key, declared FROM toy_campaign ORDER BY key") { "\($0.values)" }
            out += try tx.rows("SELECT * FROM declaration_file ORDER BY name") { "\($0.values.dropFirst())" }
            out += try tx.rows("SELECT section, key, place, applied, applied_at, removed FROM declaration_record ORDER BY file, section, key") {
                "\($0.values)"
            }
            out += try tx.rows("SELECT section, key, declared, yaml FROM declaration_waiting ORDER BY file, section, key") { "\($0.values)" }
            out += try tx.rows("SELECT fact, declared FROM declaration_fact ORDER BY file, fact") { "\($0.values)" }
            out += try tx.rows("SELECT kind, payload FROM ledger_entry ORDER BY seq") { "\($0.values)" }
            return out
        }
    }
}
