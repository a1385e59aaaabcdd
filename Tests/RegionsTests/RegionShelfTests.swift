import Kernel
import Regions
import Storage
import TestKit
import Testing

@Suite("The units of all editions as one value")
struct RegionShelfTests {
    private static let header = "code,level,parent,name_zh,name_en,valid_from,replaces\n"
    private static let edition = header + "610197,county,610100,新长安区,New Chang'an District,2026-01-01,610116\n"
        + "611900,prefecture,610000,大西安市,Greater Xi'an,2026-01-01,610100\n" + "610196,county,611900,航天新区,Aerospace New District,2026-01-01,\n"
        + "610191,county,610100,东区,East District,2026-01-01,610113\n" + "610192,county,610100,西区,West District,2026-01-01,610113\n"

    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.database(rooms: [(room: "regions", migrations: RegionsSchema.migrations)])
        try await database.write { tx in _ = try tx.loadRegions() }
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func theTableThatTheProgramCarriesComesBackWhole(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let table = try await database.read { try $0.regions() }
        let china = RegionTable.china2023
        #expect(table.regions == china.regions)
        #expect(table.provinces == china.provinces)
        #expect(table.children(of: "610100") == china.children(of: "610100"))
        #expect(!table.isReplaced("610116") && table.today("610116") == "610116")
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func anEditionAddsUnitsAndReplacedOnesKeepTheirNames(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        let table = try await database.read { try $0.regions() }
        #expect(table["610116"]?.nameZH == "长安区" && table["610196"]?.nameZH == "航天新区")
        #expect(table.path(of: "610116").map(\.code) == ["610000", "610100", "610116"])
        #expect(table.todaysPath(of: "610116").map(\.code) == ["610000", "611900", "610197"])
        #expect(table.isReplaced("610116") && table.today("610116") == "610197")
        // A split one ends, and counts as itself.
        #expect(table.isReplaced("610113") && table.today("610113") == "610113")
        #expect(table.todaysPath(of: "610113").map(\.code) == ["610000", "611900", "610113"])
        let below = Set(table.children(of: "611900").map(\.code))
        let before = Set(RegionTable.china2023.children(of: "610100").map(\.code))
        #expect(below == before.subtracting(["610116", "610113"]).union(["610197", "610196", "610191", "610192"]))
        #expect(table.children(of: "610100") == table.children(of: "611900"))
        #expect(table.children(of: "610000").map(\.code).contains("611900") && !table.children(of: "610000").map(\.code).contains("610100"))
        #expect(table.provinces == RegionTable.china2023.provinces)
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func anOldNameIsFoundBesideThoseOfToday(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        let table = try await database.read { try $0.regions() }
        #expect(table.find("航天新区").map(\.code) == ["610196"])
        #expect(table.find("610116").map(\.code) == ["610116"])
        // There is a 长安区 in Shijiazhuang too: who writes the old name is asked which.
        #expect(table.find("长安区").map(\.code) == ["130102", "610116"])
        let renumbered = Self.header + "130197,county,130100,长安区,Chang'an District,2027-01-01,130102\n"
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: renumbered)) }
        let later = try await database.read { try $0.regions() }
        #expect(later.find("长安区").map(\.code) == ["130197", "610116"])
        await database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func aRunningServerNoticesAnEditionThatAnotherProgramLoads(_ engine: TestEngine) async throws {
        let database = try await database(engine)
        let (eager, patient) = (try await RegionShelf(database, pause: .zero), try await RegionShelf(database, pause: .seconds(3600)))
        #expect(await eager.today().regions.count == RegionTable.china2023.regions.count)
        try await database.write { tx in _ = try tx.applyRegionEdition(RegionEdition.parse(csv: Self.edition)) }
        #expect(await eager.today()["610196"]?.nameZH == "航天新区")
        #expect(eager.table["610196"]?.nameZH == "航天新区")
        #expect(await patient.today()["610196"] == nil)
        await database.close()
    }

    @Test func aShelfWhoseDatabaseIsGoneKeepsWhatItKnows() async throws {
        let database = try await database(.sqlite)
        let shelf = try await RegionShelf(database, pause: .zero)
        try await database.write { tx in try tx.execute("DROP VIEW view_region") }
        try await database.write { tx in try tx.execute("DROP TABLE region") }
        #expect(await shelf.today()["610113"]?.nameZH == "雁塔区")
        await database.close()
    }
}
