import Access
import Activities
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import MobileFacilities

/// The register, from the first entry to the retirement.
struct FacilityJourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheRegisterToTheRoad(_ engine: TestEngine) async throws {
        let world = try await FacilityWorld.make(engine)
        let id = try await world.made(), path = "/desk/facilities/\(id)"
        let page = try await world.visitor.go("/facilities/\(id)")
        // Allocated in 2012, so more than ten years ago from 2023 on.
        #expect(page.text.contains("Chang'an caravan") && page.text.contains("陕A12345") && page.text.contains("Eligible for renewal since 1 January 2023"), "\(page.text)")
        #expect(page.text.contains("Its exhibits may be refreshed: allocated in 2012"))

        // Into service, and counted apart.
        try await world.host.go(path)
        #expect(try await world.host.submit(path + "/steps", ["event": "commission", "day": "2023-09-01", "says": ""]).text.contains("Changed."))
        let counts = try await world.database.read { try $0.facilityCounts(in: "610100").lines.first { $0.kind == .caravan } }
        #expect(counts?.allocated == 1 && counts?.inService == 1 && counts?.waiting == 0)
        #expect(try await world.visitor.go("/facilities?region=110000").text.contains("Nothing fits"))

        // The odometer: grows, a lower one needs a reason, the distance reaches the rule's.
        try await world.host.go(path)
        try await world.host.submit(path + "/readings", ["read_on": "2023-09-01", "shown": "99000", "why": "", "says": ""])
        let lower = try await world.host.submit(path + "/readings", ["read_on": "2023-09-02", "shown": "10", "why": "", "says": ""])
        #expect(lower.status == 422 && lower.text.contains("A reading only grows"), "\(lower.text)")
        try await world.host.submit(path + "/readings", ["read_on": "2023-09-03", "shown": "1200", "why": "replaced", "says": "Broken"])
        let facility = try #require(try await world.database.read { try $0.facility(id) })
        #expect(facility.kilometres == 100_200 && facility.reachedOn == Day(iso: "2023-09-03"))
        let view = try await world.visitor.go("/facilities/\(id)")
        #expect(view.text.contains("it has run 100200 km"), "\(view.text)")

        // A misreading that is put right takes the ground away again.
        try await world.host.go(path)
        try await world.host.submit(path + "/readings", ["read_on": "2023-09-04", "shown": "120", "why": "corrected", "says": "One digit too many"])
        let mended = try #require(try await world.database.read { try $0.facility(id) })
        #expect(mended.kilometres == 99_120 && mended.reachedOn == nil)

        // A trip is an activity of its owner.
        let owner = world.owner
        let activity = try await world.database.write { tx in
            let activity = try tx.addActivity(ActivityDraft(organiser: owner, title: Wording("大篷车进村", "The caravan in the village"), summary: Wording("一天", "A day")))
            let begin = instant("2023-09-10T01:00:00Z")
            _ = try tx.addSessions([SessionDraft(begin: begin, end: begin.adding(hours: 3))], to: activity)
            return activity
        }
        try await world.host.go(path)
        let tied = try await world.host.submit(path + "/activities", ["activity": activity.text])
        #expect(tied.text.contains("Tied.") && tied.text.contains("The caravan in the village") && tied.text.contains("1 session"), "\(tied.text)")
        // Nobody has published it: the public does not read of it.
        #expect(!(try await world.visitor.go("/facilities/\(id)").text.contains("The caravan in the village")))

