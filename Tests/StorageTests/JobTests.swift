import Jobs
import Kernel
import Logging
import Storage
import Synchronization
import Testing
import TestKit

@Suite struct JobTests {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func runner(_ database: Database, _ kinds: JobKind...) -> JobRunner {
        JobRunner(database, kinds: kinds, logger: quiet, workers: 3, poll: .milliseconds(20))
    }

    @Test(arguments: TestEngine.allCases) func aJobRunsOnceWhenItIsDue(_ engine: TestEngine) async throws {
        let clock = SetClock()
        let database = try await engine.database(clock: clock.clock)
        let count = Count()
        let runner = Self.runner(database, JobKind(name: "test") { context in
            let payload: [String: Int] = try context.decode()
            #expect(payload == ["n": 5])
            count.add()
        })
        try await database.write { tx in try tx.enqueue("test", ["n": 5], at: tx.now.adding(minutes: 10)) }
        await #expect(throws: Deliberate.self) {
            try await database.write { tx in
                try tx.enqueue("test", ["n": 6])
                throw Deliberate()
            }
        }
        #expect(try await runner.runDue() == 0)
        clock.advance(minutes: 10)
        #expect(try await runner.runDue() == 1)
        #expect(try await runner.runDue() == 0)
        #expect(count.total == 1)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aFailingJobIsTriedAgainLaterAndKeptInTheEnd(_ engine: TestEngine) async throws {
        let clock = SetClock()
        let database = try await engine.database(clock: clock.clock)
        let count = Count()
        let runner = Self.runner(database, JobKind(name: "test", maxAttempts: 4) { context in
            #expect(context.attempt == (count.add() - 1) % 4 + 1)
            throw Deliberate(number: 42)
        })
        try await database.write { tx in try tx.enqueue("test") }
        for _ in 0..<100 {
            try await runner.runDue()
            clock.set(clock.now.adding(seconds: 5))
        }
        #expect(count.total == 4)
        let dead = try await database.read { tx in try DeadLetter.all(tx) }
        #expect(dead.count == 1)
        #expect(dead.first?.lastError.contains("42") == true)
        #expect(try await database.write { tx in try DeadLetter.retry(tx, dead[0].id) })
        #expect(try await runner.runDue() == 1)
        #expect(count.total == 5)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aHopelessJobIsNotTriedAgain(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        let runner = Self.runner(database, JobKind(name: "test") { _ = try $0.decode([Int].self) })
        try await database.write { tx in try tx.enqueue("test", payload: "nonsense") }
        #expect(try await runner.runDue() == 1)
        let dead = try await database.read { tx in try DeadLetter.all(tx) }
        #expect(dead.count == 1)
        #expect(try await database.write { tx in try DeadLetter.discard(tx, dead[0].id) })
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func oneOfAKeyWaitsAtATime(_ engine: TestEngine) async throws {
        let clock = SetClock()
        let database = try await engine.database(clock: clock.clock)
        let count = Count()
        let runner = Self.runner(database, JobKind(name: "test") { context in
            // What runs already does not count: the same work may be asked for anew.
            if count.add() == 1 { try await context.database.write { tx in try tx.enqueue("test", key: "a") } }
        })
        try await database.write { tx in try tx.enqueue("test", at: tx.now.adding(hours: 5), key: "a") }
        for _ in 0..<5 { try await database.write { tx in try tx.enqueue("test", key: "a") } }
        try await database.write { tx in try tx.enqueue("test", at: tx.now.adding(hours: 5), key: "a") }
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job") } == 1)
        #expect(try await runner.runDue() == 2)
        #expect(count.total == 2)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aFailedJobGivesWayToTheSameWorkAskedForMeanwhile(_ engine: TestEngine) async throws {
        let clock = SetClock()
        let database = try await engine.database(clock: clock.clock)
        let count = Count()
        let runner = Self.runner(database, JobKind(name: "test") { context in
            guard count.add() == 1 else { return }
            try await context.database.write { tx in try tx.enqueue("test", at: tx.now.adding(minutes: 1), key: "a") }
            throw Deliberate()
        })
        try await database.write { tx in try tx.enqueue("test", key: "a") }
        #expect(try await runner.runDue() == 1)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job") } == 1)
        clock.advance(minutes: 60)
        #expect(try await runner.runDue() == 1)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job") } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aJobWhoseProgramDiedFallsDueAgain(_ engine: TestEngine) async throws {
        let clock = SetClock()
        let database = try await engine.database(clock: clock.clock)
        let (began, ended) = (Count(), Count())
        let runner = Self.runner(database, JobKind(name: "test", maxAttempts: 3) { context in
            if began.add() == 1 {
                // As if this program stood still until another took the job over.
                clock.advance(minutes: 6)
                let done = try await Self.runner(context.database, JobKind(name: "test") { _ in ended.add() }).runDue()
                #expect(done == 1)
                await #expect(throws: JobTakenOver.self) {
                    try await context.database.write { tx in try context.complete(in: tx) }
                }
            }
        })
        try await database.write { tx in try tx.enqueue("test") }
        #expect(try await runner.runDue() == 1)
        #expect(began.total == 1)
        #expect(ended.total == 1)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job") } == 0)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func periodicJobsComeBack(_ engine: TestEngine) async throws {
        let clock = SetClock("2024-05-18T09:00:00+08:00")
        let database = try await engine.database(clock: clock.clock)
        let (hourly, daily) = (Count(), Count())
        let runner = Self.runner(
            database, JobKind(name: "hourly", schedule: .every(seconds: 3600)) { context in
                hourly.add()
                try await context.database.write { tx in try context.complete(in: tx) }
            },
            JobKind(name: "daily", maxAttempts: 1, schedule: .daily(hour: 3, minute: 30, .china)) { _ in
                daily.add()
                throw Deliberate()
            })
        for _ in 0..<(24 * 6) {
            try await runner.runDue()
            clock.advance(minutes: 20)
        }
        #expect(hourly.total == 47)
        #expect(daily.total == 2)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job WHERE dead = 0") } == 2)
        await database.close()
    }

    @Test(.timeLimit(.minutes(10)), arguments: TestEngine.allCases) func twoRunnersShareTheWork(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let databases = [try await place.database(), try await place.database()]
        let count = Count()
        try await databases[0].write { tx in for _ in 0..<60 { try tx.enqueue("test") } }
        let tasks = databases.map { database in
            Task { try await Self.runner(database, JobKind(name: "test") { _ in count.add() }).run() }
        }
        while count.total < 60 { try await Task.sleep(for: .milliseconds(20)) }
        for task in tasks { task.cancel() }
        for task in tasks { try await task.value }
        #expect(count.total == 60)
        for database in databases { await database.close() }
    }

    /// The runner is told to stop while the job runs to its end: it is not given back to run again.
    @Test(arguments: TestEngine.allCases) func whatHasRunIsFinishedThoughTheProgramStops(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        let (count, running) = (Count(), Running())
        let runner = Self.runner(
            database,
            JobKind(name: "test") { _ in
                count.add()
                running.stop()
            })
        running.keep(Task { try await runner.run() })
        try await database.write { tx in try tx.enqueue("test") }
        try await running.end()
        #expect(count.total == 1)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM job") } == 0)
        await database.close()
    }
}

/// A runner that its own job stops.
private final class Running: Sendable {
    private let task = Mutex<Task<Void, any Error>?>(nil)
    func keep(_ new: Task<Void, any Error>) { task.withLock { $0 = new } }
    func stop() { task.withLock { $0?.cancel() } }
    func end() async throws { try await task.withLock { $0 }?.value }
}
