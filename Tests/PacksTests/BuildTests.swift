import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

@Suite struct BuildTests {
    /// The bytes of a tiny pack are always the same: whoever implements the format can hold theirs against them.
    @Test func aTinyPackHasTheSameBytesAlways() throws {
        let shop = try PackWorkshop()
        let contents = [(path: "你好.txt", bytes: Array("科普 hello\n".utf8)), ("空.bin", [])]
        try shop.build(contents, to: "a.zip")
        try shop.build(contents, to: "b.zip")
        let bytes = try shop.read(shop.path("a.zip"))
        #expect(try bytes == shop.read(shop.path("b.zip")))
        #expect(Checksum(of: bytes).text == Self.golden)
        let verdict = try Pack.verify(shop.path("a.zip"), keys: shop.key.publicKeys)
        #expect(verdict.isWhole && verdict.signature == .good && verdict.extras.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["a.zip", "b.zip"])
    }
    /// Changes with the pages of the viewer, and with nothing else.
    static let golden = "f9b778cf89cf4b99436f8d21612c06aefe9ed32aa44fa94f08d01415ed27e935"

    @Test func theManifestSaysWhatWasPutIn() throws {
        let shop = try PackWorkshop()
        var draft = try PackWorkshop.draft([("视频/月亮.mp4", [1, 2, 3])])
        draft.summary = Phrase("<b>一行</b>\n两行", "\"quoted\" & <i>")
        draft.theme = Phrase("健康", "Health")
        (draft.validFrom, draft.validUntil) = (Day(iso: "2023-09-26"), Day(iso: "2024-12-31"))
        draft.ages = PackAges(from: 6, until: 12)
        draft.groups = [PackManifest.Named(key: "videos", name: Phrase("视频", "Videos"))]
        draft.items[0].group = "videos"
        draft.items[0].ages = PackAges(from: 3, until: nil)
        let made = try Pack.build(draft, by: shop.key, to: shop.path("p.zip"))
        let (read, size) = try Pack.manifest(of: shop.path("p.zip"))
        #expect(read == made)
        #expect(try Int(size) == shop.read(shop.path("p.zip")).count && Pack.archiveSize(read) == size)
        #expect(read.contents.map(\.path.text) == ["files/视频/月亮.mp4"] && read.contents[0].type == "video/mp4")
        #expect(read.summary == draft.summary && read.validUntil == draft.validUntil && read.ages == draft.ages && read.contents[0].ages == PackAges(from: 3, until: nil))
    }

    @Test func whatMayNotBeCopiedIsRefused() throws {
        let shop = try PackWorkshop()
        for (licence, attribution, code) in [
            ("LicenseRef-kepu-show-only", "某馆", "licence-forbids-copying"), ("LicenseRef-kepu-all-rights-reserved", "某馆", "licence-forbids-copying"),
            ("WTFPL", "某馆", "licence-unknown"), (nil, "某馆", "licence-missing"), ("CC-BY-4.0", " ", "attribution-missing"), ("CC-BY-4.0", nil, "attribution-missing"),
        ] as [(String?, String?, String)] {
            var draft = try PackWorkshop.draft([("a.txt", [65]), ("b.txt", [66])])
            (draft.items[1].licence, draft.items[1].attribution) = (licence, attribution)
            let refusal = #expect(throws: Refusal.self) { try Pack.build(draft, by: shop.key, to: shop.path("no.zip")) }
            #expect(refusal?.code == code && refusal?.phrase.zh.contains("b.txt") == true)
        }
        var free = try PackWorkshop.draft([("a.txt", [65])])
        (free.items[0].licence, free.items[0].attribution) = ("CC0-1.0", nil)
        try Pack.build(free, by: shop.key, to: shop.path("yes.zip"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder) == ["yes.zip"])
    }

