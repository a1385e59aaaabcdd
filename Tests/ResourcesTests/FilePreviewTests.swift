import Access
import Files
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Resources

/// What a resource's page shows of its files, and to whom.
struct FilePreviewTests {
    @Test func theFirstLinesAreCutAndNeverHalf() {
        #expect(FilePreview.first("a\nb\n\n", isWhole: true) == ["a", "b"])
        #expect(FilePreview.first("a\r\nb\r\nhalf of a li", isWhole: false) == ["a", "b"])
        #expect(FilePreview.first("one long line", isWhole: false) == ["one long line"])
        #expect(FilePreview.first(String(repeating: "x", count: 300), isWhole: true) == [String(repeating: "x", count: 200) + "…"])
        #expect(FilePreview.first((1...40).map { "\($0)" }.joined(separator: "\n"), isWhole: true).count == FilePreview.mostLines)
        #expect(FilePreview.first("\u{FEFF}标题", isWhole: true) == ["标题"])
    }

    /// A text's lines stand in the page, escaped; its address gives no preview, since it is in the page already.
    @Test(arguments: TestEngine.allCases) func aTextStandsInThePage(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.listed("说明", "A note", Array("第一行 <script>alert(1)</script>\n第二行\n".utf8))
        let page = try await world.visitor.go("/resources/\(id)")
        #expect(page.status == 200 && page.html.contains("第一行 &lt;script&gt;") && !page.html.contains("<script>alert"), "\(page.html)")
        let file = try await world.database.read { tx in try #require(try tx.files(of: id, version: 1).first).file.id }
        #expect(try await world.visitor.go("/resources/\(id)/files/\(file)/preview").status == 404)
        // What one sees is no download.
        #expect(try await world.database.read { try $0.downloads(of: id) } == (0, 0))
    }

    /// A licence that forbids copying shows nothing of what it covers.
    @Test(arguments: TestEngine.allCases) func whatMayNotBeCopiedIsNotShown(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.listed("说明", "A note", Array("只供观看的一行\n".utf8), licence: "LicenseRef-kepu-show-only")
        let page = try await world.visitor.go("/resources/\(id)")
        #expect(page.status == 200 && !page.text.contains("只供观看的一行") && page.text.contains("does not allow copies"), "\(page.text)")
    }
}
