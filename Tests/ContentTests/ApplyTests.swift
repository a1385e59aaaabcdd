import App
import Declaration
import Foundation
import Kernel
import Storage
import TestKit
import Testing

@Suite("The five files, applied") struct ApplyTests {
    @Test func theSchemaIsThatOfTheRooms() throws {
        let kept = try String(contentsOf: CampaignFile.root.appending(path: "campaigns/schema.json"), encoding: .utf8)
        #expect(kept == CampaignFile.declarations.jsonSchema.prettyJSON, "write it anew: kepu export schema > campaigns/schema.json")
    }

    /// Alone, and then again: as it is, and as it is written back.
    @Test(arguments: CampaignFile.all, TestEngine.allCases) func eachAlone(_ file: CampaignFile, _ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        let document = try file.document
        let first = try await kepu.declarations.apply([file.given], to: kepu.database)
        #expect(first.count(.created) == document.records.count && first.count(.waiting) == document.waiting.count)
        #expect(first.facts.stated == document.facts.count && first.facts.waiting == file.waiting.values.reduce(0, +))
        let ledger = try await Self.ledger(kepu)
        let second = try await kepu.declarations.apply([file.given], to: kepu.database)
        #expect(second.changesNothing && second.count(.unchanged) == document.records.count, "\(PlanPrinter(second, .en).text)")
        try await Self.writeBack(file, kepu)
        #expect(try await Self.ledger(kepu) == ledger, "what changes nothing is not recorded")
        await kepu.database.close()
    }

    /// Together, in one transaction and one after the other, in either order: what they share they write alike.
    @Test(arguments: TestEngine.allCases) func allTogether(_ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        for file in CampaignFile.all.reversed() { try await kepu.declarations.apply([file.given], to: kepu.database) }
        let all = try await kepu.declarations.apply(CampaignFile.all.map { try $0.given }, to: kepu.database)
        #expect(all.changesNothing, "\(PlanPrinter(all, .en).text)")
        let facts = try await kepu.database.read { try Declarations.facts($0) }
        #expect(facts.stated == 151 && facts.waiting == ["Contests": 6, "Figures": 2, "Tours": 7, "Training": 3])
        for file in CampaignFile.all { try await Self.writeBack(file, kepu) }
        await kepu.database.close()
    }

    private static func writeBack(_ file: CampaignFile, _ kepu: Kepu) async throws {
        let (declarations, name) = (kepu.declarations, file.name)
        let yaml = try await kepu.database.read { try declarations.export($0, file: name) }
        let plan = try await declarations.apply([(name + ".yaml", Array(yaml.utf8))], to: kepu.database)
        #expect(plan.changesNothing, "\(PlanPrinter(plan, .en).text)")
    }

    private static func ledger(_ kepu: Kepu) async throws -> Int64? {
        try await kepu.database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry") }
    }
}
