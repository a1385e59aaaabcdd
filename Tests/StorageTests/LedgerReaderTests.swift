import Kernel
import Storage
import Testing
import TestKit

@Suite struct LedgerReaderTests {
    static func entry(_ subject: Int64, payload: String = "{}") -> LedgerEntry {
        LedgerEntry("thing.made", "thing", ID<LedgerReaderTests>(subject), by: 7, scope: "/region/61", payload: payload, reason: "测试")
    }

    /// Everything new to the reader.
    static func drain(_ database: Database, _ reader: LedgerReader, limit: Int = 3, settled: Bool = true) async throws -> [Int64] {
        if settled { try await database.ledgerSettled() }
        var seen: [Int64] = []
        while true {
            let more = try await database.write { tx in
                var batch: [Int64] = []
                _ = try reader.consume(tx, limit: limit) { batch.append($0.entry.subject) }
                return batch
            }
            if more.isEmpty { return seen }
            seen += more
        }
    }

    @Test(arguments: TestEngine.allCases) func eachEntryIsReadOnce(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        let reader = LedgerReader("test")
        for subject in 1...10 { try await database.write { tx in try tx.record(Self.entry(Int64(subject))) } }
        #expect(try await Self.drain(database, reader) == Array(1...10))
        #expect(try await Self.drain(database, reader) == [])
        try await database.write { tx in try tx.record(Self.entry(11)) }
        // A unit that fails moves no cursor.
        await #expect(throws: Deliberate.self) {
            try await database.write { tx in
                _ = try reader.consume(tx) { _ in }
                throw Deliberate()
            }
        }
        #expect(try await Self.drain(database, reader) == [11])
        #expect(try await Self.drain(database, LedgerReader("other"), limit: 100) == Array(1...11))
        await database.close()
    }

    @Test func aLateCommitIsNotSkipped() async throws {
        let database = try await TestEngine.postgres.database()
        let reader = LedgerReader("test")
        try await database.write { tx in try tx.record(Self.entry(1)) }
        let door = Door()
        async let late: Void = database.write { tx in
            try tx.record(Self.entry(2))
            door.wait()
        }
        await door.arrival()
        try await database.write { tx in try tx.record(Self.entry(3)) }
        // 3 is there, but 2 may still come before it. (1 may be held back by other tests' transactions for a while.)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry") } == 2)
        var seen: [Int64] = []
        while seen.isEmpty { seen = try await Self.drain(database, reader, settled: false) }
        #expect(seen == [1])
        #expect(try await database.write { tx in try LedgerCheckpoints.append(tx) } == 1)
        door.open()
        try await late
        #expect(try await Self.drain(database, reader) == [2, 3])
        #expect(try await database.write { tx in try LedgerCheckpoints.append(tx) } == 2)
        let verdict = try await database.read { tx in try LedgerCheckpoints.verify(tx) }
        #expect(verdict == .intact(checkpoints: 2, entries: 3, unsealed: 0))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func manyWritersAndAReaderBesideThem(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        let reader = LedgerReader("test")
        let writers = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for subject in 1...200 {
                    group.addTask { try await database.write { tx in try tx.record(Self.entry(Int64(subject))) } }
                }
                try await group.waitForAll()
            }
        }
        var seen: [Int64] = []
        while seen.count < 200 {
            seen += try await Self.drain(database, reader, limit: 10, settled: false)
            try await Task.sleep(for: .milliseconds(1))
            if seen.count > 200 { break }
        }
        try await writers.value
        seen += try await Self.drain(database, reader)
        #expect(seen.sorted() == Array(1...200))
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func marksOfAnotherServerAreSettled(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let database = try await place.database()
        let reader = LedgerReader("test")
        for subject in 1...4 { try await database.write { tx in try tx.record(Self.entry(Int64(subject))) } }
        try await database.ledgerSettled()
        #expect(try await database.write { tx in try LedgerCheckpoints.append(tx) } == 4)
        _ = try await database.write { tx in try reader.consume(tx, limit: 2) { _ in } }
        // As after a move from a server that has counted far more transactions.
        let far = Int64(1) << 40
        try await database.write { tx in
            try tx.execute("UPDATE ledger_entry SET mark = mark + \(far)")
            try tx.execute("UPDATE ledger_cursor SET mark = mark + \(far)")
            try tx.execute("UPDATE ledger_checkpoint SET to_mark = to_mark + \(far)")
        }
        await database.close()
        let moved = try await place.database()
        try await moved.write { tx in try tx.record(Self.entry(5)) }
        #expect(try await Self.drain(moved, reader) == [3, 4, 5])
        #expect(try await moved.write { tx in try LedgerCheckpoints.append(tx) } == 1)
        #expect(try await moved.read { tx in try LedgerCheckpoints.verify(tx) } == .intact(checkpoints: 2, entries: 5, unsealed: 0))
        await moved.close()
    }

    /// However long the ledger is, a reader goes to the place behind its cursor; SQLite would read a whole ledger of one mark for a pair that is compared.
    @Test func whatIsNewIsFoundAtItsPlace() async throws {
        let database = try await TestEngine.sqlite.database()
        let cursor = LedgerCursor(mark: 0, seq: 4)
        let plan = try await database.read { tx in
            try tx.rows("EXPLAIN QUERY PLAN " + cursor.following("seq, mark", from: "ledger_entry", limit: 10)) { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("(mark=? AND seq>?)") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
        await database.close()
    }
}
