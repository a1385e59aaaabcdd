import Foundation
import Kernel
import Testing

@testable import Formats

/// Good files with random damage: whatever comes out, the readers come to an end and keep their word about what is fatal.
@Suite struct FuzzTests {
    private func damaged(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array("\"\\{}[],:;\n\r\t0-eE.<>&_x".utf8).randomElement(using: &random)!, at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return bytes
    }

    @Test(arguments: 1...8)
    func damagedTexts(_ seed: Int) throws {
        var random = Seeded(UInt64(seed) * 977)
        let object = Array("{\"r\":[{\"a\":\"é\\ud83d\\ude00\",\"b\":[1,-2.5e3,null,true]},{\"c\":{\"d\":[]}}],\"z\":0}".utf8)
        let table = Array("a,b,\"c d\"\r\n1,\"x \"\"y\"\"\",科普\r\n2,\"two\r\nlines\",\r\n".utf8)
        let lines = Array("{\"a\":1}\n{\"b\":\"x\"}\n{\"c\":[{}]}\n".utf8)
        let html = Array("<p>a&eacute;<ul><li>x</li></ul><script>y</script><!-- z --></p>&#39;".utf8)
        for _ in 0..<400 {
            _ = json(damaged(object, &random), at: "r")
            _ = outcomes(NDJSONRecords(ArrayBytes(damaged(lines, &random)), file: "f", limits: .init()))
            _ = outcomes(try CSVRecords(ArrayBytes(damaged(table, &random)), file: "f", limits: .init()))
            _ = HTMLText.clean(String(decoding: damaged(html, &random), as: UTF8.self))
        }
    }

    @Test(arguments: 1...4)
    func damagedSpreadsheets(_ seed: Int) throws {
        var random = Seeded(UInt64(seed) * 31)
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45185.5</v></c></row>"
        let saved = try Spreadsheet(rows: rows, shared: ["<t>a</t>"], styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>").write()
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: saved.path)))
        for _ in 0..<150 { _ = file(try TemporaryFile("xlsx", damaged(whole, &random))) }
        for _ in 0..<150 {
            let sheet = String(decoding: damaged(Array(Spreadsheet.sheet(rows).utf8), &random), as: UTF8.self)
            let texts = String(decoding: damaged(Array("<sst><si><t>a_x0041_</t></si></sst>".utf8), &random), as: UTF8.self)
            _ = file(try Spreadsheet(sheet: .text(sheet), shared: .text(texts)).write())
        }
    }
}
