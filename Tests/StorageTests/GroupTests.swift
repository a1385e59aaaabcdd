import Kernel
import Storage
import Testing
import TestKit

/// Many writers at once: everybody gets their own answer, and it is true.
@Suite struct GroupTests {
    @Test(arguments: TestEngine.allCases) func fiveHundredWritersOfWhomSomeThrow(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        let answers = await withTaskGroup(of: (Int, Bool).self) { group in
            for id in 0..<500 {
                group.addTask {
                    do {
                        try await database.write { tx in
                            try tx.insert(id)
                            if id % 7 == 3 { throw Deliberate(number: id) }
                        }
                        return (id, true)
                    } catch let error as Deliberate {
                        #expect(error.number == id)
                        return (id, false)
                    } catch {
                        Issue.record("\(id): \(error)")
                        return (id, false)
                    }
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        let stored = try await database.read { tx in try tx.rows("SELECT id FROM thing") { try $0.int("id") } }
        #expect(Set(stored) == Set(answers.filter(\.value).keys))
        #expect(stored.count == (0..<500).filter { $0 % 7 != 3 }.count)
        await database.close()
    }

    @Test func anErrorTooIsAnsweredOnlyAfterTheSharedCommit() async throws {
        let database = try await TestEngine.sqlite.database(rooms: things)
        let door = Door()
        async let first: Void = database.write { tx in
            try tx.insert(1)
            door.wait()
        }
        await door.arrival()
        // These wait for the writer together and therefore share a commit.
        let good = Task { try await database.write { tx in try tx.insert(2) } }
        try await Task.sleep(for: .milliseconds(300))
        let failing = Task { try await database.write { _ in throw Deliberate() } }
        try await Task.sleep(for: .milliseconds(300))
        door.open()
        await #expect(throws: Deliberate.self) { try await failing.value }
        #expect(try await database.read { try $0.thingCount } == 2)
        try await good.value
        try await first
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func writeAloneAndReadsGoOnBesideTheWriters(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<60 {
                group.addTask {
                    if id % 10 == 0 {
                        try await database.writeAlone { tx in for part in 0..<50 { try tx.insert(1000 + id * 100 + part) } }
                    } else if id % 3 == 0 {
                        // One consistent view: both counts are the same.
                        let counts = try await database.read { tx in [try tx.thingCount, try tx.thingCount] }
                        #expect(counts[0] == counts[1])
                    } else {
                        try await database.write { tx in try tx.insert(id) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { try $0.thingCount } == 6 * 50 + (0..<60).filter { $0 % 10 != 0 && $0 % 3 != 0 }.count)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func afterCommitRunsOnceAndOnlyForWhatWasKept(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: things)
        let (kept, undone) = (Count(), Count())
        try await database.write { tx in
            tx.afterCommit { kept.add() }
            try? tx.attempt {
                tx.afterCommit { undone.add() }
                throw Deliberate()
            }
        }
        try? await database.write { tx in
            tx.afterCommit { undone.add() }
            throw Deliberate()
        }
        #expect(kept.total == 1)
        #expect(undone.total == 0)
        await database.close()
    }
}
