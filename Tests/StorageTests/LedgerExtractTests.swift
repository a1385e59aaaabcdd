import Kernel
import Storage
import TestKit
import Testing

/// An extract shows what its reader may see, and proves what it does not show.
@Suite struct LedgerExtractTests {
    private enum Thing {}

    @Test(arguments: TestEngine.allCases) func provesWhatItHides(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        for number in 1...7 {
            try await database.write { tx in
                let thing: ID<Thing> = ID(Int64(number % 3))
                try tx.record(LedgerEntry("test.happened", "thing", thing, by: 1, reason: "é\(number)", visibility: number > 4 ? .sealed : .public))
            }
            guard number == 3 || number == 6 else { continue }
            try await database.ledgerSettled()
            _ = try await database.write { tx in try LedgerCheckpoints.append(tx) }
        }
        let extract = try await database.read { tx in try LedgerCheckpoints.extract(tx, about: [("thing", 1)]) { $0.visibility == .public } }
        try #require(extract.lines.count == 3 && extract.seals.count == 2)
        #expect(extract.lines.map(\.says?.reason) == ["é1", "é4", nil])
        #expect(extract.lines.map(\.checkpoint) == [1, 2, nil])
        #expect(extract.seals.map(\.entries.count) == [3, 3] && extract.faults().isEmpty)
        let newest = try #require(try await database.read { tx in try LedgerCheckpoints.latest(tx) })
        #expect(extract.seals.last?.hash == newest.hash)

        var changed = extract
        changed.lines[1].says?.reason = "é5"
        #expect(changed.faults() == ["entry \(extract.lines[1].seq)"])
        changed = extract
        changed.seals[0].entries.swapAt(0, 1)
        #expect(changed.faults().first == "checkpoint 1")
        changed = extract
        changed.seals[1].previous = extract.seals[1].hash
        #expect(changed.faults() == ["checkpoint 2", "checkpoint 2 does not follow 1"])
        await database.close()
    }
}
