import Kernel
import Testing

@testable import Formats

@Suite struct XLSXTests {
    @Test func readsCellsOfEveryKind() throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
            <numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs>
            """
        let rows = """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>when</t></is></c><c r="C2" t="str"><v>n</v></c><c r="D2" s="1"/></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>45185</v></c><c r="C3"><v>13800000000</v></c></row>
            <row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" s="2"><v>45185.375</v></c><c r="C4"><v>0.1</v></c></row>
            <row r="5"><c r="A5" t="e"><v>#DIV/0!</v></c><c r="B5" s="3"><v>0.375</v></c><c r="C5" s="4"><v>1.5</v></c></row>
            <row r="6"/><row r="7"><c r="D7" s="1"/></row>
            <row r="9"><c r="B9" t="d"><v>2023-09-16T09:00:00.000Z</v></c><c r="C9"><f>1+1</f><v>2</v></c></row>
            """
        let shared = ["<t>name</t>", "<r><t xml:space=\"preserve\">科 </t></r><r><t>普_x000D_</t></r><rPh><t>ignored</t></rPh>"]
        let all = file(try Spreadsheet(rows: rows, shared: shared, styles: styles).write())
        #expect(problems(all).isEmpty)
        let found = records(all)
        #expect(found.map(\.number) == [3, 4, 5, 9])
        #expect(found.map { $0.datum["name"] } == [.text("科 普\r"), .bool(true), .text("#DIV/0!"), .null])
        #expect(
            found.map { $0.datum["when"] } == [.text("2023-09-16"), .text("2023-09-16T09:00:00"), .text("09:00:00"), .text("2023-09-16T09:00:00")])
        #expect(found.map { $0.datum["n"] } == [.integer(13_800_000_000), .real(0.1), .real(1.5), .integer(2)])
    }

    @Test func readsWorkbooksWithPrefixesAndDatesFrom1904() throws {
        var book = Spreadsheet(
            rows: "", styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>", workbook: "<workbookPr date1904=\"1\"/>")
        book.parts[3].part = .text(
            "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>d</x:t></x:is></x:c></x:row><x:row><x:c s=\"1\"><x:v>43723</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        )
        #expect(records(file(try book.write())).map(\.datum) == [.object([.init("d", .text("2023-09-16"))])])
    }

    @Test func choosesTheSheet() throws {
        let sheets = "<sheet name=\"hidden\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/><sheet name=\"活动\" sheetId=\"2\" r:id=\"rId2\"/>"
        var book = Spreadsheet(rows: "<row><c t=\"str\"><v>one</v></c></row><row><c><v>1</v></c></row>", sheets: sheets)
        book.parts.append(("xl/worksheets/sheet2.xml", .text(Spreadsheet.sheet("<row><c t=\"str\"><v>two</v></c></row><row><c><v>2</v></c></row>"))))
        let path = try book.write()
        #expect(records(file(path)).map { $0.datum["two"] } == [.integer(2)])
        #expect(records(file(path, sheet: "hidden")).map { $0.datum["one"] } == [.integer(1)])
        let missing = problems(file(path, sheet: "x"))
        #expect(missing.map(\.code) == [.sheet])
        #expect(missing.first?.phrase.en.contains("“活动”") == true)
    }

    @Test func refusesBadHeadersAndRows() throws {
        func codes(_ rows: String, shared: [String] = []) throws -> [FormatProblem.Code] {
            problems(
                file(try Spreadsheet(rows: rows, shared: shared, styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>").write())
            ).map(\.code)
        }
        let head = "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>"
        #expect(try codes("") == [.empty])
        #expect(try codes("<row><c r=\"B1\" t=\"str\"><v>b</v></c></row>") == [.header])
        #expect(try codes("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>a</v></c></row>") == [.header])
        #expect(try codes(head + "<row><c r=\"C2\"><v>1</v></c></row><row><c><v>1</v></c></row>") == [.tooManyCells])
        #expect(try codes(head + "<row><c t=\"s\"><v>5</v></c></row>") == [.cell])
        #expect(try codes(head + "<row><c><v>x</v></c></row>") == [.cell])
        #expect(try codes(head + "<row><c><f>1+1</f><v/></c></row>") == [.cell])
        #expect(try codes(head + "<row><c t=\"str\"><f>A1</f><v></v></c><c><v>1</v></c></row>") == [])
        #expect(
            try codes(head + "<row><c s=\"1\"><v>60</v></c></row><row><c s=\"1\"><v>0</v></c></row><row><c s=\"1\"><v>9999999</v></c></row>") == [
                .cell, .cell, .cell,
            ])
        #expect(try codes(head + "<row><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>") == [.tooManyCells])
        #expect(try codes(head + "<row r=\"1\"><c><v>1</v></c></row>") == [.sheet])
        #expect(try codes(head + "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>") == [.tooManyCells])
    }

    @Test func namesRowAndColumnOfABadCell() throws {
        let rows =
            "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row><row r=\"7\"><c r=\"B7\" t=\"s\"><v>9</v></c></row><row><c><v>3</v></c></row>"
        let all = file(try Spreadsheet(rows: rows).write())
        #expect(problems(all).map(\.row) == [7])
        #expect(problems(all).map(\.field) == ["B"])
        #expect(records(all).count == 1)
    }

    @Test(arguments: [
        ("yyyy-mm-dd", CellStyles.Shown.date), ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", .date), ("h:mm AM/PM", .time), ("yyyy/m/d h:mm", .dateAndTime),
        ("mmm-yy", .date), ("0.00E+00", .number), ("#,##0 \"days\"", .number), ("General", .number), ("[Red]0", .number), ("[hh]:mm:ss", .number),
        ("上午/下午h\"时\"mm\"分\"", .time), ("0\\d", .number), ("@", .number), ("[", .number), ("\"", .number),
    ])
    func knowsFormatsOfDates(_ code: String, _ shown: CellStyles.Shown) {
        #expect(CellStyles.shown(by: code) == shown)
    }

    @Test func countsDaysAsSpreadsheetsDo() {
        #expect(SerialDate.text(1, shown: .date, from1904: false) == "1900-01-01")
        #expect(SerialDate.text(59, shown: .date, from1904: false) == "1900-02-28")
        #expect(SerialDate.text(60, shown: .date, from1904: false) == nil)
        #expect(SerialDate.text(61, shown: .date, from1904: false) == "1900-03-01")
        #expect(SerialDate.text(0, shown: .date, from1904: true) == "1904-01-01")
        #expect(SerialDate.text(45185.999_999_9, shown: .dateAndTime, from1904: false) == "2023-09-17T00:00:00")
        #expect(SerialDate.text(-1, shown: .date, from1904: false) == nil)
        #expect(SerialDate.text(.nan, shown: .date, from1904: false) == nil)
        #expect(SerialDate.text(2_958_465, shown: .date, from1904: false) == "9999-12-31")
    }
}