        // Retired with a reason; then the rules are silent.
        try await world.host.go(path)
        #expect(try await world.host.submit(path + "/steps", ["event": "retire", "day": "2023-09-04", "says": ""]).status == 422)
        try await world.host.submit(path + "/steps", ["event": "retire", "day": "2023-09-04", "says": "Worn out"])
        let retired = try await world.visitor.go("/facilities/\(id)")
        #expect(retired.text.contains("Retired") && !retired.text.contains("Eligible for renewal"), "\(retired.text)")
    }

    @Test(arguments: TestEngine.allCases) func whatContradictsItselfIsRefused(_ engine: TestEngine) async throws {
        let world = try await FacilityWorld.make(engine)
        _ = try await world.made()
        #expect(try await world.register().text.contains("is registered already"))
        let plate = try await world.register(FacilityWorld.form.merging(["number": "X-2", "plate": "陕a12345"]) { $1 })
        #expect(plate.status == 422 && plate.text.contains("is registered under number DPC-610116-1"), "\(plate.text)")
        #expect(try await world.register(FacilityWorld.form.merging(["number": "X-3", "plate": "", "type": ""]) { $1 }).text.contains("Choose the type of the caravan."))
        #expect(try await world.register(FacilityWorld.form.merging(["number": "X-4", "plate": "", "kind": "museum-set"]) { $1 }).text.contains("Only caravans have a type"))
        #expect(try await world.register(FacilityWorld.form.merging(["number": "X-5", "plate": "", "year": "2024"]) { $1 }).text.contains("yet to come"))
        #expect(try await world.register(FacilityWorld.form.merging(["number": "X-6", "plate": "", "region": "999999"]) { $1 }).text.contains("There is no region"))
    }

    @Test(arguments: TestEngine.allCases) func onlyTheirOwn(_ engine: TestEngine) async throws {
        let world = try await FacilityWorld.make(engine)
        let id = try await world.made()
        #expect(try await world.stranger.go("/desk/facilities/\(id)").status == 403)
        #expect(try await world.stranger.go("/desk/facilities").text.contains("Nothing fits"))
        #expect(try await world.office.go("/desk/facilities").text.contains("Chang'an caravan"))
        let foreign = try await world.register(FacilityWorld.form.merging(["number": "X-9", "plate": ""]) { $1 }, by: world.stranger)
        #expect(foreign.status == 422 || foreign.status == 403)
        #expect(try await world.database.read { try $0.facility(number: "X-9") } == nil)
    }

    /// Out as a workbook and in again: nothing changes; what is wrong in one row leaves the others.
    @Test(arguments: TestEngine.allCases) func theSpreadsheetComesBack(_ engine: TestEngine) async throws {
        let world = try await FacilityWorld.make(engine)
        _ = try await world.made()
        let page = "/desk/facilities/sheet"
        let book = try await world.database.read { tx in
            let units = try tx.rows("SELECT id, name_zh, name_en FROM view_venues_organisation ORDER BY id") { (id: try $0.id("id", Organisation.self), name: try $0.wording("name")) }
            return try FacilitySheet(units).workbook(try tx.facilities(try FacilityFilter(Query()), page: 1).lines, .en)
        }
        try await world.host.go(page)
        let again = try await world.host.submit(page, ["take": "1"], uploads: [(field: "file", name: "facilities.xlsx", bytes: book)])
        #expect(again.status == 200 && again.text.contains("1 row: 0 new, 0 changed, 1 as before, 0 wrong."), "\(again.status) \(again.text)")

        let table = """
            编号,种类,中文名称,所有单位,运行方式,行政区划代码,车型,车牌,配发年份,状态,里程表读数,读数日期
            DPC-610116-1,科普大篷车,长安区一号大篷车,长安区科协,科协,610116,Ⅳ型,陕A12345,2012,,,
            LD-1,流动科技馆,流动馆一套,长安区科协,科技馆,610116,,,2020,在用,,
            DPC-2,科普大篷车,二号车,长安区科协,科协,610116,Ⅱ型,陕A22222,2015,在用,88000,2023-08-31
            DPC-3,科普大篷车,三号车,长安区科协,科协,610116,,,2015,,,
            LD-1,流动科技馆,又一套,长安区科协,科技馆,610116,,,2020,,,
            DPC-4,飞船,四号,没有的单位,科协,610116,,,abc,,,

            """
        let rehearsed = try await world.host.submit(page, [:], uploads: [(field: "file", name: "facilities.csv", bytes: Array(table.utf8))])
        #expect(rehearsed.text.contains("6 rows: 2 new, 1 changed, 0 as before, 3 wrong.") && rehearsed.text.contains("nothing is saved yet"), "\(rehearsed.text)")
        #expect(try await world.database.read { try $0.facility(number: "LD-1") } == nil)
        try await world.host.go(page)
        let taken = try await world.host.submit(page, ["take": "1"], uploads: [(field: "file", name: "facilities.csv", bytes: Array(table.utf8))])
        #expect(taken.text.contains("What was taken in") && taken.text.contains("Choose the type of the caravan.") && taken.text.contains("stands in two rows"), "\(taken.text)")
        let (set, car) = try await world.database.read { (try $0.facility(number: "LD-1"), try $0.facility(number: "DPC-2")) }
        #expect(set?.state == .inService && car?.kilometres == 88_000)

        try await world.host.go(page)
        let strange = try await world.host.submit(page, [:], uploads: [(field: "file", name: "x.xlsx", bytes: Array("PK\u{3}\u{4}nonsense".utf8))])
        #expect(strange.status == 422)
        try await world.host.go(page)
        let lacking = try await world.host.submit(page, [:], uploads: [(field: "file", name: "x.csv", bytes: Array("编号,颜色\nA,红\n".utf8))])
        #expect(lacking.text.contains("There is no field for the column “颜色”") && lacking.text.contains("The column “Owner” is missing."), "\(lacking.text)")
    }
}
