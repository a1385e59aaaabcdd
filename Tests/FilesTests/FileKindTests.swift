import Foundation
import Kernel
import Storage
import TestKit
import Testing

@testable import Files

/// What a file is, its bytes say; what may harm is refused with a sentence and lies nowhere.
@Suite struct FileKindTests {
    static let known: [(FileKind, String, [UInt8])] = [
        (.pdf, "教案.pdf", SamplePaper.pdf()), (.jpeg, "a.JPG", SampleFile.jpeg), (.png, "a.png", SamplePaper.png), (.webp, "a.webp", SampleFile.webp),
        (.mp4, "a.mp4", SampleFile.mp4), (.webm, "a.webm", SampleFile.webm), (.mp3, "a.mp3", SampleFile.mp3), (.mp3, "b.mp3", [0xFF, 0xFB, 0x90, 0, 0]),
        (.ogg, "a.ogg", SampleFile.ogg), (.wav, "a.wav", SampleFile.wav), (.zip, "a.zip", SampleFile.zip([("目录/a.txt", "x"), ("empty/", "")])),
        (.zip, "none.zip", SampleFile.zip([])), (.text, "说明.txt", SampleFile.text("你好\r\n\u{FEFF}")), (.text, "a.md", SampleFile.text("1 < 2\n")),
        (.csv, "a.csv", SampleFile.text("名称,数量\n球,2\n")), (.xlsx, "a.xlsx", SampleFile.office("xl/workbook.xml")),
        (.docx, "a.docx", SampleFile.office("word/document.xml")), (.pptx, "a.pptx", SampleFile.office("ppt/presentation.xml")),
        (.text, "less.txt", SampleFile.text("<3 science")),
    ]

    @Test(arguments: known.indices) func isKnownByItsBytes(_ place: Int) async throws {
        let (kind, name, bytes) = Self.known[place], shelf = FileShelf(folder: TestFolder.path("kinds-\(UUID())"))
        let kept = try await shelf.keep(bytes, named: name)
        #expect(kept.kind == kind && kept.digest == FileDigest(of: bytes) && kept.byteCount == Int64(bytes.count))
        #expect(FileKind(mediaType: kind.mediaType) == kind)
        let back = try await shelf.bytes(of: kept)
        #expect(back == bytes)
    }

    static let refused: [(String, String, [UInt8])] = [
        ("file-empty", "a.txt", []), ("file-unknown", "a.exe", Array("MZ".utf8) + [0x90, 0, 3]), ("file-unknown", "a.sh", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]),
        ("file-unknown", "a.txt", [0xE4, 0xBD, 0xA0, 0xFF]), ("file-unknown", "a.txt", [0xE4, 0xBD]), ("file-unknown", "a.txt", Array("a\u{0}b".utf8)),
        ("file-unknown", "a.txt", [0xC0, 0xAF]), ("file-unknown", "a.txt", [0xED, 0xA0, 0x80]), ("file-unknown", "a.txt", [0xF4, 0x90, 0x80, 0x80]),
        ("file-unknown", "a.heic", SampleFile.big(24, 4) + Array("ftypheic".utf8)), ("file-unknown", "a.gif", Array("GIF89a".utf8) + [0, 1]),
        ("file-ending", "a.pdf", SamplePaper.png), ("file-ending", "film.txt", SampleFile.mp4), ("file-ending", "a", SampleFile.text("x")),
        ("file-ending", "a.html", SampleFile.text("hello")), ("file-ending", "a.exe", SampleFile.text("hello")), ("file-ending", "a.js", SampleFile.text("alert(1)")),
        ("file-ending", "a.zip", SampleFile.office("xl/workbook.xml")),
        ("file-script", "a.svg", SampleFile.text("\u{FEFF} <svg xmlns='x'><script>1</script></svg>")),
        ("file-script", "a.txt", SampleFile.text("<?xml version='1.0'?>\n<svg onload='x'/>")), ("file-script", "a.txt", SampleFile.text("\n <!DOCTYPE html><p>")),
        ("file-script", "a.png", SampleFile.text("<html><body onload=x>")), ("file-script", "a.csv", SampleFile.text("<ScRiPt>alert(1)</script>")),
        ("file-script", "a.docx", SampleFile.office("word/document.xml", "word/vbaProject.bin")),
        ("file-broken", "a.pdf", Array(SamplePaper.pdf().prefix(100))), ("file-broken", "a.png", Array(SamplePaper.png.dropLast(12))),
        ("file-broken", "a.jpg", Array(SampleFile.jpeg.dropLast(2))), ("file-broken", "a.zip", Array(SampleFile.zip([("a", "x")]).dropLast(5))),
        ("file-broken", "a.wav", SampleFile.text("RIFF") + SampleFile.little(5000, 4) + SampleFile.text("WAVE")),
        ("file-broken", "a.zip", SampleFile.zip([("a", "x")]) + [0]),
        ("archive-trap", "a.zip", SampleFile.zip([("../../etc/passwd", "x")])), ("archive-trap", "a.zip", SampleFile.zip([("/etc/passwd", "x")])),
        ("archive-trap", "a.zip", SampleFile.zip([(#"a\..\..\b.exe"#, "x")])), ("archive-trap", "a.zip", SampleFile.zip([("C:/a.txt", "x")])),
        ("archive-trap", "a.zip", SampleFile.zip([("a", "x")], claims: ["a": 4_000_000_000])),
        ("archive-trap", "a.zip", SampleFile.zip([("a\nb", "x")])), ("archive-trap", "a.zip", SampleFile.overlapping),
        ("archive-trap", "a.xlsx", SampleFile.zip([("[Content_Types].xml", "x"), ("xl/workbook.xml", "x"), ("xl/a.xml", "x")], claims: ["xl/a.xml": 3_000_000_000])),
    ]

    @Test(arguments: refused.indices) func isRefusedAndLiesNowhere(_ place: Int) async throws {
        let (code, name, bytes) = Self.refused[place], folder = TestFolder.path("refused-\(UUID())")
        let refusal = await #expect(throws: Refusal.self) { _ = try await FileShelf(folder: folder).keep(bytes, named: name, field: "file") }
        #expect(refusal?.code == code && refusal?.field == "file" && refusal?.kind == .invalid)
        let left = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        #expect(left.filter { $0 != "incoming" && $0 != "gate" } == [])
    }

    @Test func whatIsNotWantedHereIsNamed() async throws {
        let shelf = FileShelf(folder: TestFolder.path("unwanted-\(UUID())"))
        let refusal = await #expect(throws: Refusal.self) { _ = try await shelf.keep(SampleFile.mp4, named: "a.mp4", of: FileKind.pictures) }
        #expect(refusal?.code == "file-unwanted" && refusal?.phrase.en.contains("MP4 film") == true && refusal?.phrase.en.contains("WebP picture") == true)
    }

    /// Wherever a hostile archive is cut or altered, the reader says yes or no; it neither crashes nor reads beyond.
    @Test func aDirectoryWithAnyByteAltered() async throws {
        let shelf = FileShelf(folder: TestFolder.path("altered-\(UUID())"))
        let whole = SampleFile.zip([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<a/>"), ("b/c", "x")])
        var chance = Seeded(64), refused = 0
        for _ in 0..<400 {
            var bytes = Array(whole.prefix(whole.count - (chance.below(3) == 0 ? chance.below(whole.count) : 0)))
            for _ in 0..<chance.below(4) where !bytes.isEmpty { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
            do {
                _ = try await shelf.keep(bytes, named: "a.xlsx")
            } catch is Refusal {
                refused += 1
            }
        }
        #expect(refused > 50)
    }
}
