import Kernel
import Storage
import Testing
import TestKit

@Suite struct ProcessLeaseTests {
    static func make(_ count: Int, _ database: Database) async throws -> [Int64] {
        try await database.write { tx in (0..<count).map { _ in tx.newID(ProcessLeaseTests.self).number } }
    }

    @Test(arguments: TestEngine.allCases) func twoProgramsNeverMakeTheSameIdentity(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let clock = SetClock()
        let databases = [try await place.database(clock: clock.clock), try await place.database(clock: clock.clock)]
        let made = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for number in 0..<20 {
                group.addTask { try await Self.make(500, databases[number % 2]) }
            }
            return try await group.reduce([], +)
        }
        #expect(Set(made).count == 10_000)
        for database in databases { await database.close() }
    }

    @Test(arguments: TestEngine.allCases) func aClockThatWentBackMakesNothingTwice(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let clock = SetClock("2024-05-18T12:00:00+08:00")
        var made: [Int64] = []
        for round in 0..<6 {
            let database = try await place.database(clock: clock.clock)
            made += try await Self.make(3000, database)
            // Every second program stops without a word.
            if round % 2 == 0 { await database.close() } else { await database.engine.close() }
            clock.advance(minutes: round % 3 == 2 ? 20 : -45)
        }
        #expect(Set(made).count == made.count)
    }

    @Test(arguments: TestEngine.allCases) func aProgramThatSleptThroughItsLeaseTakesAnotherNumber(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let clock = SetClock()
        let engines = [try await place.open(), try await place.open()]
        try await Migrator(engines[0], rooms: [], program: "test", clock: clock.clock).migrate()
        let sleeper = try await ProcessLease.take(on: engines[0], clock: clock.clock)
        let first = Database(engine: engines[0], clock: clock.clock, lease: sleeper)
        let before = sleeper.number
        // All other numbers are in use for good.
        try await first.write { tx in
            for number in 0..<1024 where number != before {
                let never = clock.now.adding(hours: 1_000_000)
                try tx.execute("INSERT INTO storage_process (number, holder, leased_until, high_water) VALUES (\(number), 'x', \(never), \(never))")
            }
        }
        var made = try await Self.make(10, first)
        await #expect(throws: Refusal.self) { try await ProcessLease.take(on: engines[1], clock: clock.clock) }
        clock.advance(minutes: 100)
        let thief = try await ProcessLease.take(on: engines[1], clock: clock.clock)
        #expect(thief.number == before)
        made += try await Self.make(10, Database(engine: engines[1], clock: clock.clock, lease: thief))
        // No number is left for the sleeper: it makes nothing rather than something twice.
        await #expect(throws: Refusal.self) { try await Self.make(10, first) }
        try await Database(engine: engines[1], clock: clock.clock, lease: thief).write { tx in
            try tx.execute("DELETE FROM storage_process WHERE number = \((before + 1) % 1024)")
        }
        made += try await Self.make(10, first)
        #expect(sleeper.number != before)
        #expect(Set(made).count == 30)
        for engine in engines { await engine.close() }
    }

    @Test(arguments: TestEngine.allCases) func aBusyProgramKeepsItsNumber(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let clock = SetClock()
        let database = try await place.database(clock: clock.clock)
        let number = try await database.read { try $0.number("SELECT number FROM storage_process WHERE holder <> ''") }
        for _ in 0..<10 {
            clock.advance(minutes: 40)
            _ = try await Self.make(1, database)
        }
        let until = try await database.read { try $0.number("SELECT leased_until FROM storage_process WHERE number = \(number)") }
        #expect(until ?? 0 > clock.now.microseconds)
        await database.close()
        #expect(number != nil)
    }
}
