import Kernel
import Storage
import Testing
import TestKit

@Suite struct LedgerCheckpointTests {
    /// 25 entries, of which 20 are sealed by four checkpoints.
    static func sealed(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.database()
        for start in [1, 21] {
            for subject in start...(start == 1 ? 20 : 25) {
                try await database.write { tx in try tx.record(LedgerReaderTests.entry(Int64(subject), payload: "{\"n\":\(subject)}")) }
            }
            guard start == 1 else { break }
            try await database.ledgerSettled()
            for _ in 0..<4 { _ = try await database.write { tx in try LedgerCheckpoints.append(tx, batch: 5) } }
        }
        return database
    }

    @Test(arguments: TestEngine.allCases) func whatNobodyTouchedIsIntact(_ engine: TestEngine) async throws {
        let database = try await Self.sealed(engine)
        let verdict = try await database.read { tx in
            var steps: [Int64] = []
            let verdict = try LedgerCheckpoints.verify(tx) { done, total in
                #expect(total == 20)
                steps.append(done)
            }
            #expect(steps == [5, 10, 15, 20])
            return verdict
        }
        #expect(verdict == .intact(checkpoints: 4, entries: 20, unsealed: 5))
        #expect(try await database.read { tx in try LedgerCheckpoints.latest(tx) }?.number == 4)
        await database.close()
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: SQL
        let checkpoint: Int64
        let damage: @Sendable (_ seqOfSubject: [Int64: Int64]) -> LedgerDamage

        static let all: [Tampering] = [
            Tampering(
                testDescription: "a payload changed", sql: "UPDATE ledger_entry SET payload = '{\"n\":8.0}' WHERE subject = 8", checkpoint: 2,
                damage: { .changed(seq: $0[8]!) }),
            Tampering(
                testDescription: "an actor changed", sql: "UPDATE ledger_entry SET actor = 8 WHERE subject = 20", checkpoint: 4,
                damage: { .changed(seq: $0[20]!) }),
            Tampering(
                testDescription: "an entry gone", sql: "DELETE FROM ledger_entry WHERE subject = 12", checkpoint: 3,
                damage: { .missing(seq: $0[12]!) }),
            Tampering(
                testDescription: "the last of a range gone", sql: "DELETE FROM ledger_entry WHERE subject = 5", checkpoint: 1,
                damage: { .missing(seq: $0[5]!) }),
            Tampering(
                testDescription: "texts moved between fields",
                sql: "UPDATE ledger_entry SET reason = '', payload = payload || reason WHERE subject = 3", checkpoint: 1,
                damage: { .changed(seq: $0[3]!) }),
            Tampering(
                testDescription: "a checkpoint changed", sql: "UPDATE ledger_checkpoint SET hash = previous_hash WHERE number = 2",
                checkpoint: 2, damage: { _ in .checkpoint }),
            Tampering(
                testDescription: "a checkpoint gone", sql: "DELETE FROM ledger_checkpoint WHERE number = 3", checkpoint: 4,
                damage: { _ in .checkpoint }),
        ]
    }

    @Test(arguments: TestEngine.allCases, Tampering.all) func tamperingIsFoundAtTheFirstEntry(_ engine: TestEngine, _ tampering: Tampering) async throws {
        let database = try await Self.sealed(engine)
        let places = try await database.read { tx in
            Dictionary(uniqueKeysWithValues: try tx.rows("SELECT seq, subject FROM ledger_entry") { (try $0.int64("subject"), try $0.int64("seq")) })
        }
        try await database.write { tx in try tx.execute(tampering.sql) }
        let verdict = try await database.read { tx in try LedgerCheckpoints.verify(tx) }
        #expect(verdict == .broken(checkpoint: tampering.checkpoint, tampering.damage(places)))
        await database.close()
    }
}
