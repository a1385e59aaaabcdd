import Access
import App
import Foundation
import Rooms
import Testing
import Workflow

/// `docs/workflows.md` is what the rooms declare: drawn anew from the house, and nobody declares a workflow without handing it over.
@Suite("The book of workflows") struct WorkflowBookTests {
    private static let book = WorkflowBook(.kepu)

    @Test func isWhatTheRoomsDeclare() throws {
        let page = try String(contentsOf: CampaignFile.root.appending(path: "docs/workflows.md"), encoding: .utf8)
        let body = page.range(of: "\n## ").map { String(page[page.index(after: $0.lowerBound)...]) } ?? ""
        #expect(body == Self.book.markdown, "From its first heading on, docs/workflows.md should say:\n\(Self.book.markdown)")
    }

    /// A room that declares a workflow hands it over, or its diagram would be missing without anybody noticing.
    @Test func everyDeclarationIsInIt() throws {
        let rooms = CampaignFile.root.appending(path: "Sources/Domain")
        let files = try FileManager.default.subpathsOfDirectory(atPath: rooms.path).filter { $0.hasSuffix(".swift") }
        let declared = try files.map { try String(contentsOf: rooms.appending(path: $0), encoding: .utf8).matches(of: /static let [a-z]\w*: Workflow</).count }
        #expect(declared.reduce(0, +) == Self.book.chapters.count)
        #expect(Self.book.chapters.count >= 3)
    }

    /// A step names a permission of its own room's and an entry that the record of changes can tell in words.
    @Test(arguments: WorkflowBookTests.book.chapters.map(\.drawing.noun)) func namesWhatExists(_ noun: String) throws {
        let chapter = try #require(Self.book.chapters.first { $0.drawing.noun == noun })
        let permissions = Set(chapter.module.permissions.map(\.name)), words = Set(chapter.module.ledgerWords.map(\.kind))
        for step in chapter.drawing.steps {
            #expect(permissions.contains(step.permission), "\(noun): \(step.permission)")
            #expect(words.contains(step.records), "\(noun): \(step.records)")
        }
        let reached = Set(chapter.drawing.steps.map(\.to)).union(chapter.drawing.steps.flatMap(\.from))
        #expect(chapter.drawing.states.map(\.name).allSatisfy(reached.contains), "\(noun): a state that nothing leads to")
    }
}