    @Test func aFileThatChangesWhileItIsPackedIsRefused() throws {
        let shop = try PackWorkshop()
        for (announced, there) in [(100, 99), (100, 101), (300_000, 299_999), (0, 0)] {
            var draft = try PackWorkshop.draft([("a.bin", [])])
            draft.items[0].source = .reader(size: Int64(announced)) { place, buffer in
                let count = max(0, min(buffer.count, there - Int(place)))
                buffer.baseAddress?.initializeMemory(as: UInt8.self, repeating: 7, count: count)
                return count
            }
            if announced == there {
                try Pack.build(draft, by: shop.key, to: shop.path("a.zip"))
            } else {
                let refusal = #expect(throws: Refusal.self) { try Pack.build(draft, by: shop.key, to: shop.path("b.zip")) }
                #expect(refusal?.code == "pack-item-changed")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder) == ["a.zip"])
    }

    @Test func pathsWorkOnEverySystem() throws {
        for bad in ["", "/a", "a/", "a//b", "../a", "a/../b", ".", "a\\b", "C:a", "a?", "nul", "NUL.txt", "com1.mp4", "a.", "a ", " a", ".hidden", "a\u{0}b", "a\nb", "a\u{202E}b", "e\u{301}.txt", String(repeating: "字", count: 34), String(repeating: "a/", count: 101) + "a"] {
            #expect(throws: Refusal.self, "\(bad)") { try PackPath(bad) }
        }
        for good in ["a", "视频/月亮 2.mp4", "é.txt", "a.b-c_d(1)/e", String(repeating: "字", count: 33)] { #expect(try PackPath(good).text == good) }
        #expect(try PackPath.cleaned("..\\a/第1课：光?.mp4/ NUL.txt ").text == "_a/第1课：光_.mp4/_NUL.txt")
        #expect(try PackPath.cleaned("e\u{301}.txt").text.utf8.elementsEqual("é.txt".utf8))
        var chance = Seeded(77)
        for _ in 0..<500 {
            let letters = Array("aB.字 /\\:?*\u{301}\u{202E}\u{0}nulCON~-\u{1F600}")
            let text = String((0..<chance.below(60)).map { _ in letters[chance.below(letters.count)] })
            if let cleaned = try? PackPath.cleaned(text) { #expect(try PackPath(cleaned.text) == cleaned) }
        }
        for pair in [["A.txt", "a.TXT"], ["a", "a/b"], ["x/a", "X/A"]] {
            let refusal = #expect(throws: Refusal.self) { try PackWorkshop().build(pair.map { ($0, [1]) }, to: "p.zip") }
            #expect(refusal?.code.hasPrefix("pack-path") == true)
        }
    }

    @Test func everyLicenceSaysWhatItPermits() throws {
        #expect(Set(Licence.all.map(\.id)).count == Licence.all.count)
        for licence in Licence.all {
            #expect(Licence.known(licence.id) == licence && !licence.terms.zh.isEmpty && !licence.terms.en.isEmpty)
            let document = try String(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/pack-format.md"), encoding: .utf8)
            let row = "| `\(licence.id)` | \(licence.name.zh) · \(licence.name.en) | \(licence.terms.en) |"
            #expect(document.contains(row), "docs/pack-format.md lacks: \(row)")
        }
    }

    /// The viewer's tokens are those of the site.
    @Test func theViewerLooksLikeTheSite() throws {
        let site = try String(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Public/css/kepu.css"), encoding: .utf8)
        let tokens = ViewerStyle.css.split(separator: "/* ── 2. Ground")[0].split(separator: "\n").filter { $0.contains("--") && $0.contains(":") }
        #expect(tokens.count > 20)
        for line in tokens { #expect(site.contains(line), "\(line)") }
    }

    @Test func whatTheManifestSaysIsEscapedOnThePages() throws {
        var draft = try PackWorkshop.draft([("x'&.png", [1]), ("note.txt", Array("<script>alert(1)</script>".utf8))])
        draft.title = Phrase("<img src=x onerror=alert(1)>", "\"><script>alert(2)</script>")
        draft.items[0].attribution = "</dd><script>alert(3)</script>"
        draft.items[0].title = Phrase("' onload='alert(4)", "\" onerror=\"alert(4)")
        let shop = try PackWorkshop()
        try Pack.build(draft, by: shop.key, to: shop.path("p.zip"))
        let folder = try shop.unpack(shop.path("p.zip"), to: "p")
        for page in ["index.html", "index.en.html"] {
            let html = String(decoding: try shop.read(folder + "/" + page), as: UTF8.self)
            #expect(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("\" onerror="))
            #expect(html.contains("&lt;script&gt;alert(1)") && html.contains("files/x%27%26.png"))
        }
        let verdict = try Pack.verify(folder, keys: shop.key.publicKeys)
        #expect(verdict.isWhole && verdict.signature == .good && verdict.extras.isEmpty)
    }
}
