import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct XLSXHostileTests {
    private let head = "<row><c t=\"str\"><v>a</v></c></row>"

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://127.0.0.1/\">]><worksheet>&a;</worksheet>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>",
    ])
    func refusesEveryDoctype(_ xml: String) throws {
        #expect(problems(file(try Spreadsheet(sheet: .text(xml)).write())).map(\.code) == [.doctype])
        #expect(problems(file(try Spreadsheet(sheet: .text(Spreadsheet.sheet(head)), shared: .text(xml)).write())).map(\.code) == [.doctype])
    }

    @Test(arguments: ["", "no xml", "<worksheet>", "<worksheet>&x;</worksheet>", "<a></b>", "<worksheet/>more", "<w>\u{0}</w>"])
    func refusesBrokenXML(_ xml: String) throws {
        #expect(problems(file(try Spreadsheet(sheet: .text(xml)).write())).map(\.code) == [.archive])
    }

    @Test func refusesTagsInsideEachOther() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(problems(file(try Spreadsheet(sheet: .text(deep)).write())).map(\.code) == [.tooLarge])
    }

    @Test func refusesTruncatedArchives() throws {
        let saved = try Spreadsheet(rows: head).write()
        let whole = try withExtendedLifetime(saved) { [UInt8](try Data(contentsOf: URL(fileURLWithPath: saved.path))) }
        for part in 1..<20 {
            let count = whole.count * part / 20
            let all = file(try TemporaryFile("xlsx", whole.prefix(max(4, count))))
            #expect(problems(all).map(\.code) == [.archive])
            #expect(records(all).isEmpty)
        }
    }

    @Test func refusesArchivesThatAreNoWorkbook() throws {
        var book = Spreadsheet(rows: head)
        book.parts = [("hello.txt", .text("hello"))]
        #expect(problems(file(try book.write())).map(\.code) == [.archive])
        book.parts = (0..<10_001).map { ("\($0)", .text("x")) }
        #expect(problems(file(try book.write())).map(\.code) == [.expands])
        var loose = Spreadsheet(rows: head)
        loose.parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
        #expect(problems(file(try loose.write())).map(\.code) == [.archive])
    }

    @Test func keepsTheLimitsOfTexts() throws {
        var limits = RecordFile.Limits()
        limits.textBytes = 1000
        limits.sharedTextBytes = 5000
        limits.recordBytes = 2000
        let long = String(repeating: "x", count: 1001)
        let fair = String(repeating: "x", count: 900)
        func codes(_ book: Spreadsheet) throws -> [FormatProblem.Code] { problems(file(try book.write(), limits: limits)).map(\.code) }
        #expect(try codes(Spreadsheet(rows: head + "<row><c t=\"str\"><v>\(long)</v></c></row>")) == [.tooLarge])
        #expect(try codes(Spreadsheet(rows: head, shared: ["<t>\(long)</t>"])) == [.tooLarge])
        #expect(try codes(Spreadsheet(rows: head, shared: [String](repeating: "<t>\(fair)</t>", count: 6))) == [.tooLarge])
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 3)
        #expect(try codes(Spreadsheet(rows: head + "<row>\(cells)</row>", shared: ["<t>\(fair)</t>"])) == [.tooLarge])
        limits.expandedBytes = 2000
        #expect(try codes(Spreadsheet(rows: head)) == [])
        limits.expandedBytes = 500
        #expect(try codes(Spreadsheet(rows: head)) == [.expands])
    }
}
