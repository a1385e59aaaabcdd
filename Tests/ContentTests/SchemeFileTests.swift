import App
import Declaration
import Foundation
import Kernel
import Storage
import TestKit
import Testing

/// The measures of `schemes/`: each is right by itself, and they can be applied with and without the five files, in any order.
@Suite("The files of measures") struct SchemeFileTests {
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: CampaignFile.root.appending(path: "schemes").path).sorted()) ?? []

    private static func given(_ name: String) throws -> (name: String, bytes: [UInt8]) {
        (name, Array(try Data(contentsOf: CampaignFile.root.appending(path: "schemes/\(name)"))))
    }

    @Test func thereIsOneForEachRow() {
        // Fifteen rows of measures; Xi'an's and the national base stand in xian-demonstration-bases-2022.
        #expect(Self.names.count == 13 && Self.names.allSatisfy { $0.hasSuffix(".yaml") })
    }

    /// One measure to a file, with its sources, and nothing that only one language says.
    @Test(arguments: SchemeFileTests.names) func declaresOneMeasureWithItsSources(_ name: String) throws {
        let given = try Self.given(name)
        let document = try CampaignFile.declarations.read(given.bytes, name: given.name)
        let schemes = document.records.filter { $0.section == "schemes" }
        #expect(schemes.count == 1 && schemes[0].key + ".yaml" == name)
        #expect(document.waiting.isEmpty)
        for record in document.records { #expect(Self.sources(record.value) > 0, "\(record.section)/\(record.key)") }
        for rule in schemes[0].value["rules"]?.elements ?? [] { #expect(Self.sources(rule) > 0, "\(rule.json)") }
    }

    private static func sources(_ value: DeclaredValue) -> Int {
        let list = value["source"]
        return list?.elements.count ?? 0
    }

    @Test(arguments: TestEngine.allCases) func areAppliedAloneAndWithTheFive(_ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        let files = try Self.names.map { try Self.given($0) }
        let first = try await kepu.declarations.apply(files, to: kepu.database)
        #expect(first.count(.created) == 26)
        #expect(try await kepu.declarations.apply(files.reversed(), to: kepu.database).changesNothing)
        let five = try CampaignFile.all.map { try $0.given }
        try await kepu.declarations.apply(five, to: kepu.database)
        #expect(try await kepu.declarations.apply(five + files, to: kepu.database).changesNothing)
        // Written back as they are held, they change nothing either.
        for name in Self.names {
            let (declarations, file) = (kepu.declarations, String(name.dropLast(5)))
            let yaml = try await kepu.database.read { try declarations.export($0, file: file) }
            let plan = try await declarations.apply([(name, Array(yaml.utf8))], to: kepu.database)
            #expect(plan.changesNothing, "\(PlanPrinter(plan, .en).text)")
        }
        await kepu.database.close()
    }
}
