import App
import Declaration
import Foundation
import Kernel
import Storage
import TestKit
import Testing

/// The rules of `commendations/`: right by themselves, and applied with the campaign that they are for.
@Suite("The files of commendations") struct CommendationFilesTests {
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: CampaignFile.root.appending(path: "commendations").path).sorted()) ?? []

    private static func given(_ name: String) throws -> (name: String, bytes: [UInt8]) {
        (name, Array(try Data(contentsOf: CampaignFile.root.appending(path: "commendations/\(name)"))))
    }

    @Test(arguments: TestEngine.allCases) func areAppliedWithTheirCampaign(_ engine: TestEngine) async throws {
        #expect(Self.names == ["science-day-2023.yaml"])
        let kepu = try await CampaignFile.kepu(engine)
        let files = try Self.names.map { try Self.given($0) }
        let day = try #require(CampaignFile.all.first { $0.name == "national-science-day-2023" }).given
        _ = try await kepu.declarations.apply([day] + files, to: kepu.database)
        #expect(try await kepu.declarations.apply(files + [day], to: kepu.database).changesNothing)
        let declarations = kepu.declarations
        let yaml = try await kepu.database.read { try declarations.export($0, file: "science-day-2023") }
        let plan = try await kepu.declarations.apply([("science-day-2023.yaml", Array(yaml.utf8))], to: kepu.database)
        #expect(plan.changesNothing, "\(PlanPrinter(plan, .en).text)")
        let visitor = Browser(try await kepu.site(publicFolder: "Public"))
        let page = try await visitor.go("/rules/science-day-2023-organisers").text
        for words in ["what the unit organises: Counties reached", "only of “", "from 0 to 15, with the reason", "The first 500 by score are commended, with 40 points at least."] { #expect(page.contains(words), "\(words)") }
        await kepu.database.close()
    }
}
