import Kernel
@testable import Regions
import Storage
import TestKit
import Testing

@Suite("Regions in the database, and new editions")
struct RegionEditionTests {
    private static let header = "code,level,parent,name_zh,name_en,valid_from,replaces\n"
    private static let renamed = header + "610197,county,610100,新长安区,New Chang'an District,2026-01-01,610116\n"

    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.database(rooms: [(room: "regions", migrations: RegionsSchema.migrations)])
        #expect(try await database.write { try $0.loadRegions() })
        return database
    }

    private func codes(_ tx: Transaction, within code: String) throws -> [String] {
        try tx.rows("SELECT code FROM region WHERE code IN \(sql: RegionCodes.within(code)) ORDER BY code") { try $0.text("code") }
    }

    @Test(arguments: TestEngine.allCases)
    func theTableIsLoadedOnceAndWhole(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        #expect(try await !database.write { try $0.loadRegions() })
        let china = RegionTable.china2023
        try await database.read { (tx: Transaction) throws in
            #expect(try tx.number("SELECT COUNT(*) FROM view_region") == Int64(china.regions.count))
            // What the program takes for the table's contents, as long as no other edition came, is its contents.
            #expect(try tx.regionsAsKept().regions == china.regions)
            #expect(try tx.regions().regions == china.regions)
            for code in ["610116", "610100", "110105", "659001", "710000"] {
                #expect(try tx.region(code) == china[code])
                #expect(try tx.regionPath(code) == china.path(of: code))
                #expect(try tx.currentRegionPath(code) == china.path(of: code))
            }
            #expect(try tx.region("999999") == nil)
            #expect(try tx.regionPath("999999").isEmpty)
            #expect(try codes(tx, within: "110000").count == 17)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aReplacedCodeKeepsItsNameAndCountsOnTheNewLine(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let edition = try RegionEdition.parse(csv: Self.renamed)
        let report = try await database.write { try $0.applyRegionEdition(edition) }
        #expect(report.replaced == ["610116": "610197"])
        #expect(try await database.write { try $0.applyRegionEdition(edition) }.isUnchanged)
        try await database.read { (tx: Transaction) throws in
            #expect(try tx.region("610116")?.nameZH == "长安区")
            #expect(try tx.regionLine("610116")?.name == Phrase("新长安区（原长安区）", "New Chang'an District (formerly Chang'an District)"))
            #expect(try tx.regionLine("610116") == tx.regionLine("610197"))
            #expect(try codes(tx, within: "610116") == ["610116", "610197"])
            #expect(try codes(tx, within: "610197") == ["610116", "610197"])
            #expect(try codes(tx, within: "610100").count == RegionTable.china2023.children(of: "610100").count + 2)
            #expect(try tx.regionPaths("610116") == [["610000", "610100", "610116"], ["610000", "610100", "610197"]])
            #expect(try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'regions.edition-applied'") == 1)
            let ended = try tx.row("SELECT valid_to FROM view_region WHERE code = '610116'") { try $0.textOrNil("valid_to") }
            #expect(ended == "2025-12-31")
        }
        // Replaced once more, and then the prefecture: everything moves on.
        let next = try RegionEdition.parse(
            csv: Self.header + "610198,county,610100,长安新区,Chang'an New District,2027-01-01,610197\n"
                + "610900,prefecture,610000,大西安市,Greater Xi'an,2027-01-01,610100\n".replacing("610900", with: "611900"))
        try await database.write { try $0.applyRegionEdition(next) }
        try await database.read { (tx: Transaction) throws in
            #expect(try tx.currentRegionPath("610116").map(\.code) == ["610000", "611900", "610198"])
            #expect(try tx.currentRegionPath("610113").map(\.code) == ["610000", "611900", "610113"])
            #expect(try tx.regionPath("610116").map(\.code) == ["610000", "610100", "610116"])
            #expect(try codes(tx, within: "610100") == codes(tx, within: "611900"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aSplitLeavesRecordsUnderTheOldCode(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let edition = try RegionEdition.parse(
            csv: Self.header + "610191,county,610100,东区,East District,2026-01-01,610116\n"
                + "610192,county,610100,西区,West District,2026-01-01,610116\n")
        #expect(try await database.write { try $0.applyRegionEdition(edition) }.split == ["610116"])
        #expect(try await database.write { try $0.applyRegionEdition(edition) }.isUnchanged)
        try await database.read { (tx: Transaction) throws in
            #expect(try tx.currentRegionPath("610116").map(\.code) == ["610000", "610100", "610116"])
            #expect(try codes(tx, within: "610116") == ["610116"])
        }
    }

    @Test(arguments: [
        ("610197,county,610100,甲,A,2026-01-01,999999", "Line 2 of the regions file: there is no code 999999 to replace."),
        ("610197,county,999900,甲,A,2026-01-01,", "Line 2 of the regions file: there is no unit 999900 that can stand above."),
        ("610116,county,610100,甲,A,2026-01-01,", "Line 2 of the regions file: the code 610116 exists already."),
        ("610197,county,610100,甲,A,2026-01-01,610100", "Line 2 of the regions file: 610100 is of another level."),
        (
            "610197,county,610100,甲,A,2026-01-01,610198\n610198,county,610100,乙,B,2026-01-01,610197",
            "Line 2 of the regions file: the replacements go in a circle."
        ),
    ])
    func whatDoesNotFitIsRefusedAndChangesNothing(_ lines: String, _ words: String) async throws {
        let database = try await database(.sqlite)
        let edition = try RegionEdition.parse(csv: Self.header + lines + "\n")
        let refusal = await #expect(throws: Refusal.self) { try await database.write { try $0.applyRegionEdition(edition) } }
        #expect(refusal?.phrase.en == words)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM region WHERE edition <> '2023' OR valid_to IS NOT NULL") } == 0)
    }

    @Test(arguments: [
        "61011,county,610100,甲,A,2026-01-01,", "610197,village,610100,甲,A,2026-01-01,", "610197,county,610100,甲,A,2026-02-30,",
        "610197,county,610100,甲,A,2026-01-01,610116 610113", "610197,county,610100,甲,A,2026-01-01,610197", "610197,county,,甲,A,2026-01-01,",
        "610197,county,610100,,A,2026-01-01,", "610197,county", "",
    ])
    func aFileThatIsWrongInItselfIsRefused(_ line: String) throws {
        let refusal = #expect(throws: Refusal.self) { try RegionEdition.parse(csv: Self.header + line + "\n") }
        #expect(refusal?.phrase.en.hasPrefix("Line 2 of the regions file: ") == true)
    }
}
