import Kernel
import Storage
import Testing
import TestKit

/// What a failed statement does to its unit: the same on both engines.
@Suite struct FailureTests {
    @Test(arguments: TestEngine.allCases) func violationsHaveNames(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in try tx.insert(1, name: "a") }
        func failure(_ unit: @escaping @Sendable (Transaction) throws -> Void) async -> StorageError? {
            await #expect(throws: StorageError.self) { try await database.write(unit) }
        }
        #expect(await failure { try $0.insert(2, name: "a") }?.isUnique("thing", "region", "name") == true)
        #expect(await failure { try $0.insert(1, name: "b") }?.isUnique("thing", "id") == true)
        #expect(await failure { try $0.insert(1, name: "b") }?.isUnique("part") == false)
        #expect(await failure { try $0.insert(3, size: -1) } == .check("thing_size_positive"))
        let missing = await failure { try $0.execute("INSERT INTO thing (id, region) VALUES (4, '61')") }
        #expect(missing == .notNull("thing.name"))
        let orphan = await failure { try $0.execute("INSERT INTO part (thing, taken) VALUES (99, 1)") }
        guard case .foreignKey = orphan else { throw Deliberate() }
        let unknown = await failure { try $0.execute("DELETE FROM nowhere") }
        guard case .noTable = unknown else { throw Deliberate() }
        #expect(try await database.read { try $0.thingCount } == 1)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func attemptLeavesTheTransactionUsable(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in
            try tx.insert(1)
            for _ in 0..<3 {
                do {
                    try tx.attempt {
                        try tx.insert(2)
                        try tx.attempt { try tx.insert(3) }
                        try tx.insert(1)
                    }
                    Issue.record("the second of the same id was taken")
                } catch let error as StorageError {
                    #expect(error.isUnique("thing"))
                }
            }
            #expect(try tx.thingCount == 1)
            #expect(try tx.attempt { try tx.insert(4); return 7 } == 7)
        }
        #expect(try await database.read { tx in try tx.rows("SELECT id FROM thing ORDER BY id") { try $0.int("id") } } == [1, 4])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aSwallowedFailureCannotBeCommitted(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        let error = await #expect(throws: StorageError.self) {
            try await database.write { tx in
                try tx.insert(1)
                try? tx.insert(1)
            }
        }
        #expect(error?.isUnique("thing") == true)
        await #expect(throws: StorageError.self) {
            try await database.write { tx in
                try tx.insert(1)
                _ = try? tx.execute("DELETE FROM nowhere")
                #expect(throws: StorageError.self) { try tx.insert(2) }
            }
        }
        #expect(try await database.read { try $0.thingCount } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aFailingStatementDisturbsNobodyElse(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        let failures = await withTaskGroup(of: Int.self) { group in
            for id in 0..<200 {
                group.addTask {
                    do {
                        // Every id is tried twice.
                        try await database.write { tx in try tx.insert(id / 2) }
                        return 0
                    } catch let error as StorageError where error.isUnique("thing") {
                        return 1
                    } catch {
                        Issue.record("\(error)")
                        return 0
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 100)
        #expect(try await database.read { try $0.thingCount } == 100)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func readsCannotWrite(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        let error = await #expect(throws: StorageError.self) { try await database.read { tx in try tx.insert(1) } }
        guard case .readOnly = error else { throw Deliberate() }
        #expect(error?.refusal?.code == "database-read-only")
        await database.close()
    }
}
