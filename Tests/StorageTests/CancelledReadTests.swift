import Kernel
import Storage
import Synchronization
import TestKit
import Testing

/// Reads whose task is cancelled, as those of jobs are when the program stops.
@Suite struct CancelledReadTests {
    /// Cancelled about when the read has its answer, where the engine leaves its transaction: the answer is there or the task was cancelled, and the
    /// connections read on.
    @Test(arguments: TestEngine.allCases) func theyLeaveNoConnectionInsideATransaction(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        var chance = Seeded(41)
        for _ in 0..<2000 {
            let answered = Answered()
            let reading = Task {
                try await database.read { tx in
                    let sum = try tx.number("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT SUM(i) FROM n")
                    answered.flag.store(true, ordering: .releasing)
                    return sum
                }
            }
            while !answered.flag.load(ordering: .acquiring) { await Task.yield() }
            for _ in 0..<chance.below(300) { _ = answered.flag.load(ordering: .acquiring) }
            reading.cancel()
            switch await reading.result {
            case .success(let sum): #expect(sum == 1275)
            case .failure(let error): #expect(error is CancellationError, "\(error)")
            }
        }
        for _ in 0..<20 { #expect(try await database.read { tx in try tx.number("SELECT 7") } == 7) }
        await database.close()
    }
}

/// Whether a read has its answer.
private final class Answered: Sendable {
    let flag = Atomic(false)
}
