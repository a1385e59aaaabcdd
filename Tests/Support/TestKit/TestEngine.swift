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
        let name = TestPlace.newName
        switch self {
        case .sqlite: return TestPlace(engine: self, name: name, address: TestFolder.path(name + "/kepu.db"))
        case .postgres: return TestPlace(engine: self, name: name, address: try TestPlace.with("schema=\(name)&connections=\(connections)", TestPlace.server()))
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
    /// Of its folder, and of its schema or database.
    let name: String
    /// A path, or an address with `postgres://`.
    package let address: String
    /// The folder of files beside it, removed with the run.
    package let files: String

    init(engine: TestEngine, name: String, address: String) {
        (self.engine, self.name, self.address) = (engine, name, address)
        files = TestFolder.path(name + "/files")
    }

    static var newName: String { "t_" + UUID().uuidString.lowercased().replacing("-", with: "") }

    /// A place for a file or a database of its own, of which nothing is there yet.
    static func own(_ engine: TestEngine) throws -> TestPlace {
        let name = newName
        switch engine {
        case .sqlite: return TestPlace(engine: engine, name: name, address: TestFolder.path(name + "/kepu.db"))
        case .postgres:
            let server = try server()
            return TestPlace(engine: engine, name: name, address: with("connections=4", server.replacing(":///postgres", with: ":///\(name)")))
        }
    }

    static func server() throws -> String {
        guard let server = ProcessInfo.processInfo.environment["KEPU_TEST_POSTGRES"], !server.isEmpty else { throw TestServerMissing() }
        return server
    }

    static func with(_ settings: String, _ server: String) -> String { server + (server.contains("?") ? "&" : "?") + settings }

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
