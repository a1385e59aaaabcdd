import Foundation
import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// Spreadsheets and comma-separated files as offices keep them, through the importer.
@Suite struct ImportTableTests {
    @Test(arguments: TestEngine.allCases) func aSheetComesIn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var sheet = Self.titled()
        sheet.row(4, [.text("610113199001011234"), .text("观星 & <科学>"), .text("讲座"), .moment("45185.375"), .moment("45185.458333333336")])
        sheet.row(5, [.none, .none])
        sheet.row(6, [.text("  "), .text(" "), .none])
        sheet.row(9, [.number("1007"), .text("化石展"), .text("展览"), .day("45186"), .day("45187")])
        sheet.row(10, [.text("007"), .text("夜游"), .text("展览"), .text("2023年9月18日19:00"), .text("2023年9月18日 21:00")])
        let file = try ImportWorld.file("club.xlsx", bytes: sheet.bytes), mapping = try ImportWorld.file("club.yaml", Self.mapping)
        let report = try await ImportWorld.run(file, mapping, world.database)
        #expect(report.succeeded && ImportWorld.number("added", in: report) == 3, "\(report.lines)")
        #expect(report.lines.filter { $0.hasPrefix("row ") }.map { $0.prefix { $0 != ":" } } == ["row 4", "row 9", "row 10"])
        #expect(try await Self.times("610113199001011234", world.database) == ["2023-09-16T01:00:00Z/2023-09-16T03:00:00Z"])
        #expect(try await Self.times("1007", world.database).map { $0.prefix(20) } == ["2023-09-16T16:00:00Z", "2023-09-17T16:00:00Z"])
        #expect(try await Self.times("007", world.database) == ["2023-09-18T11:00:00Z/2023-09-18T13:00:00Z"])
        let again = try await ImportWorld.run(file, mapping, world.database)
        #expect(ImportWorld.number("unchanged", in: again) == 3)
        let undone = try await ImportWorld.undo(ImportWorld.importID(report), world.database)
        #expect(ImportWorld.number("withdrawn", in: undone) == 3)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func badRowsOfASheetRefuseAllUnlessGoodOnesAreAccepted(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var sheet = Self.titled()
        sheet.row(5, [.text("1"), .text("观星"), .text("讲座"), .moment("45185.375"), .moment("45185.5")])
        sheet.row(6, [.text("2"), .none, .text("讲座"), .moment("45185.375"), .moment("45185.5")])
        sheet.row(8, [.number("123456789012345680"), .text("火箭"), .text("讲座"), .moment("45185.375"), .moment("45185.5")])
        sheet.row(9, [.number("1.2345678901234568E+17"), .text("火箭"), .text("讲座"), .moment("45185.375"), .moment("45185.5")])
        sheet.row(11, [.text("3"), .text("夜游"), .text("讲座"), .moment("45185.5"), .moment("45185.375")])
        sheet.row(12, [.text("4"), .text("化石"), .text("讲座"), .day("60"), .day("61")])
        sheet.row(13, [.text("5"), .text("露营"), .text("讲座"), .moment("45185.375"), .moment("45185.5"), .text("多出一格")])
        let file = try ImportWorld.file("club.xlsx", bytes: sheet.bytes), mapping = try ImportWorld.file("club.yaml", Self.mapping)
        let before = try await ImportWorld.counts(world.database)
        let refused = try await ImportWorld.run(file, mapping, world.database)
        #expect(!refused.succeeded && ImportWorld.number("refused", in: refused) == 6, "\(refused.lines)")
        #expect(try await ImportWorld.counts(world.database) == before)
        for row in [6, 8, 9, 11, 12, 13] { #expect(refused.lines.contains { $0.hasPrefix("row \(row): ") }, "row \(row)") }
        #expect(refused.lines.contains { $0.hasPrefix("row 8: external_id (编号)") && $0.contains("15 digits") })
        let chinese = try await ImportWorld.run(file, mapping, world.database, language: .zh)
        #expect(chinese.lines.contains { $0.hasPrefix("第 6 行：title（名称）：读到空白") })
        let good = try await ImportWorld.run(file, mapping, world.database, good: true)
        #expect(good.succeeded && ImportWorld.number("added", in: good) == 1 && ImportWorld.number("refused", in: good) == 6)
        #expect(try await ImportWorld.counts(world.database)[4] == 1)
        await world.database.close()
    }

