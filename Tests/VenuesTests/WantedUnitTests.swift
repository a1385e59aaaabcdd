import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing

@testable import Venues

@Suite("Units that are missing")
struct WantedUnitTests {
    private struct Town {
        let database: Database
        let museum: ID<Organisation>
        let finder: ID<Account>
        let association: Identity

        static func make(_ engine: TestEngine) async throws -> Town {
            let database = try await rooms.database(engine)
            return try await database.write { tx in
                let museum = try tx.addOrganisation(key: "museum", name: Wording("科技馆", "Museum"), kind: .museum, region: "610113")
                let finder = try tx.addAccount(login: "finder@example.org", name: "F", passwordHash: "-")
                let grant = Grant(.organiser, over: .region(["610000", "610100"]))
                let association = Identity(account: Account(id: ID(77), login: "city@example.org", name: "C"), grants: [grant])
                return Town(database: database, museum: museum, finder: finder, association: association)
            }
        }

        func want(_ name: String, _ region: String? = "610113") async throws -> ID<WantedUnit> {
            try await database.write { try $0.wantUnit(Wording(name), .school, region: region, note: "", by: finder) }
        }

        func told() async throws -> [String] {
            try await database.read { try $0.messages(of: finder, limit: 20) }.compactMap { $0.content?.body.en }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func whoHasASayOverItsRegionAddsIt(_ engine: TestEngine) async throws {
        let town = try await Town.make(engine)
        let (here, far, national) = (try await town.want("一中"), try await town.want("朝阳中学", "110105"), try await town.want("全国学会", nil))
        #expect(try await town.database.read { try $0.wantedUnits(for: town.association).map(\.id) } == [here])
        for foreign in [far, national] {
            let refusal = await #expect(throws: Refusal.self) { try await town.database.write { _ = try $0.addWanted(foreign, by: town.association) } }
            #expect(refusal?.code == "not-yours")
        }
        let new = try await town.database.write { try $0.addWanted(here, by: town.association) }
        let unit = try await town.database.read { try $0.organisation(new) }
        #expect(unit?.name == Wording("一中") && unit?.kind == .school && unit?.region == "610113")
        #expect(try await town.told() == ["“一中” is in the list of units now and can be chosen and invited."])
        // It is answered once.
        let again = await #expect(throws: Refusal.self) { try await town.database.write { _ = try $0.addWanted(here, by: town.association) } }
        #expect(again?.code == "unit-answered")
        #expect(try await town.database.read { try $0.wantedUnits(of: town.finder).map(\.id) } == [far, national])
        await town.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func orItIsOneThatIsThere(_ engine: TestEngine) async throws {
        let town = try await Town.make(engine)
        let wanted = try await town.want("西安科技博物馆")
        try await town.database.write { try $0.recogniseWanted(wanted, as: town.museum, by: town.association) }
        #expect(try await town.told() == ["“西安科技博物馆”, which you named, is “Museum” in the list: use that."])
        let (units, left) = try await town.database.read { (try $0.organisations().count, try $0.wantedUnits().count) }
        #expect(units == 1 && left == 0)
        await town.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func whatIsThereOrWaitsIsNotNamedAgain(_ engine: TestEngine) async throws {
        let town = try await Town.make(engine)
        func code(_ name: String, _ region: String = "610113") async throws -> String? {
            do {
                _ = try await town.want(name, region)
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await code("科 技 馆") == "unit-here")
        // Of the same name somewhere else is another one.
        #expect(try await code("科技馆", "110105") == nil)
        #expect(try await code("科技馆", "110105") == "unit-waits")
        for number in 2...20 { #expect(try await code("第\(number)小学") == nil) }
        #expect(try await code("一中") == "units-many")
        await town.database.close()
    }

    @Test(arguments: TestEngine.allCases)
    func fromTheHostsFormToTheList(_ engine: TestEngine) async throws {
        let town = try await Town.make(engine)
        let site = try await rooms.site(town.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(town.museum.number)), at: site)
        let city = try await Browser.signedIn("org@example.org", Grant(.organiser, over: .region(["610000"])), at: site)
        let path = "/desk/organisations/wanted"
        #expect(try await host.go("/desk/organisations").links.contains(path))
        try await host.go(path)
        try await host.submit(path, ["name_zh": "<一中>", "kind": "school", "region": "999999"])
        #expect(host.page.status == 422 && host.page.text.contains("There is no division with this code."))
        try await host.submit(path, ["region": "610113"])
        #expect(host.page.status == 200 && host.page.text.contains("Named by you, waiting") && host.page.text.contains("<一中>"))
        #expect(!host.page.text.contains("For you to check"))
        try await city.go(path)
        let base = path + "/" + (try await town.database.read { try #require(try $0.wantedUnits().first).id.text })
        try await city.submit(base + "/recognition")
        #expect(city.page.status == 422 && city.page.text.contains("Choose which unit it is."))
        try await city.submit(base + "/addition")
        #expect(city.page.status == 200 && city.page.text.contains("It is in the list of units now."))
        #expect(try await town.database.read { try $0.organisations().map(\.name.zh) }.sorted() == ["<一中>", "科技馆"])
        await town.database.close()
    }
}
