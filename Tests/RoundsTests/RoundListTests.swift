import Access
import Formats
import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Rounds

/// Declarations of several units as a spreadsheet, and the office's list.
struct RoundListTests {
    private static let page = "/desk/rounds/exhibits-2023/list"

    private static func send(_ table: String, takes: Bool, as browser: Browser) async throws -> PageSeen {
        try await browser.go(page)
        return try await browser.submit(page, takes ? ["take": "1"] : [:], uploads: [(field: "file", name: "list.csv", bytes: Array(table.utf8))])
    }

    /// Somebody of the province's science office.
    private static func province(_ world: RoundWorld) async throws -> Browser {
        try await .signedIn("province@example.org", Grant(.organiser, over: .region(["610000"])), at: world.site)
    }

    @Test(arguments: TestEngine.allCases) func aProvinceHandsInForItsUnits(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let province = try await Self.province(world)
        let table = """
            申报单位,光学展品：套数,学生数,场地,提交
            雁塔科普馆,２,40000,展厅,是
            Huyi Museum,1,20000,体育馆,否

            """
        let seen = try await Self.send(table, takes: false, as: province)
        #expect(seen.status == 200 && seen.text.contains("2 rows: 2 new, 0 changed, 0 as before, 0 wrong."), "\(seen.status) \(seen.text)")
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM rounds_declaration") } == 0)
        #expect(try await Self.send(table, takes: true, as: province).text.contains("It is taken in"))
        let yanta = try await world.declaration("yanta"), huyi = try await world.declaration("huyi")
        #expect(yanta.state == .submitted && yanta.number == 1 && yanta.body.wants.map(\.sets) == [2] && yanta.body.answers == ["pupils": "40000", "site": "展厅"])
        #expect(huyi.state == .draft && huyi.body.wants.map(\.sets) == [1])

        // Empty cells keep what stands there; what is handed in is not changed any more.
        let later = "申报单位,学生数,提交\n鄠邑科普馆,,是\n雁塔科普馆,,是\n"
        #expect(try await Self.send(later, takes: true, as: province).text.contains("2 rows: 0 new, 1 changed, 1 as before, 0 wrong."))
        let handed = try await world.declaration("huyi")
        #expect(handed.state == .submitted && handed.body.answers["pupils"] == "20000")
        let fixed = try await Self.send("申报单位,学生数\n雁塔科普馆,1\n", takes: true, as: province)
        #expect(fixed.status == 422 && fixed.text.contains("This declaration is handed in and cannot be changed."), "\(fixed.text)")

        // Written out it comes in again without a change.
        let book = try await province.go("/desk/rounds/exhibits-2023/list.xlsx")
        try await province.go(Self.page)
        let again = try await province.submit(Self.page, [:], uploads: [(field: "file", name: "x.xlsx", bytes: book.bytes)])
        #expect(again.text.contains("2 as before"), "\(again.text)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatIsWrongIsToldAndNothingIsKept(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let province = try await Self.province(world)
        let table = """
            unit,w-optics,f-pupils,f-site,hand_in
            雁塔科普馆,2,40000,展厅,是
            安定科普馆,1,1,展厅,是
            鄠邑科普馆,9,1,,
            蓝田科普馆,,很多,,
            雁塔科普馆,1,1,,
            蓝田科普馆,,5,展厅,是

            """
        let seen = try await Self.send(table, takes: true, as: province)
        #expect(seen.status == 422 && seen.text.contains("There are mistakes; nothing is saved") && seen.text.contains("5 wrong."), "\(seen.status) \(seen.text)")
        for says in [
            "Row 3 安定科普馆 Column “Unit”: None of the units for which you may declare is called “安定科普馆”", "Row 4 鄠邑科普馆 Column “Optics exhibits: sets”: Give a whole number from 0 to 3.",
            "Row 5 蓝田科普馆 Column “Pupils”: Give a whole number", "Row 6 雁塔科普馆 Column “Unit”: Row 2 has this unit already.",
            "Row 7 蓝田科普馆 Column “Optics exhibits: sets”: Ask for one thing at least",
        ] { #expect(seen.text.contains(says), "\(says) — \(seen.text)") }
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM rounds_declaration") } == 0)

        world.clock.set("2023-03-10T10:00:00Z")
        let late = try await Self.send("unit,w-optics\n雁塔科普馆,1\n", takes: true, as: try await world.host("yanta"))
        #expect(late.status == 422 && late.text.contains("closed at its deadline"), "\(late.text)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theOfficeHasAllInOneTable(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let ids = [try await world.declare("yanta", optics: 2, pupils: 40_000), try await world.declare("anding", optics: 2, pupils: 8_000)]
        try await world.acceptAll(ids)
        #expect(try await world.host("yanta").go("/desk/rounds/exhibits-2023/declarations.xlsx").status == 403)
        #expect(try await Self.lines(world).map { $0["Score"] } == [nil, nil])
        world.clock.set("2023-03-13T02:00:00Z")
        let office = try await world.office
        try await office.go("/desk/rounds/exhibits-2023/trial")
        try await office.submit("/desk/rounds/exhibits-2023/publication")
        let lines = try await Self.lines(world)
        #expect(lines.map { $0["Unit"] } == ["Anding Museum", "Yanta Museum"])
        #expect(lines.map { $0["Score"] } == ["68", "40"] && lines.map { $0["Rank"] } == ["1", "2"])
        #expect(lines.map { $0["Optics exhibits: awarded"] } == ["2", "1"] && lines.map { $0["Pupils: fact"] } == ["8000", "40000"])
        #expect(lines.map { $0["A hill county: fact"] } == ["yes", "no"] && lines.map { $0["A hill county: who says so"] } == ["platform's records", "platform's records"])
        await world.database.close()
    }

    private static func lines(_ world: RoundWorld) async throws -> [[String: String]] {
        let book = try await world.office.go("/desk/rounds/exhibits-2023/declarations.xlsx")
        #expect(book.status == 200, "\(book.text)")
        let path = FileManager.default.temporaryDirectory.path + "/round-\(UUID().uuidString).xlsx"
        try Data(book.bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var reader = try RecordFile.open(path: path), out: [[String: String]] = []
        while let record = try reader.next() {
            guard case .object(let members) = record.datum else { continue }
            var line: [String: String] = [:]
            for member in members {
                switch member.value {
                case .text(let text): line[member.key] = text
                case .integer(let number): line[member.key] = String(number)
                case .real(let number): line[member.key] = String(Int(number))
                default: break
                }
            }
            out.append(line)
        }
        return out
    }
}
