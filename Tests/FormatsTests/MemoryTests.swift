import Foundation
import Kernel
import Testing

@testable import Formats

/// Large and hostile files in bounded memory. The bound is generous, because other tests run at the same time; what it rules out is
/// memory that grows with the file.
@Suite(.serialized) struct MemoryTests {
    private let bound = 120 << 20

    /// Reads a file to its end without keeping anything; notes the most memory on the way.
    private func count(_ file: TemporaryFile, recordsAt: String? = nil) throws -> (records: Int, problem: FormatProblem?, grown: Int) {
        let before = residentMemory()
        var most = 0
        var count = 0
        do throws(FormatProblem) {
            var place: DatumPath?
            if let recordsAt { place = try DatumPath(recordsAt) }
            var reader = try RecordFile.open(path: file.path, recordsAt: place)
            while try reader.next() != nil {
                count += 1
                if count % 10_000 == 0 { most = max(most, residentMemory() - before) }
            }
        } catch {
            return (count, error, max(most, residentMemory() - before))
        }
        return (count, nil, max(most, residentMemory() - before))
    }

    @Test func refusesARecordOfAHundredMegabytes() throws {
        let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let quoted = try TemporaryFile("json", head: "[{\"a\":\"", block: block, times: 100, tail: "\"}]")
        let text = try count(quoted)
        #expect(text.problem?.code == .tooLarge)
        #expect(text.grown < bound)

        let parts = [UInt8](String(repeating: "\"some text\",", count: 80_000).utf8)
        let list = try count(TemporaryFile("json", head: "[{\"a\":[", block: parts, times: 105, tail: "1]}]"))
        #expect(list.problem?.code == .tooLarge)
        #expect(list.grown < bound)

        let cell = try count(TemporaryFile("csv", head: "a,b\n1,\"", block: block, times: 100, tail: "\"\n"))
        #expect(cell.problem?.code == .tooLarge)
        #expect(cell.problem?.line == 2)
        #expect(cell.grown < bound)

        let line = try count(TemporaryFile("ndjson", head: "{\"a\":1}\n{\"a\":\"", block: block, times: 100, tail: "\"}\n{\"a\":2}\n"))
        #expect(line.problem?.code == .tooLarge)
        #expect(line.problem?.isFatal == false)
        #expect(line.grown < bound)
    }

    @Test func streamsLongFilesOfGoodRecords() throws {
        let record = "{\"id\":1234567,\"title\":\"全国科普日\",\"tags\":[\"a\",\"b\"]}"
        let thousandLines = [UInt8](String(repeating: record + "\n", count: 1000).utf8)
        let lines = try count(TemporaryFile("ndjson", head: "", block: thousandLines, times: 200, tail: ""))
        #expect(lines.problem == nil)
        #expect(lines.records == 200_000)
        #expect(lines.grown < bound)

        let thousandItems = [UInt8](String(repeating: record + ",\n", count: 1000).utf8)
        let list = try count(
            TemporaryFile("json", head: "{\"n\":1,\"result\":[", block: thousandItems, times: 200, tail: record + "]}"), recordsAt: "result")
        #expect(list.problem == nil)
        #expect(list.records == 200_001)
        #expect(list.grown < bound)

        let thousandRows = [UInt8](String(repeating: "1234567,全国科普日,\"a, b\"\r\n", count: 1000).utf8)
        let table = try count(TemporaryFile("csv", head: "id,title,tags\r\n", block: thousandRows, times: 200, tail: ""))
        #expect(table.problem == nil)
        #expect(table.records == 200_000)
        #expect(table.grown < bound)
    }

    @Test func refusesSpreadsheetsThatExpandAThousandfold() throws {
        let row = "<row><c t=\"str\"><v>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</v></c></row>"
        let rows = String(repeating: row, count: 10_000)
        let sheet = try Spreadsheet(
            sheet: .repeated(
                head: "<worksheet><sheetData>" + "<row><c t=\"str\"><v>a</v></c></row>", block: rows, times: 200, tail: "</sheetData></worksheet>")
        ).write()
        let small = "<worksheet><sheetData><row><c t=\"str\"><v>a</v></c></row></sheetData></worksheet>"
        let blank = String(repeating: " ", count: 1 << 20)
        let texts = try Spreadsheet(sheet: .text(small), shared: .repeated(head: "<sst><si><t>", block: blank, times: 150, tail: "</t></si></sst>"))
            .write()
        let many = try Spreadsheet(
            sheet: .text(small),
            shared: .repeated(head: "<sst>", block: String(repeating: "<si><t>a</t></si>", count: 60_000), times: 150, tail: "</sst>")
        ).write()
        let tag = try Spreadsheet(sheet: .repeated(head: "<worksheet a=\"", block: blank, times: 150, tail: "\"/>")).write()
        let remark = try Spreadsheet(sheet: .repeated(head: "<worksheet><!--", block: blank, times: 14, tail: "--></worksheet>")).write()
        for (file, code) in [(sheet, FormatProblem.Code.expands), (texts, .expands), (many, .expands), (tag, .expands), (remark, .tooLarge)] {
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            #expect((size ?? 0) < 2 << 20)
            let found = try count(file)
            #expect(found.problem?.code == code)
            #expect(found.grown < bound)
        }
    }

    @Test func countsWhatComesOutNotWhatTheArchiveSays() throws {
        let row = String(repeating: "<row><c><v>1</v></c></row>", count: 40_000)
        let honest = try Spreadsheet(
            sheet: .repeated(
                head: "<worksheet><sheetData><row><c t=\"str\"><v>a</v></c></row>", block: row, times: 40, tail: "</sheetData></worksheet>")
        ).write()
        // The sheet's stated size becomes 1,000 bytes, in the directory at the end and in front of the part.
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: honest.path)))
        let name = Array("xl/worksheets/sheet1.xml".utf8)
        for place in bytes.indices.dropLast(name.count + 4) where Array(bytes[place..<place + name.count]) == name {
            let field = bytes[max(0, place - 46)] == 0x50 && bytes[max(0, place - 45)] == 0x4B && bytes[place - 44] == 1 ? place - 22 : place - 8
            bytes.replaceSubrange(field..<field + 4, with: [0xE8, 3, 0, 0])
        }
        let found = try count(TemporaryFile("xlsx", bytes))
        #expect(found.problem?.isFatal == true)
        #expect(found.grown < bound)
    }
}
