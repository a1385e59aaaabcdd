import Testing

@testable import Formats

@Suite struct QRCodeTests {
    @Test func drawsSquaresInsideTheQuietZone() throws {
        let code = try QRCode.svg("https://kepu.example/b/0123456789ABC")
        #expect((code.size - 8 - 21) % 4 == 0)
        // The finder pattern at the upper left begins with a bar of seven squares.
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(code.path.utf8.allSatisfy { "Mhvz0123456789 -".utf8.contains($0) })
        #expect(try QRCode.svg("科普日") != QRCode.svg("科普月"))
    }

    @Test(arguments: ["", "a\0b", String(repeating: "文", count: 1000)])
    func refusesWhatDoesNotFit(_ text: String) {
        #expect(throws: FormatProblem.self) { try QRCode.svg(text) }
    }
}
