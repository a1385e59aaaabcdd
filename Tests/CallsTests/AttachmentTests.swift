import Access
import Files
import Kernel
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Which version holds which paper, and how much an application holds.
@Suite struct AttachmentTests {
    @Test(arguments: TestEngine.allCases) func aFixedVersionKeepsItsPapers(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, PaperJourneyTests.file)
        let (id, host) = try await begun(world)
        let (one, two) = (try await Document.read(SamplePaper.pdf(), field: "file"), try await Document.read(SamplePaper.pdf(pages: 2), field: "file"))
        try await world.database.write { tx in try tx.attach(one, named: "one.pdf", to: id, field: "licence", by: host) }
        let first = try #require(try await world.attachments(id).first)
        try await world.database.write { tx in try tx.freeze(try tx.requireApplication(id)) }
        let before = try await world.digest(id, 1)
        try await world.database.write { tx in try tx.attach(two, named: "two.pdf", to: id, field: "licence", replacing: first.id, by: host) }
        let versions = try await world.database.read { tx in try [1, 2].map { try tx.attachments(of: id, version: $0).map(\.name) } }
        #expect(versions == [["one.pdf"], ["two.pdf"]])
        #expect(try await world.digest(id, 1) == before)
        #expect(try await world.digest(id, 2) != before)
        #expect(try await world.files() == 2, "the fixed version's paper is there still")
        let second = try #require(try await world.attachments(id).first)
        try await world.database.write { tx in try tx.removeAttachment(second.id, from: id, by: host) }
        #expect(try await world.files() == 1)
        #expect(try await world.database.read { tx in try tx.application(id)?.version } == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func thereAreLimits(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, PaperJourneyTests.file)
        let (id, host) = try await begun(world)
        for pages in 1...CallWorld.mostFiles {
            let document = try await Document.read(SamplePaper.pdf(pages: pages), field: "file")
            try await world.database.write { tx in try tx.attach(document, named: "\(pages).pdf", to: id, field: "licence", by: host) }
        }
        let more = try await Document.read(SamplePaper.pdf(pages: 30), field: "file"), same = try await Document.read(SamplePaper.pdf(), field: "file")
        for (document, field, code) in [(more, "licence", "attachments-many"), (same, "licence", "attachment-there"), (more, "intro", "no-file-field"), (more, "x", "no-file-field")] {
            await #expect {
                try await world.database.write { tx in try tx.attach(document, named: "a", to: id, field: field, by: host) }
            } throws: { error in (error as? Refusal)?.code == code }
        }
        #expect(try await world.attachments(id).count == CallWorld.mostFiles)
        // Together they may weigh so much.
        try await world.database.write { tx in
            let room = CallWorld.mostBytes / (CallWorld.mostFiles - 1)
            try tx.execute("UPDATE calls_attachment SET size = \(room) WHERE application_id = \(id)")
            let last = try #require(try tx.attachments(of: id).last)
            try tx.removeAttachment(last.id, from: id, by: host)
        }
        await #expect {
            try await world.database.write { tx in try tx.attach(more, named: "a", to: id, field: "licence", by: host) }
        } throws: { error in (error as? Refusal)?.code == "attachments-large" }
        await world.database.close()
    }

    private func begun(_ world: CallWorld) async throws -> (ID<Application>, Identity) {
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        let id = try await world.database.write { tx in
            try tx.startApplication(to: try tx.requireCall("base-2022"), organisation: world.museums[0], venue: nil, category: nil, by: host)
        }
        return (id, host)
    }
}

extension CallWorld {
    func digest(_ id: ID<Application>, _ version: Int) async throws -> String? {
        try await database.read { tx in
            try tx.row("SELECT digest FROM calls_application_version WHERE application_id = \(id) AND version = \(version)") { try $0.text("digest") }
        }
    }
}
