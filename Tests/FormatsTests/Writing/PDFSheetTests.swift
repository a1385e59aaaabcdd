import Foundation
import Kernel
import TestKit
import Testing

@testable import Formats

/// A sheet on which everything has its place, and the characters that fonts have or lack.
@Suite(.serialized) struct PDFSheetTests {
    @Test func isOnePageAcrossWithItsTextsAndItsCode() throws {
        let sheet = try PDFSheet(title: "证书", language: .zh, author: "科协", created: Samples.instant("2023-09-01T00:00:00Z"))
        sheet.frame(inset: 30, line: 2, ink: .cinnabar)
        sheet.ornateFrame(inset: 40, corner: 12, line: 1, ink: .gold)
        sheet.rosette(x: 420, y: 300, radius: 150, waves: 12, bands: 4, ink: PDFInk.gold.tinted(0.7))
        sheet.ornateRule(x: 100, y: 300, width: 200, ink: .grey(0.5))
        sheet.text("㛃𬭩堃科普馆", PDFFace(.serif, 40, isBold: true), x: 60, y: 100, width: 720, .centre, most: 1)
        sheet.text("Demonstration base", PDFFace(.sans, 14), x: 60, y: 200, width: 720, .centre)
        sheet.code(try QRCode.svg("https://example.org/verify/1"), x: 60, y: 400, side: 100)
        let file = try TemporaryFile("pdf", sheet.finish())
        let text = try PDFTools.run("pdftotext", [file.path, "-"])
        #expect(text.contains("㛃𬭩堃科普馆") && text.contains("Demonstration base"), "\(text)")
        let facts = try PDFTools.run("pdfinfo", [file.path])
        #expect(facts.contains("Pages:           1") && facts.contains("841.89 x 595.276"), "\(facts)")
        let fonts = try PDFTools.run("pdffonts", [file.path])
        #expect(fonts.contains("NotoSerifCJK") && !fonts.contains(" no  no "), "\(fonts)")
    }

    @Test func whatIsTooLongIsSetSmaller() throws {
        let sheet = try PDFSheet(title: "t", language: .zh)
        let name = String(repeating: "陕西省西安市碑林区", count: 4)
        let one = sheet.text("馆", PDFFace(.serif, 40), x: 0, y: 0, width: 800, most: 1)
        let long = sheet.text(name, PDFFace(.serif, 40), x: 0, y: 0, width: 800, most: 1)
        #expect(long < one && long > one / 3)
    }

    /// The 8,105 characters of the Table of General Standard Chinese Characters are in the fonts that set-up installs; what no font has is
    /// named and refused, never printed as a box.
    @Test func rareNamesHaveTheirForms() throws {
        #expect(PDFGlyphs.missing(in: "㛃𬭩堃 喆 犇 䶮 鿍 𫍽") == [])
        let unknown = "\u{10FFFD}"
        #expect(PDFGlyphs.missing(in: "李\(unknown)\(unknown)") == [Character(unknown)])
        let sheet = try PDFSheet(title: "t", language: .zh)
        sheet.text("李\(unknown)", PDFFace(.serif, 20), x: 0, y: 0, width: 300)
        #expect(throws: FormatProblem.glyphsMissing([Character(unknown)])) { try sheet.finish() }
    }
}

/// Others' tools that read a PDF.
enum PDFTools {
    static func run(_ tool: String, _ arguments: [String]) throws -> String {
        let process = ChildProcess()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + tool)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = .pipe(pipe)
        try process.start()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
