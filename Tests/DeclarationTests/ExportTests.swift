import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("Writing a file back")
struct ExportTests {
    private func export(_ database: Database, _ name: String = "toy") async throws -> String {
        try await database.read { tx in try Toy.declarations.export(tx, file: name) }
    }

    @Test("applying the export changes nothing, waiting sections are as they were", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        let yaml = try await export(database)
        #expect(yaml.contains("  - key: first\n    name: {zh: \"首批公示\", en: \"First notice\"}\n    campaign: day-2023\n    begin: \"2022-12-26\"\n"))
        #expect(yaml.contains("    source: [S0]   # the notice itself\n"))
        #expect(yaml.contains("code: 010"))
        #expect(yaml.contains("\"no\"") && yaml.contains("\"010\"") && yaml.contains("begin: \"2023-09-17T09:00\""))
        #expect(!yaml.contains("precision: day") && yaml.contains("precision: month"))
        let plan = try await Toy.apply(yaml, to: database)
        #expect(plan.changesNothing && plan.count(.unchanged) == 4)
        #expect(try await export(database) == yaml)
    }

    @Test("what the desk changed is in it", arguments: TestEngine.allCases)
    func desk(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        try await Toy.atTheDesk(database, "city", ["motto": .text("on")])
        let yaml = try await export(database)
        #expect(yaml.contains("motto: \"on\""))
        #expect(try await Toy.apply(yaml, to: database).count(.drifted) == 0)
    }

    @Test("random records survive: export, apply, export", arguments: TestEngine.allCases)
    func random(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        for seed in UInt64(1)...25 {
            var random = Random(seed: seed)
            let yaml = random.file()
            let first = try await Toy.apply(yaml, to: database, overwrite: true)
            #expect(first.count(.drifted) == 0)
            #expect(try await Toy.apply(yaml, to: database).changesNothing, "seed \(seed)")
            let exported = try await export(database)
            let plan = try await Toy.apply(exported, to: database)
            #expect(plan.changesNothing, "seed \(seed): \(PlanPrinter(plan, .en).text)")
            #expect(try await export(database) == exported, "seed \(seed)")
        }
    }
}