    @Test func headersThatAreNoneAreToldWhatToDo() async throws {
        let world = try await World.make(.sqlite)
        func told(_ sheet: ImportSheet, _ mapping: String) async throws -> String {
            let file = try ImportWorld.file("club.xlsx", bytes: sheet.bytes), map = try ImportWorld.file("club.yaml", mapping)
            do {
                let report = try await ImportWorld.run(file, map, world.database)
                #expect(!report.succeeded)
                return report.lines.joined(separator: "\n")
            } catch let refusal as Refusal { return refusal.phrase.en }
        }
        // The title stands over merged cells, and the mapping does not say so.
        var sheet = Self.titled()
        sheet.row(4, [.text("1"), .text("观星"), .text("讲座"), .moment("45185.375"), .moment("45185.5")])
        #expect(try await told(sheet, Self.mapping.replacing("    header-row: 3\n", with: "")).contains("header-row"))
        // One heading over two columns.
        var merged = ImportSheet()
        merged.row(1, [.text("编号"), .text("名称"), .text("时间"), .none, .text("类型")])
        merged.row(2, [.text("1"), .text("观星"), .moment("45185.375"), .moment("45185.5"), .text("讲座")])
        merged.merge("C1:D1")
        let message = try await told(merged, Self.mapping.replacing("    header-row: 3\n", with: ""))
        #expect(message.contains("club.xlsx, row 1") && message.contains("Column 4 (D) has no name") && message.contains("merged"), "\(message)")
        #expect(try await told(sheet, Self.mapping.replacing("format: xlsx", with: "format: json")).contains("header-row"))
        await world.database.close()
    }

