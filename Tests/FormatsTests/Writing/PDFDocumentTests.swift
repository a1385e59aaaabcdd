import Foundation
import Kernel
import TestKit
import Testing

@testable import Formats

@Suite(.serialized) struct PDFDocumentTests {
    private func run(_ tool: String, _ arguments: [String]) throws -> String { try PDFTools.run(tool, arguments) }

    static func programme(_ language: Tongue = .zh) throws -> [UInt8] {
        let document = try PDFDocument(title: "碑林区科普日节目单", language: language, author: "科协", created: Samples.instant("2023-09-01T00:00:00Z"))
        document.paragraph("碑林区科普日节目单", .title)
        document.paragraph("科普日期间，全区各科普教育基地、校园博物馆同时开放。" + String(repeating: "欢迎市民带着孩子来看、来问、来动手。", count: 12))
        document.paragraph("9月16日 星期六", .heading)
        document.beginTable([PDFColumn("时间", share: 1), PDFColumn("活动", share: 3), PDFColumn("名额", share: 0.6, alignment: .end)])
        for number in 1...60 {
            document.row([[PDFRun("09:00–11:00")], [PDFRun("第\(number)场：与航天员面对面", .strong), PDFRun("西安科技馆 · Meet the astronauts", .small)], [PDFRun("\(number)")]])
        }
        document.endTable()
        for text in Samples.hostile { document.paragraph(text) }
        document.row(["outside of a table"])
        return try document.finish()
    }

    /// Wherever a page ends: a heading, the names of the columns and the first row stand on one page.
    @Test func headingsStayWithTheFirstRow() throws {
        for lines in stride(from: 30, through: 50, by: 1) {
            let document = try PDFDocument(title: "计划", language: .zh)
            for line in 1...lines { document.paragraph("第\(line)行", link: "https://kepu.example/line") }
            document.paragraph("活动一章", .heading, link: "https://kepu.example/heading")
            document.beginTable([PDFColumn("任务", share: 1)])
            document.row([[PDFRun("任务一", .strong, link: "https://kepu.example/row")] + (1...4).map { PDFRun("说明\($0)", .small) }])
            document.endTable()
            document.paragraph("完", .subheading, link: "https://kepu.example/end")
            _ = try document.finish()
            let pages = Dictionary(document.links.map { ($0.address, $0.page) }, uniquingKeysWith: { first, _ in first })
            #expect(pages["https://kepu.example/heading"] != nil && pages["https://kepu.example/heading"] == pages["https://kepu.example/row"], "\(lines): \(pages)")
            #expect(pages["https://kepu.example/end"] != nil, "a heading with nothing below it is drawn all the same")
        }
    }

    @Test func whatTurnsTheDirectionIsLeftOut() { #expect(PDFTypesetter.printable("a\u{202E}b\u{2066}c\u{200F}d") == "abcd") }

    @Test func isReadableNumberedAndWhole() throws {
        let file = try TemporaryFile("pdf", Self.programme())
        let text = try run("pdftotext", ["-layout", file.path, "-"])
        let pages = text.components(separatedBy: "\u{0C}").dropLast()
        #expect(pages.count >= 3)
        // Whether a reader sees the blanks beside Han characters is the font's affair.
        for (index, page) in pages.enumerated() { #expect(page.filter { $0 != " " }.contains("第\(index + 1)页共\(pages.count)页")) }
        for number in 1...60 { #expect(pages.filter { $0.contains("第\(number)场：与航天员面对面") }.count == 1) }
        // The headings of the table come again on every page that it reaches; a row's two lines stay together.
        for page in pages where page.contains("场：与航天员面对面") {
            #expect(page.contains("名额"))
            #expect(page.components(separatedBy: "场：与").count == page.components(separatedBy: "Meet the astronauts").count)
        }
        let fonts = try run("pdffonts", [file.path])
        #expect(fonts.contains("NotoSansCJK"))
        #expect(!fonts.contains(" no  no "))
        let facts = try run("pdfinfo", [file.path])
        #expect(facts.contains("碑林区科普日节目单"))
        #expect(facts.contains("A4"))
    }

    @Test func speaksEnglish() throws {
        let document = try PDFDocument(title: "Programme", language: .en)
        document.paragraph(String(repeating: "A long paragraph of many words. ", count: 400))
        let file = try TemporaryFile("pdf", document.finish())
        let text = try run("pdftotext", [file.path, "-"])
        #expect(document.pageCount > 1)
        #expect(text.contains("Page 1 of \(document.pageCount)"))
        #expect(text.components(separatedBy: "many").count == 401)
    }

    /// Texts with an address open it, on every line and page that they reach; what is no address of theirs stays out of the file's syntax.
    @Test func textsOpenAddresses() throws {
        let document = try PDFDocument(title: "Links", language: .en)
        document.paragraph("Every figure opens.", link: "https://kepu.example/figures/day-2026?region=610100&mode=online")
        document.beginTable([PDFColumn("Task", share: 1), PDFColumn("Number", share: 1, alignment: .end)])
        for number in 1...80 { document.row([[PDFRun("Task \(number)")], [PDFRun("\(number)", .strong, link: "https://kepu.example/t/\(number)")]]) }
        document.row([[PDFRun("hostile", link: "https://kepu.example/'] rect=[0 0 9 9] uri='https://elsewhere.example\\")]])
        document.endTable()
        let bytes = try document.finish(), text = String(decoding: bytes, as: UTF8.self)
        let links = text.matches(of: /\/URI \(([^)]*)\)/).map { String($0.output.1) }
        #expect(document.pageCount > 1 && links.count == 82, "\(links.count)")
        #expect(links.contains("https://kepu.example/figures/day-2026?region=610100&mode=online") && links.contains("https://kepu.example/t/80"))
        #expect(!links.contains { $0.hasPrefix("https://elsewhere.example") })
    }

    @Test func anEmptyDocumentHasOnePage() throws {
        let file = try TemporaryFile("pdf", PDFDocument(title: "", language: .zh).finish())
        #expect(try run("pdfinfo", [file.path]).contains("Pages:           1"))
    }
}
