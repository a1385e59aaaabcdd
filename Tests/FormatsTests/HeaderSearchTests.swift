import Kernel
import Testing

@testable import Formats

/// The row that names a table's columns, found below a title.
struct HeaderSearchTests {
    private static let search = HeaderSearch(rows: 10, otherwise: Phrase("没有列名", "no names")) { $0.contains("编号") }

    private static func csv(_ text: String) -> [Outcome] {
        do throws(FormatProblem) { return outcomes(try CSVRecords(ArrayBytes(Array(text.utf8)), file: "a.csv", search: search, limits: .init())) } catch { return [.problem(error)] }
    }

    private static func sheet(_ rows: String) throws -> [Outcome] {
        let file = try Spreadsheet(rows: rows).write()
        return withExtendedLifetime(file) {
            do throws(FormatProblem) {
                var reader = try RecordFile.open(path: file.path, header: search), all: [Outcome] = []
                while true {
                    do throws(FormatProblem) {
                        guard let record = try reader.next() else { return all }
                        all.append(.record(record))
                    } catch {
                        all.append(.problem(error))
                        if error.isFatal { return all }
                    }
                }
            } catch { return [.problem(error)] }
        }
    }

    private static func cell(_ text: String) -> String { "<c t=\"str\"><v>\(text)</v></c>" }

    @Test func titlesInTextAreSteppedOver() {
        for title in ["任务表\n", "任务表,,\n", "\n任务表;2026,甲\n", "\"一, \"\"二\"\"\",甲,\n"] {
            let all = Self.csv(title + " 编号 ,名称\na,甲\n")
            #expect(problems(all).isEmpty, "\(title)")
            #expect(records(all).map(\.datum) == [.object([.init("编号", .text("a")), .init("名称", .text("甲"))])], "\(title)")
            #expect(records(all).map(\.number) == [title.hasPrefix("\n") ? 4 : 3], "\(title)")
        }
        // The separator is that of the row that names the columns.
        #expect(records(Self.csv("任务表,甲\n编号;名称\na;1,5\n")).first?.datum["名称"] == .text("1,5"))
    }

    @Test func whereNoRowNamesThemItIsSaidOnce() throws {
        for text in ["名称\na\nb\n", String(repeating: "说明\n", count: 10) + "编号\na\n", String(repeating: "说明\n", count: 9) + "\n编号\n"] {
            let found = problems(Self.csv(text))
            #expect(found.map(\.phrase.en) == ["no names"] && found.first?.row == nil, "\(text)")
        }
        #expect(records(Self.csv(String(repeating: "说明\n", count: 9) + "编号\na\n")).map(\.number) == [11])
        #expect(problems(Self.csv("\n\n")).map(\.code) == [.empty])
        let rows = (1...11).map { "<row r=\"\($0)\">\(Self.cell($0 == 11 ? "编号" : "说明"))</row>" }.joined()
        #expect(problems(try Self.sheet(rows)).map(\.phrase.en) == ["no names"])
        #expect(problems(try Self.sheet("<row r=\"1\">\(Self.cell("名称"))</row>")).map(\.phrase.en) == ["no names"])
        #expect(problems(try Self.sheet("")).map(\.code) == [.empty])
    }

    @Test func titlesInASheetAreSteppedOver() throws {
        let rows = "<row r=\"1\">\(Self.cell("任务表"))</row><row r=\"3\">\(Self.cell("编号"))\(Self.cell("名称"))</row><row r=\"4\">\(Self.cell("a"))\(Self.cell("甲"))</row>"
        let all = try Self.sheet(rows)
        #expect(problems(all).isEmpty && records(all).map(\.number) == [4] && records(all).first?.datum["编号"] == .text("a"))
    }
}