    /// Taken as blank, a column of another name would call off every session of what was brought in before.
    @Test(arguments: TestEngine.allCases) func aColumnThatIsNotThereIsRefused(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let map = try ImportWorld.file("club.yaml", ImportWorld.csvMapping)
        let text = "id,title,kind,when,free\n1,观星,讲座,2023-09-16 09:00-11:00,是\n"
        #expect(try await ImportWorld.run(ImportWorld.file("club.csv", text), map, world.database).succeeded)
        let before = try await ImportWorld.counts(world.database)
        let renamed = try ImportWorld.file("club.csv", text.replacing("when", with: "time").replacing("free", with: "gratis"))
        for good in [false, true] {
            let refusal = await #expect(throws: Refusal.self) { try await ImportWorld.run(renamed, map, world.database, good: good) }
            #expect(
                refusal?.phrase.en.hasPrefix("The table lacks columns that the mapping takes: “free” (cost), “when” (sessions). It has: id, title, kind, time, gratis.") == true,
                "\(refusal?.phrase.en ?? "")")
        }
        #expect(try await ImportWorld.counts(world.database) == before)
        // One of several names is enough.
        let either = try ImportWorld.file(
            "club.yaml", ImportWorld.csvMapping.replacing("[when]", with: "[when, time]").replacing("[free]", with: "[free, gratis]"))
        #expect(ImportWorld.number("unchanged", in: try await ImportWorld.run(renamed, either, world.database)) == 1)
        // Not even the first row is a good one; there is no row at all; it is no table.
        for rubbish in ["id,title,kind,time,free\n1,2,3,4,5,6,7\n1,观星,讲座,2023-09-16,是\n", "id,title,kind,time,free\n", "hello"] {
            let file = try ImportWorld.file("rubbish.csv", rubbish)
            let refusal = await #expect(throws: Refusal.self) { try await ImportWorld.run(file, map, world.database, good: true) }
            #expect(refusal?.code == "no-column" && refusal?.phrase.en.contains("“when” (sessions)") == true, "\(rubbish)")
        }
        #expect(try await ImportWorld.counts(world.database) == before)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nightsEndOnTheNextDayAndAreToldOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let map = try ImportWorld.file("club.yaml", ImportWorld.csvMapping)
        let text = "id,title,kind,when,free\n1,观星,讲座,2023-09-16 22:00-02:00,是\n2,流星,讲座,2023-09-17 23:00-01:00; 2023-09-18 22:00至次日1:00,是\n"
        let report = try await ImportWorld.run(ImportWorld.file("club.csv", text), map, world.database)
        #expect(report.succeeded)
        #expect(report.lines.filter { $0.contains("2 times over midnight (such as 22:00-02:00) taken to end on the next day") }.count == 1, "\(report.lines)")
        let hours = try await world.database.read { tx in
            try tx.rows("SELECT begin_at, end_at FROM activities_session ORDER BY begin_at") { row in
                (try row.instant("end_at").seconds(since: try row.instant("begin_at")) / 3600)
            }
        }
        #expect(hours == [4, 2, 3])
        await world.database.close()
    }

    @Test(arguments: [false, true]) func csvOfOfficesComesIn(_ isGB18030: Bool) async throws {
        let world = try await World.make(.sqlite)
        let text = "科普活动一览表,,,,\r\n编号,名称,类型,开始,结束\r\n007,\"观星，“夜”\"\"空\"\"\",讲座,2023-09-16 09:00,2023-09-16 11:00\r\n,,,,\r\n8,化石,展览,2023/9/17,2023/9/17\r\n"
        let bytes = isGB18030 ? try Self.gb18030(text) : [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        let mapping = Self.mapping.replacing("format: xlsx", with: "format: csv").replacing("header-row: 3", with: "header-row: 2")
        let report = try await ImportWorld.run(ImportWorld.file("club.csv", bytes: bytes), ImportWorld.file("club.yaml", mapping), world.database)
        #expect(report.succeeded && ImportWorld.number("added", in: report) == 2, "\(report.lines)")
        #expect(report.lines.contains { $0.hasPrefix("row 3: added “观星，“夜”\"空\"”") }, "\(report.lines)")
        #expect(try await Self.times("8", world.database).count == 1)
        let broken = try ImportWorld.file("club.csv", bytes: Array("编号,名称\n1,".utf8) + [0xFF, 0xFE, 0x80, 0x0A])
        var said: Refusal?
        do { _ = try await ImportWorld.run(broken, ImportWorld.file("club.yaml", mapping), world.database) } catch let refusal as Refusal { said = refusal }
        #expect(said?.phrase.en == "club.csv, line 2: This line is not valid UTF-8 (nor GB18030). Save the file as UTF-8.")
        await world.database.close()
    }

    /// As Excel in China writes it.
    private static func gb18030(_ text: String) throws -> [UInt8] {
        let process = ChildProcess(), input = Pipe(), output = Pipe()
        (process.executableURL, process.arguments) = (URL(filePath: "/usr/bin/env"), ["iconv", "-f", "UTF-8", "-t", "GB18030"])
        (process.standardInput, process.standardOutput) = (.pipe(input), .pipe(output))
        try process.start()
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(bytes)
    }

    /// A title over merged cells, an empty row, and the names of the columns in row 3.
    private static func titled() -> ImportSheet {
        var sheet = ImportSheet()
        sheet.row(1, [.text("2023 年科普活动汇总表"), .none, .none])
        sheet.merge("A1:E1")
        sheet.row(3, [.text("编号"), .text("名称"), .text("类型"), .text("开始"), .text("结束")])
        return sheet
    }

    private static func times(_ id: String, _ database: Database) async throws -> [String] {
        try await database.read { tx in
            let activity = try #require(try tx.activity(external: ExternalName(source: "club", id: id)))
            return try tx.sessions(of: activity.id).map { "\($0.begin.iso)/\($0.end.iso)" }
        }
    }

    private static let mapping = """
        kepu: 1
        mappings:
          - key: club
            format: xlsx
            header-row: 3
            source: club
            campaign: {key: city-series}
            organiser: {key: museum}
            region: "610113"
            language: zh
            fields:
              external_id: {from: [编号]}
              title: {from: [名称]}
              kind: {from: [类型], values: {讲座: lecture, 展览: exhibition}}
              place: {default: "雁塔路"}
              begin: {from: [开始]}
              end: {from: [结束]}

        """
}
