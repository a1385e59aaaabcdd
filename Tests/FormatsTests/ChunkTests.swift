import Foundation
import Kernel
import Testing

@testable import Formats

/// Where a chunk ends must make no difference, to records and to problems.
@Suite struct ChunkTests {
    private static let nested = """
        \u{FEFF}{"note": "é\\u00e9\\ud83d\\ude00", "n": -12.5e-3, "r": [{"标题": "科普\\n日", "a": [1, 2, {"b": true}]}, {"x": null, "y": 9223372036854775807},
        {"d": 1, "d": 2}, 7, {"big": 99999999999999999999}, {"last": "😀"}], "after": [[]]}
        """
    private static let broken = "[{\"a\": \"é\"}, {\"b\": tru}]"
    private static let lines = "{\"a\":\"科\"}\r\n{\"a\":\n\n{\"a\":1,\"a\":1}\n[]\n{\"z\":\"\\ud800\"}\n{\"a\":3.25}"
    private static let table = "\u{FEFF}a,\"b \"\"q\"\"\"\r\n科普,\"x,\r\ny\"\"\"\r\n\r\n1,2,3\r\n😀,\rlast,\"\"\nz,\"open"

    @Test(arguments: 0..<60)
    func anySplitGivesTheSame(_ seed: Int) throws {
        let seed = UInt64(seed) + 1
        let place = try DatumPath("r")
        var random = Seeded(seed)
        let most = Int.random(in: 1...20, using: &random)
        let chunk = Int.random(in: 1...40, using: &random)
        func pieces(_ text: String) -> PieceBytes { PieceBytes(Array(text.utf8), most: most, seed: seed) }
        func whole(_ text: String) -> ArrayBytes { ArrayBytes(Array(text.utf8)) }
        let limits = RecordFile.Limits()
        #expect(
            outcomes(try JSONRecords(pieces(Self.nested), file: "f", recordsAt: place, limits: limits, chunk: chunk))
                == outcomes(try JSONRecords(whole(Self.nested), file: "f", recordsAt: place, limits: limits)))
        #expect(
            outcomes(try JSONRecords(pieces(Self.broken), file: "f", recordsAt: nil, limits: limits, chunk: chunk))
                == outcomes(try JSONRecords(whole(Self.broken), file: "f", recordsAt: nil, limits: limits)))
        #expect(
            outcomes(NDJSONRecords(pieces(Self.lines), file: "f", limits: limits, chunk: chunk))
                == outcomes(NDJSONRecords(whole(Self.lines), file: "f", limits: limits)))
        #expect(
            outcomes(try CSVRecords(pieces(Self.table), file: "f", limits: limits, chunk: chunk))
                == outcomes(try CSVRecords(whole(Self.table), file: "f", limits: limits)))
    }

    @Test func theWholeTextsGiveWhatTheyShould() throws {
        let all = json(Self.nested, at: "r")
        #expect(records(all).map(\.number) == [1, 2, 6])
        #expect(problems(all).map(\.code) == [.duplicateKey, .notAnObject, .number])
        let rows = csv(Self.table)
        #expect(records(rows).map(\.number) == [2, 5, 6])
        #expect(problems(rows).map(\.code) == [.tooManyCells, .quote])
    }

    @Test func checksUTF8InPiecesAsWhole() {
        var random = Seeded(3)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                [0x41, 0x80, 0xBF, 0xC2, 0xC0, 0xE0, 0xA0, 0xED, 0x9F, 0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5, 0xFF, 0x0A].randomElement(using: &random)!
            }.map(UInt8.init)
            var check = UTF8Check()
            let isValid = bytes.allSatisfy { byte in withUnsafeBytes(of: byte) { check.take($0) } } && check.isComplete
            #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }
}
