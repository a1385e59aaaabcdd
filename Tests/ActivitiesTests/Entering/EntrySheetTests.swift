import Access
import Formats
import Kernel
import Language
import Regions
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities
@testable import Web

/// Many activities from the template that the form makes.
@Suite struct EntrySheetTests {
    private static func sheet(_ world: World) async throws -> EntrySheet {
        EntrySheet(try await world.database.read { try $0.activityChoices(for: world.host, isNew: true) })
    }

    private static func upload(_ bytes: [UInt8], _ name: String) -> Upload { Upload(field: "file", fileName: name, mediaType: "", bytes: bytes) }

    /// The template goes in as it came out: nothing but its example, every column known.
    @Test func theTemplatesHoldEveryFieldOnce() async throws {
        let world = try await World.make(.sqlite)
        let sheet = try await Self.sheet(world)
        #expect(Set(sheet.form.fields.map(FormTable.heading)).count == sheet.form.fields.count)
        for (bytes, name) in [(try sheet.workbook(.zh), "a.xlsx"), (try sheet.workbook(.en), "b.xlsx"), (sheet.text(), "c.csv")] {
            let found = try sheet.rows(of: Self.upload(bytes, name))
            #expect(found.rows.count == 0 && found.problems == [] && found.absent(from: sheet.form).isEmpty, "\(name)")
        }
        // The example itself would be good, but for its mark.
        let row = EntrySheetRow(2, sheet.example, in: sheet, regions: .china2023)
        #expect(row.isGood && row.sessions.count == 2 && row.problems.count == 0, "\(row.problems.map(\.says.en))")
        await world.database.close()
    }

    @Test func columnsAreFoundByTheirNamesWhereverTheyStand() async throws {
        let world = try await World.make(.sqlite)
        let sheet = try await Self.sheet(world)
        let table = """
            Youngest age,场次 / Sessions,活动名称(中文),类型,cost,Venue
            8,2023-09-16 09:00-11:00；2023-09-17 14:00-16:00,观星,讲座,Free of charge,雁塔科技馆

            9,,火箭,Workshop,收费,nowhere
            """
        let found = try sheet.rows(of: Self.upload(Array(table.utf8), "t.csv"))
        #expect(found.problems == [] && found.rows.count == 2 && !found.columns.contains("title_en"))
        let rows = found.rows.map { EntrySheetRow($0.number, $0.values, in: sheet, regions: .china2023) }
        #expect(rows[0].isGood && rows[0].draft?.content.ageMin == 8 && rows[0].draft?.content.isFree == true && rows[0].draft?.content.venue == world.venue)
        #expect(rows[0].sessions.map { $0.begin.local(in: .china).iso } == ["2023-09-16T09:00:00", "2023-09-17T14:00:00"])
        #expect(rows[1].problems.map(\.column) == ["场馆 / Venue"] && rows[1].problems.first?.says.en == "Choose one of the values offered.")
        await world.database.close()
    }

    @Test func aWrongTableIsToldWhatIsWrong() async throws {
        let world = try await World.make(.sqlite)
        let sheet = try await Self.sheet(world)
        func problems(_ table: String) throws -> [String] { try sheet.rows(of: Self.upload(Array(table.utf8), "t.csv")).problems.map(\.en) }
        #expect(
            try problems("Titel,Kind\nA,lecture\n") == [
                "There is no field for the column “Titel”. Name it as the template does, or take it out.",
                "There is no column for the title; one language at least is needed.",
            ])
        #expect(try problems("Title in English,title_en\nA,B\n") == ["There are two columns for “活动名称（英文） / Title in English”. Keep one of them."])
        #expect(throws: Refusal.self) { try problems("") }
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0]
        let refusal = #expect(throws: Refusal.self) { try sheet.rows(of: Self.upload(old, "old.xls")) }
        #expect(refusal?.phrase.en.contains("save it as .xlsx") == true)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func rehearsedThenTakenIn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        #expect(try await host.go("/desk/activities/template.csv").html.contains("活动名称（中文） / Title in Chinese"))
        let table = """
            Title in English,Kind,Summary in English,Sessions,Youngest age
            Stars,lecture,Look up,2023-09-16 09:00-11:00; 2023-09-17 14:00-16:00,8
            Bad,nonsense,Look,tomorrow,200
            Rockets,workshop,Build one,,
            """
        try await host.go("/desk/activities/sheet")
        try await host.submit("/desk/activities/sheet", files: [(field: "file", name: "t.csv", text: table)])
        #expect(host.page.status == 422 && host.page.text.contains("3 rows: 2 can be taken in, 1 not. Nothing is saved yet."))
        #expect(host.page.text.contains("最小年龄 / Youngest age：Give a whole number from 0 to 120."))
        #expect(host.page.text.contains("类型 / Kind：Choose one of the values offered.") && host.page.text.contains("场次 / Sessions：It says"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 0)
        let rehearsed = host.page
        try await host.submit("/desk/activities/sheet/taking", ["submit_to": "city-series", "take": "2"])
        #expect(host.page.status == 200 && host.page.text.contains("1 activity is taken in and submitted."))
        let (activities, sessions, placed) = try await world.database.read { tx in
            (
                try tx.number("SELECT COUNT(*) FROM activities_activity"), try tx.number("SELECT COUNT(*) FROM activities_session"),
                try tx.number("SELECT COUNT(*) FROM activities_placement WHERE state = 'to-moderate'")
            )
        }
        #expect(activities == 1 && sessions == 2 && placed == 1)
        // The same file again: what is here is shown, and not ticked.
        try await host.go("/desk/activities/sheet")
        try await host.submit("/desk/activities/sheet", files: [(field: "file", name: "t.csv", text: table)])
        #expect(host.page.text.contains("It may be here already: Stars"))
        #expect(host.page.form(to: "/desk/activities/sheet/taking")?.values.filter { $0.name == "take" }.map(\.value) == ["4"])
        // A rehearsal sent twice takes in once.
        host.back(to: rehearsed)
        try await host.submit("/desk/activities/sheet/taking", ["submit_to": "city-series", "take": "2"])
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 1)
        await world.database.close()
    }
}
