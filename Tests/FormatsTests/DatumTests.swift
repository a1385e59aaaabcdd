import Kernel
import Testing

@testable import Formats

@Suite struct DatumTests {
    private let datum = Datum.object([
        .init("fields", .object([.init("titre_fr", .text("Fête")), .init("a.b", .integer(7))])),
        .init("geolocalisation", .list([.real(42.6), .real(2.8)])),
        .init("timings", .list([.object([.init("begin", .text("x"))]), .object([.init("begin", .text("y"))]), .object([])])),
    ])

    @Test func followsPaths() throws {
        #expect(datum[try DatumPath("fields.titre_fr")] == .text("Fête"))
        #expect(datum[try DatumPath("geolocalisation[1]")] == .real(2.8))
        #expect(datum[try DatumPath("geolocalisation[2]")] == nil)
        #expect(datum[try DatumPath("fields[\"a.b\"]")] == .integer(7))
        #expect(try DatumPath("timings[*].begin").all(in: datum) == [.text("x"), .text("y")])
        #expect(try DatumPath("fields[*]").all(in: datum) == [])
        #expect(datum[try DatumPath("titre (fr)")] == nil)
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a]", "a[0]b", "a[\"x]", "a[99999999999999999999]"])
    func refusesBrokenPaths(_ text: String) {
        #expect(throws: FormatProblem.self) { try DatumPath(text) }
    }
}
