import Foundation
import Kernel
import Storage
import TestKit
import Testing

@testable import Files

/// Papers that people hand in: known by what they are, refused with a sentence where they are more.
@Suite struct DocumentTests {
    @Test func aPaperIsKnownByItsBytes() async throws {
        let pdf = try await Document.read(SamplePaper.pdf(pages: 3), field: "file")
        #expect(pdf.kind == .pdf && pdf.pages == 3 && pdf.bytes == SamplePaper.pdf(pages: 3) && pdf.digest.count == 64)
        let png = try await Document.read(SamplePaper.png, field: "file")
        #expect(png.kind == .png && png.pages == 1)
        // A link, a title and a form without a program are paper still.
        let plain = SamplePaper.pdf(catalog: "/Lang(zh)", first: "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://kepu.example)>>>>]")
        #expect(try await Document.read(plain, field: "file").pages == 1)
        // The words in a text are no names: a paper may be about them.
        #expect(try await Document.read(SamplePaper.pdf(catalog: "/Lang(/JavaScript /Launch)"), field: "file").pages == 1)
    }

    static let refused: [(String, [UInt8])] = [
        ("document-empty", []), ("document-format", Array("MZ\u{90}".utf8)), ("document-format", Array("PK\u{3}\u{4}".utf8)),
        ("document-format", Array("<html><script>alert(1)</script>".utf8)), ("document-format", Array("GIF89a".utf8)),
        ("document-format", Array(" ".utf8) + SamplePaper.pdf()), ("document-format", Array("%PDF-9.9\n".utf8)), ("document-format", SamplePaper.zipEnd),
        ("document-large", [UInt8](repeating: 0x25, count: Document.mostBytes + 1)),
        ("document-pixels", SamplePaper.png(width: 12_000, height: 12_000)), ("document-pixels", SamplePaper.png(width: 2_000_000_000, height: 1)),
        ("document-broken", Array(SamplePaper.png.dropLast(12))),
        ("pdf-broken", Array(SamplePaper.pdf().prefix(150))), ("pdf-broken", Array("%PDF-1.7\n%%EOF\n".utf8)), ("pdf-broken", SamplePaper.pdf(pages: 0)),
        ("pdf-long", SamplePaper.pdf(pages: Document.mostPages + 1)),
        ("pdf-program", SamplePaper.script), ("pdf-program", SamplePaper.pdf() + SamplePaper.zipEnd),
        ("pdf-program", SamplePaper.pdf(catalog: "/OpenAction<</S/Launch/F(calc.exe)>>")),
        ("pdf-program", SamplePaper.pdf(catalog: "/Names<</JavaScript<</Names[(a) 3 0 R]>>>>", extra: ["<</S/JavaScript/JS(1)>>"])),
        ("pdf-program", SamplePaper.pdf(catalog: "/Names<</EmbeddedFiles<</Names[]>>>>")),
        ("pdf-program", SamplePaper.pdf(catalog: "/AcroForm<</XFA[]/Fields[]>>")),
        ("pdf-program", SamplePaper.pdf(first: "/AA<</O<</S/SubmitForm/F(https://evil.example)>>>>")),
        ("pdf-program", SamplePaper.pdf(first: "/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>]")),
        ("pdf-program", SamplePaper.pdf(first: "/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]")),
    ]

    /// By their places in the list: what a test is given is printed, and one of these is larger than any paper may be.
    @Test(arguments: refused.indices) func whatIsNoPaperIsRefused(place: Int) async throws {
        let (code, bytes) = Self.refused[place]
        await #expect {
            _ = try await Document.read(bytes, field: "file")
        } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            return refusal.code == code && refusal.field == "file" && refusal.kind == .invalid
        }
    }

    /// A program is found inside compressed objects too, and what is locked is refused although it opens without a password.
    @Test(arguments: [
        ("pdf-program", ["--object-streams=generate", "--compress-streams=y"]), ("pdf-locked", ["--encrypt", "", "owner", "256", "--"]),
        ("pdf-locked", ["--encrypt", "user", "owner", "256", "--"]),
    ])
    func howItIsPackedDoesNotMatter(code: String, options: [String]) async throws {
        let sample = code == "pdf-program" ? SamplePaper.script : SamplePaper.pdf()
        let packed = try await BoundedProgram(name: "qpdf", arguments: options + [BoundedProgram.input, "-"]).run(over: sample)
        #expect(packed.status == 0 && !packed.output.isEmpty)
        await #expect {
            _ = try await Document.read(packed.output, field: "file")
        } throws: { error in (error as? Refusal)?.code == code }
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd.pdf"), (#"C:\Users\王\报告.PDF"#, "报告.pdf"), ("a\u{202E}fdp.exe", "afdp.pdf"), ("\u{0}x\n\u{200B}y.pdf", "xy.pdf"),
        ("", "file.pdf"), ("...", "file.pdf"), ("a<b>|c?.docx", "a_b__c_.pdf"), ("v1.2 plan", "v1.2 plan.pdf"), (String(repeating: "长", count: 300), String(repeating: "长", count: 100) + ".pdf"),
    ])
    func namesAreCleaned(name: String, clean: String) { #expect(FileName.cleaned(name, as: Document.Kind.pdf) == clean) }

    @Test func theNameOfADownloadIsOneLine() {
        #expect(FileName.attachment("报告 1.pdf") == "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%201.pdf")
        #expect(!FileName.attachment("a\"\r\nx: y.pdf").contains("\r"))
    }

    @Test func pagesAreDrawnAnew() async throws {
        for (bytes, type) in [(SamplePaper.pdf(pages: 2), "application/pdf"), (SamplePaper.png, "image/png")] {
            let file = StoredFile(id: ID(1), mediaType: type, bytes: bytes, keptAt: Instant(microseconds: 0))
            let drawn = try await PagePicture.of(file, page: 1)
            #expect(drawn.starts(with: [0x89, 0x50, 0x4E, 0x47]) && drawn != bytes)
        }
        let pdf = StoredFile(id: ID(1), mediaType: "application/pdf", bytes: SamplePaper.pdf(pages: 2), keptAt: Instant(microseconds: 0))
        for page in [0, 3, 1_000_000] {
            await #expect { _ = try await PagePicture.of(pdf, page: page) } throws: { error in (error as? Refusal)?.kind == .notFound }
        }
    }

    /// Whoever writes without end is ended, and what is not installed is said.
    @Test func programsAreBounded() async throws {
        let endless = try await BoundedProgram(name: "yes", arguments: []).run(over: [1])
        #expect(endless.status != 0 && endless.output.count <= BoundedProgram.Limit.written)
        await #expect { _ = try await BoundedProgram(name: "no-such-program", arguments: []).run(over: [1]) } throws: { error in
            (error as? Refusal)?.code == "file-tool-missing"
        }
    }

    @Test(arguments: TestEngine.allCases) func aPaperIsKeptOnceAndGoesWithTheLast(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: [(room: "files", migrations: FilesSchema.migrations)])
        let document = try await Document.read(SamplePaper.pdf(), field: "file")
        let first = try await database.write { try $0.keepFile(document) }
        let second = try await database.write { try $0.keepFile(document) }
        #expect(first == second)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM files_file") } == 1)
        try await database.write { try $0.releaseFile(first) }
        #expect(try await database.read { try $0.storedFile(first)?.bytes } == document.bytes)
        try await database.write { try $0.releaseFile(first) }
        #expect(try await database.read { try $0.storedFile(first) } == nil)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM files_document") } == 0)
        await database.close()
    }
}
