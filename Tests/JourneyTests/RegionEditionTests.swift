import App
import Campaigns
import Declaration
import Kernel
import Logging
import Regions
import Storage
import TestKit
import Testing
import Venues

/// A new edition of the code table in the whole program: campaign files may name its units.
@Suite struct RegionEditionTests {
    private static let edition = "code,level,parent,name_zh,name_en,valid_from,replaces\n"
        + "610197,county,610100,新长安区,New Chang'an District,2026-01-01,610116\n"
        + "610196,county,610100,航天新区,Aerospace New District,2026-01-01,\n"

    private static func file(_ region: String) -> [(name: String, bytes: [UInt8])] {
        let text = """
            kepu: 1
            organisations:
              - key: museum
                name: {zh: "市科技馆", en: "City Museum"}
                kind: museum
                region: "\(region)"
                source: [S0]
            """
        return [(name: "test.yaml", bytes: Array(text.utf8))]
    }

    @Test(arguments: TestEngine.allCases) func campaignFilesNameItsUnits(_ engine: TestEngine) async throws {
        let place = try engine.place()
        var logger = Logger(label: "regions")
        logger.logLevel = .error
        let address = engine == .sqlite ? "sqlite:" + place.address : place.address
        let first = try await Kepu.open(address, logger: logger)
        let problems = await #expect(throws: DeclarationProblems.self) {
            try await first.declarations.apply(Self.file("610196"), to: first.database)
        }
        #expect(problems?.problems.map(\.code) == ["unknown-region"])
        try await first.database.writeAlone { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        await first.database.close()

        // As the next command does.
        let kepu = try await Kepu.open(address, logger: logger)
        for code in ["610196", "610116"] {
            _ = try await kepu.declarations.apply(Self.file(code), to: kepu.database)
            #expect(try await kepu.database.read { try $0.organisation(key: "museum") }?.region == code)
        }
        await kepu.database.close()
    }
}
