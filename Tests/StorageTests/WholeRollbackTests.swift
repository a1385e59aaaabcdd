import Kernel
import Storage
import Testing
import TestKit

/// SQLite undoes the whole transaction when the disk is full: the units that shared it run once more, alone.
@Suite struct WholeRollbackTests {
    @Test func aFullDiskFailsOnlyThoseForWhomThereIsNoRoom() async throws {
        let database = try await TestEngine.sqlite.database(rooms: things)
        let runs = Count()
        let door = Door()
        async let first: Void = database.write { tx in
            let pages = try tx.number("PRAGMA page_count") ?? 0
            _ = try tx.number("PRAGMA max_page_count = \(trusted: pages + 40)")
            door.wait()
        }
        await door.arrival()
        let tasks = (0..<40).map { id in
            Task {
                try await database.write { tx in
                    runs.add()
                    try tx.insert(id)
                    // Every fourth wants more than there is.
                    if id % 4 == 1 {
                        try tx.execute("UPDATE thing SET bytes = \([UInt8](repeating: 7, count: 400_000)) WHERE id = \(id)")
                    }
                }
            }
        }
        try await Task.sleep(for: .milliseconds(400))
        door.open()
        try await first
        for (id, task) in tasks.enumerated() {
            if id % 4 == 1 {
                let error = await #expect(throws: StorageError.self) { try await task.value }
                guard case .full = error else { throw Deliberate() }
                #expect(error?.refusal?.code == "database-full")
            } else {
                try await task.value
            }
        }
        let stored = try await database.read { tx in try tx.rows("SELECT id FROM thing ORDER BY id") { try $0.int("id") } }
        #expect(stored == (0..<40).filter { $0 % 4 != 1 })
        #expect(runs.total > 40, "the shared run was counted for nobody and run again")
        await database.close()
    }

    @Test func whatRunsAfterTheLossIsNotCommittedByItself() async throws {
        let database = try await TestEngine.sqlite.database(rooms: things)
        let pages = try await database.read { tx in try tx.number("PRAGMA page_count") ?? 0 }
        await #expect(throws: StorageError.self) {
            try await database.write { tx in
                _ = try tx.number("PRAGMA max_page_count = \(trusted: pages + 5)")
                try tx.insert(1)
                _ = try? tx.attempt { try tx.execute("INSERT INTO thing (id, region, name, bytes) VALUES (2, '61', 'x', \([UInt8](repeating: 7, count: 400_000)))") }
                try? tx.insert(3)
            }
        }
        #expect(try await database.read { try $0.thingCount } == 0)
        try await database.write { tx in try tx.insert(4) }
        await database.close()
    }
}

extension SQL.StringInterpolation {
    /// A number inside a PRAGMA, where no parameter may stand.
    mutating func appendInterpolation(trusted number: Int64) { appendInterpolation(sql: .trusted("\(number)")) }
}
