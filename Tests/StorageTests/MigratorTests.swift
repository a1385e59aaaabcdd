import Kernel
import Storage
import Testing
import TestKit

@Suite struct MigratorTests {
    static let first = Migration("toy-0001", "CREATE TABLE toy (id BIGINT NOT NULL PRIMARY KEY)")
    static let second = Migration("toy-0002", "ALTER TABLE toy ADD COLUMN name TEXT", "INSERT INTO toy (id) VALUES (\(1))")
    static let broken = Migration("toy-0003", "INSERT INTO toy (id) VALUES (\(2))", "INSERT INTO nowhere (id) VALUES (\(1))")

    func migrator(_ engine: any Engine, _ migrations: [Migration], program: String = "1.0") -> Migrator {
        Migrator(engine, rooms: [("toy", migrations)], program: program)
    }

    @Test(arguments: TestEngine.allCases) func onlyWhatIsMissingIsApplied(_ engine: TestEngine) async throws {
        let store = try await engine.place().open()
        #expect(try await migrator(store, [Self.first]).plan() == ["storage-0001", "storage-0002", "toy-0001"])
        #expect(try await migrator(store, [Self.first]).migrate() == ["storage-0001", "storage-0002", "toy-0001"])
        #expect(try await migrator(store, [Self.first, Self.second]).plan() == ["toy-0002"])
        #expect(try await migrator(store, [Self.first, Self.second]).migrate() == ["toy-0002"])
        #expect(try await migrator(store, [Self.first, Self.second]).migrate() == [])
        #expect(try await migrator(store, [Self.first, Self.second]).plan() == [])
        await store.close()
    }

    @Test(arguments: TestEngine.allCases) func aFailingMigrationLeavesNothingBehind(_ engine: TestEngine) async throws {
        let store = try await engine.place().open()
        await #expect(throws: StorageError.self) { try await migrator(store, [Self.first, Self.second, Self.broken]).migrate() }
        let database = Database(engine: store, clock: .system, ids: IDMaker(process: 0, clock: .system))
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM toy") } == 1)
        #expect(try await migrator(store, [Self.first, Self.second, Self.broken]).plan() == ["toy-0003"])
        await store.close()
    }

    @Test(arguments: TestEngine.allCases) func aDatabaseThatDoesNotFitIsRefused(_ engine: TestEngine) async throws {
        let store = try await engine.place().open()
        try await migrator(store, [Self.first, Self.second], program: "2.5").migrate()
        func refusal(_ migrations: [Migration]) async -> Refusal? {
            let planned = await #expect(throws: Refusal.self) { try await migrator(store, migrations).plan() }
            let migrated = await #expect(throws: Refusal.self) { try await migrator(store, migrations).migrate() }
            #expect(planned == migrated)
            return migrated
        }
        let newer = await refusal([Self.first])
        #expect(newer?.code == "database-newer")
        #expect(newer?.phrase.en.contains("toy-0002") == true)
        #expect(newer?.phrase.en.contains("2.5") == true)
        let changed = Migration("toy-0001", "CREATE TABLE toy (id BIGINT NOT NULL PRIMARY KEY, extra BIGINT)")
        #expect(await refusal([changed, Self.second])?.code == "migration-changed")
        #expect(await refusal([Self.second, Self.first])?.code == "migration-order")
        let between = Migration("toy-0001b", "CREATE TABLE other (id BIGINT)")
        #expect(await refusal([Self.first, between, Self.second])?.code == "migration-order")
        await store.close()
    }

    @Test(arguments: TestEngine.allCases) func programsThatStartTogetherShareTheWork(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let done = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try await place.open()
                    let done = try await migrator(store, [Self.first, Self.second]).migrate()
                    await store.close()
                    return done
                }
            }
            return try await group.reduce([], +)
        }
        #expect(done.sorted() == ["storage-0001", "storage-0002", "toy-0001", "toy-0002"])
    }
}
