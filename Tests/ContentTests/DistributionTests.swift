import App
import Kernel
import Rooms
import Storage
import StoragePostgres
import TestKit
import Testing

/// What may be spread over several machines, asked of the database itself.
@Suite("Tables that can be spread") struct DistributionTests {
    @Test func theirKeysHoldTheActivity() async throws {
        let database = try await TestEngine.postgres.database(rooms: Kepu.tables(of: .kepu))
        let names = House.kepu.busyTables
        let keyed = try await database.read { tx in try Distribution.keyed(tx, names) }
        #expect(keyed == Set(names))
        let found = try await Distribution.look(database, tables: names)
        #expect(found.version == nil && found.nodes.isEmpty && found.tables.allSatisfy { $0.state == .whole && $0.isKeyed })
        let refusal = await #expect(throws: Refusal.self) { try await Distribution.apply(database, tables: names, shards: 4) { _ in } }
        #expect(refusal?.code == "no-citus")
    }

    @Test func aFileIsNotSpread() async throws {
        let database = try await TestEngine.sqlite.database(rooms: Kepu.tables(of: .kepu))
        let refusal = await #expect(throws: Refusal.self) { try await Distribution.apply(database, tables: House.kepu.busyTables, shards: 4) { _ in } }
        #expect(refusal?.code == "not-postgres")
    }
}
