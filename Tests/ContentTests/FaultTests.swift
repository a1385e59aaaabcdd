import App
import Declaration
import Foundation
import Kernel
import Rooms
import Storage
import TestKit
import Testing

/// What is wrong with a campaign file or a mapping file is told with file, line, field and what was expected; nothing is changed.
@Suite("Faults of files") struct FaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let what: String
        let from: String
        let to: String
        let says: String
        init(_ what: String, _ from: String, _ to: String, _ says: String) { (self.what, self.from, self.to, self.says) = (what, from, to, says) }
        var testDescription: String { what }
    }

    static let campaign = """
        kepu: 1
        venues:
          - key: hall
            name: {zh: "馆", en: "Hall"}
            kind: museum
            status: operating
            region: "610113"
        campaigns:
          - key: day-2023
            name: {zh: "日", en: "Day"}
            kind: day
            year: 2023
            begin: "2023-09-16"
            end: "2023-09-17"
            accent: jade
            summary: {zh: "一天。", en: "One day."}

        """

    static let campaignFaults = [
        Fault("an unknown key", "kind: day", "kid: day", "day.yaml:11:5: campaigns[0].kid: found the unknown key `kid`; expected one of key, name, kind"),
        Fault("an unknown section", "venues:", "venus:", "day.yaml:2:1: venus: found the unknown section `venus`; expected one of kepu"),
        Fault("a wrong type", "year: 2023", "year: soon", "day.yaml:12:11: campaigns[0].year: found \"soon\"; expected an integer from 1900 to 2200"),
        Fault("a number in quotes", "year: 2023", "year: \"2023\"", "found \"2023\"; expected an integer from 1900 to 2200, without quotes"),
        Fault("the year 1", "2023-09-16", "0001-01-01", "day.yaml:13:12: campaigns[0].begin: found \"0001-01-01\"; expected a day such as \"2023-09-16\", in the years 1900 to 2200"),
        Fault("hours over midnight", "status: operating", "status: operating\n    hours: {monday: \"22:00-02:00\"}", "day.yaml:7:13: venues[0].hours.monday: found \"22:00-02:00\"; expected hours such as"),
        Fault("a wrong form", "year: 2023", "year: [2023]", "day.yaml:12:11: campaigns[0].year: found a list; expected an integer"),
        Fault("a duplicate key", "accent: jade", "kind: week", "day.yaml:15:5: campaigns[0].kind: found the key `kind` a second time (first in line 11); expected"),
        Fault("a bad date", "2023-09-16", "2023-09-31", "day.yaml:13:12: campaigns[0].begin: found \"2023-09-31\"; expected a day such as"),
        Fault("an unknown region", "610113", "619999", "day.yaml:7:13: venues[0].region: found \"619999\"; expected a six-digit region code"),
        Fault("a wrong word", "accent: jade", "accent: jad", "day.yaml:15:13: campaigns[0].accent: found \"jad\"; expected one of"),
        Fault("a language missing", ", en: \"Hall\"", "", "day.yaml:4:11: venues[0].name.en: found no `en`; expected a text"),
        Fault("a reference to nothing", "accent: jade", "parent: year-2023", "day.yaml:15:13: campaigns[0].parent: found \"year-2023\"; expected the key of a record in campaigns"),
    ]

    static let mapping = ClubMapping.file(fields: "kind: {from: [kind], values: {讲座: lecture}}")

    static let mappingFaults = [
        Fault("an unknown key", "title: {from", "titel: {from", "club.yaml:20:7: mappings[0].fields.titel: found the unknown key `titel`; expected one of"),
        Fault("a key missing", "    source: club\n", "", "mappings[0].source: found no `source`; expected a text"),
        Fault("a wrong type", "title: {from: [title]}", "title: [title]", "club.yaml:20:14: mappings[0].fields.title: found a list; expected a mapping with from"),
        Fault("a wrong word", "format: csv", "format: doc", "club.yaml:4:13: mappings[0].format: found \"doc\"; expected one of"),
        Fault("a duplicate key", "language: zh", "format: csv", "club.yaml:17:5: mappings[0].format: found the key `format` a second time (first in line 4); expected"),
        Fault("a bad date", "2023-09-30", "2023-09-31", "club.yaml:12:14: mappings[0].campaign.create.end: found \"2023-09-31\"; expected a day such as"),
        Fault("an unknown region", "610113", "619999", "club.yaml:16:5: mappings[0].region: found “619999”; expected a code of GB/T 2260"),
        Fault("a code that is none", "讲座: lecture", "讲座: lektion", "mappings[0].fields.kind.values.讲座: found “lektion”; expected one of"),
    ]

    @Test(arguments: campaignFaults, TestEngine.allCases) func ofACampaignFile(_ fault: Fault, _ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        let before = try await Self.contents(kepu)
        let problems = await #expect(throws: DeclarationProblems.self) {
            try await kepu.declarations.apply([("day.yaml", Array(Self.changed(Self.campaign, fault).utf8))], to: kepu.database)
        }
        let text = problems?.text(.en) ?? ""
        #expect(text.contains(fault.says), "\(text)")
        #expect(try await Self.contents(kepu) == before)
        #expect(try await kepu.declarations.apply([("day.yaml", Array(Self.campaign.utf8))], to: kepu.database).count(.created) == 2)
        await kepu.database.close()
    }

    @Test(arguments: mappingFaults, TestEngine.allCases) func ofAMappingFile(_ fault: Fault, _ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        let before = try await Self.contents(kepu)
        let told = try await Self.bringIn(Self.changed(Self.mapping, fault), kepu)
        #expect(!told.succeeded && told.lines.joined(separator: "\n").contains(fault.says), "\(told.lines)")
        #expect(try await Self.contents(kepu) == before)
        #expect(try await Self.bringIn(Self.mapping, kepu).succeeded)
        await kepu.database.close()
    }

    private static func changed(_ file: String, _ fault: Fault) throws -> String {
        let changed = file.replacing(fault.from, with: fault.to, maxReplacements: 1)
        try #require(changed != file, "\(fault.what) changes nothing")
        return changed
    }

    private static func bringIn(_ mapping: String, _ kepu: Kepu) async throws -> Importer.Report {
        let folder = TestFolder.path("faults-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(mapping.utf8).write(to: URL(filePath: folder + "/club.yaml"))
        try Data("id,title,kind\n1,观星,讲座\n".utf8).write(to: URL(filePath: folder + "/club.csv"))
        let importer = try #require(kepu.house.importers.first { $0.what == "activities" })
        return try await importer.run(
            Importer.Request(
                file: folder + "/club.csv", mapping: folder + "/club.yaml", isPlan: false, acceptsGoodRows: false, actor: 0, language: .en,
                progress: { _, _ in }), kepu.house, kepu.database)
    }

    private static func contents(_ kepu: Kepu) async throws -> [Int64?] {
        try await kepu.database.read { tx in
            [
                try tx.number("SELECT COUNT(*) FROM ledger_entry"), try tx.number("SELECT COUNT(*) FROM declaration_file"),
                try tx.number("SELECT COUNT(*) FROM view_venues_venue"), try tx.number("SELECT COUNT(*) FROM view_campaigns_campaign"),
                try tx.number("SELECT COUNT(*) FROM view_venues_organisation"), try tx.number("SELECT COUNT(*) FROM view_activities_title"),
            ]
        }
    }
}
