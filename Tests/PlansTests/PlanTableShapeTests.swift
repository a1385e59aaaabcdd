import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Web

@testable import Plans

/// Tables as offices write them: a title above the columns, days and numbers as they are printed; and files that are no tables.
struct PlanTableShapeTests {
    private static let page = "/desk/plans/plan-2026/table"

    private static func send(_ table: [UInt8], _ name: String = "plan.csv", takes: Bool = false, as browser: Browser) async throws -> PageSeen {
        try await browser.go(page)
        return try await browser.submit(page, takes ? ["take": "1"] : [:], uploads: [(field: "file", name: name, bytes: table)])
    }

    private static func send(_ table: String, takes: Bool = false, as browser: Browser) async throws -> PageSeen { try await send(Array(table.utf8), takes: takes, as: browser) }

    @Test(arguments: TestEngine.allCases) func aTitleMayStandAboveTheColumns(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let head = "任务编号,任务名称,牵头单位,完成期限\n"
        let titled = try await Self.send("西安市任务表,,,\n\n填报：市科协,,,单位：元\n" + head + "new-a,任务甲,市科技馆,2026-11-30\nnew-b,任务乙,市科学馆,\n", as: world.steerer)
        // Rows are numbered as in the sheet.
        #expect(titled.status == 422 && titled.text.contains("Row 6 new-b · 任务乙 Column “Lead”") && titled.text.contains("2 rows: 1 new"), "\(titled.text)")
        let alone = try await Self.send("西安市任务表\n" + head + "new-a,任务甲,市科技馆,2026-11-30\n", takes: true, as: world.steerer)
        #expect(alone.status == 200 && alone.text.contains("1 row: 1 new"), "\(alone.text)")
        #expect(try await world.task("new-a").due == day("2026-11-30"))
        // Not among the first ten rows.
        let deep = try await Self.send(String(repeating: "说明\n", count: 10) + head + "new-c,任务丙,市科技馆,\n", as: world.steerer)
        #expect(deep.status == 422 && deep.text.contains("None of the first 10 rows names the columns."), "\(deep.text)")
        await world.database.close()
    }

    /// What is wrong with the table as a whole is said once, however many rows it has.
    @Test func whatIsTheSameForAllRowsIsSaidOnce() async throws {
        let world = try await PlanHouse.make(.sqlite)
        var rows = "西安市任务表\n序号,任务,单位\n"
        for number in 1...5_000 { rows += "\(number),任务\(number),市科技馆\n" }
        let seen = try await Self.send(rows, as: world.steerer)
        let says = "Put the names of the columns in one row, and delete what stands above it. Looked for: “Key”."
        #expect(seen.status == 422 && seen.text.contains(says) && !seen.text.contains("mapping") && seen.html.utf8.count < 30_000, "\(seen.text.prefix(2_000))")
        var wide = "任务编号\n"
        for number in 1...5_000 { wide += "t-\(number),任务\(number)\n" }
        let cells = try await Self.send(wide, as: world.steerer)
        #expect(cells.text.contains("row has 2 cells; the header has 1 column.") && cells.text.contains("The same in 4999 more rows: 3, 4,"), "\(cells.text.prefix(2_000))")
        #expect(!cells.text.contains("mapping") && cells.html.utf8.count < 30_000)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func daysAndSumsAreReadAsTheyArePrinted(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let table = """
            任务编号,任务名称,牵头单位,完成期限,经费（元）
            new-a,任务,市科技馆,2026年12月20日,"12,345"
            new-b,任务,市科技馆,2026/12/20,12，345
            new-c,任务,市科技馆,2026.12.20,"1,234,567"
            new-d,任务,市科技馆,２０２６年１２月２０日,12345

            """
        let taken = try await Self.send(table, takes: true, as: world.steerer)
        #expect(taken.status == 200 && taken.text.contains("4 rows: 4 new"), "\(taken.text)")
        for (key, sum) in [("new-a", 12_345), ("new-b", 12_345), ("new-c", 1_234_567), ("new-d", 12_345)] as [(String, Int64)] {
            let task = try await world.task(key)
            #expect(task.due == day("2026-12-20") && task.budgetYuan == sum, "\(key)")
        }
        // What is grouped otherwise may mean something else.
        let wrong = try await Self.send("任务编号,任务名称,牵头单位,完成期限,经费（元）\nnew-e,任务,市科技馆,2026年13月20日,\"12,34\"\n", as: world.steerer)
        #expect(wrong.text.contains("Column “Due”:") && wrong.text.contains("Column “Budget (yuan)”:"), "\(wrong.text)")
        await world.database.close()
    }

    @Test func otherFilesAndEmptyKeysAreToldInOneSentence() async throws {
        let world = try await PlanHouse.make(.sqlite)
        let pdf = try await Self.send(Array("%PDF-1.7\n%âãÏÓ\n1 0 obj\n".utf8), "plan.pdf", as: world.steerer)
        #expect(pdf.status == 422 && pdf.text.contains("This is a PDF, not a table. Save the table as XLSX or CSV, and upload that.") && !pdf.text.contains("no field"), "\(pdf.text)")
        let picture = try await Self.send([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "plan.csv", as: world.steerer)
        #expect(picture.text.contains("This is a picture, not a table."), "\(picture.text)")
        let other = try await Self.send([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], "plan.xlsx", as: world.steerer)
        #expect(other.text.contains("This is a file of another kind, not a table."), "\(other.text)")

        let empty = try await Self.send("任务编号,任务名称,牵头单位\n,任务甲,市科技馆\n,任务乙,市科技馆\n", as: world.steerer)
        #expect(empty.status == 422 && empty.text.contains("2 wrong") && empty.text.ranges(of: "Column “Key”").count == 2, "\(empty.text)")
        #expect(!empty.text.contains("cannot be a key"), "\(empty.text)")
        await world.database.close()
    }

    /// English sentences list with English commas.
    @Test func englishListsHaveEnglishCommas() async throws {
        let world = try await PlanHouse.make(.sqlite)
        let seen = try await Self.send("任务编号,任务名称,牵头单位,地区,目标编号,指标,进一步细分\nnew-a,任务,市科技馆,朝阳,,,\nnew-b,任务,市科技馆,,,visits,colour=red\n", as: world.steerer)
        let region = try #require(seen.text.ranges(of: "Which place is “朝阳”").first), rest = seen.text[region.lowerBound...].prefix { $0 != "?" }
        #expect(rest.contains(", ") && !rest.contains("、"), "\(rest)")
        let slices = try #require(seen.text.ranges(of: "such as mode=online; there are:").first), names = seen.text[slices.lowerBound...].prefix { $0 != "." }
        #expect(names.contains(", ") && !names.contains("、"), "\(names)")
        await world.database.close()
    }
}
