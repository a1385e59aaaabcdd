import Foundation
package import Kernel
import Regions
package import Storage
import StoragePostgres
import StorageSQLite

/// The engines on which every test of a store runs: `@Test(arguments: TestEngine.allCases)`.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A fresh, empty place for a database: a file of its own, or a schema of its own.
    ///
    /// Throws, so that the test fails, when no PostgreSQL server was given: tests run under `scripts/with-postgres.sh`.
    package func place(connections: Int = 4) throws -> TestPlace {
        let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch self {
        case .sqlite: return TestPlace(engine: self, address: TestFolder.path(name + "/kepu.db"), files: TestFolder.path(name + "/files"))
        case .postgres:
            guard let server = ProcessInfo.processInfo.environment["KEPU_TEST_POSTGRES"], !server.isEmpty else { throw TestServerMissing() }
            let mark = server.contains("?") ? "&" : "?"
            return TestPlace(engine: self, address: "\(server)\(mark)schema=\(name)&connections=\(connections)", files: TestFolder.path(name + "/files"))
        }
    }

    /// A fresh database with the core's tables and those of `rooms`.
    package func database(clock: Clock = .system, rooms: [(room: String, migrations: [Migration])] = []) async throws -> Database {
        try await place().database(clock: clock, rooms: rooms)
    }
}

/// Where one test's database lies; it may be opened more than once, as by two programs.
package struct TestPlace: Sendable {
    package let engine: TestEngine
    /// A path, or an address with `postgres://`.
    package let address: String
    /// The folder of files beside it, removed with the run.
    package let files: String

    package func open() async throws -> any Engine {
        switch engine {
        case .sqlite: try await SQLiteEngine.open(path: address)
        case .postgres: try await PostgresEngine.open(address: address)
        }
    }

    /// With the administrative tree wherever there are venues.
    package func database(clock: Clock = .system, rooms: [(room: String, migrations: [Migration])] = []) async throws -> Database {
        let needsRegions = rooms.contains { $0.room == "venues" } && !rooms.contains { $0.room == "regions" }
        let regions = needsRegions ? [(room: "regions", migrations: RegionsSchema.migrations)] : []
        let database = try await Database.start(on: open(), rooms: regions + rooms, program: "test", clock: clock, files: files)
        if needsRegions { try await database.write { tx in try tx.loadRegions() } }
        return database
    }
}

/// There is no server to test on.
package struct TestServerMissing: Error, CustomStringConvertible {
    package let description = "KEPU_TEST_POSTGRES is not set: run the tests with scripts/with-postgres.sh"
}
