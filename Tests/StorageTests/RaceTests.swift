import Storage
import Testing
import TestKit

@Suite struct RaceTests {
    @Test(arguments: TestEngine.allCases) func aGuardedCapacityIsNeverOversold(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        try await database.write { tx in
            try tx.execute("CREATE TABLE place (id BIGINT PRIMARY KEY, taken BIGINT NOT NULL, capacity BIGINT NOT NULL)")
            try tx.execute("INSERT INTO place (id, taken, capacity) VALUES (1, 0, 100)")
        }
        let sold = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let wanted = number % 3 + 1
                    return try await database.write { tx in
                        try tx.execute("UPDATE place SET taken = taken + \(wanted) WHERE id = 1 AND taken + \(wanted) <= capacity") * wanted
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sold == 100)
        #expect(try await database.read { try $0.number("SELECT taken FROM place") } == 100)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRuleOverRowsHoldsUnderALock(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in try tx.insert(1) }
        let taken = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<80 {
                group.addTask {
                    try await database.write { tx in
                        try tx.lock("thing/1")
                        guard try tx.number("SELECT COALESCE(SUM(taken), 0) FROM part WHERE thing = 1") ?? 0 < 10 else { return 0 }
                        try tx.execute("INSERT INTO part (thing, taken) VALUES (1, 1)")
                        return 1
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(taken == 10)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func unitsThatExcludeEachOtherAreRunAgain(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await database.write { tx in for id in 0..<4 { try tx.insert(id, size: 0) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<30 {
                group.addTask {
                    // Rows taken in opposite orders: PostgreSQL ends such a knot by failing one of them.
                    let order = number % 2 == 0 ? [0, 1, 2, 3] : [3, 2, 1, 0]
                    try await database.write { tx in
                        for id in order { try tx.execute("UPDATE thing SET size = size + 1 WHERE id = \(id)") }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { try $0.number("SELECT SUM(size) FROM thing") } == 120)
        await database.close()
    }
}
