import Access
import Files
import Formats
import Foundation
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Papers that come with objections: read and refused as others are, sealed, seen by the supervision office alone, gone with who objected.
@Suite struct ObjectionPaperTests {
    private static let network = "203.0.113.7"

    /// A notice of two items that is open, and its address.
    private static func open(_ world: CallWorld) async throws -> (notice: ID<Notice>, applications: [ID<Application>]) {
        let ids = try await world.proposed(2), (office, call) = (try await world.office, try await world.call())
        let notice = try await world.database.write { tx in
            var draft = NoticeDraft(title: .init("公示", "Notice"), contact: "1", supervision: "2", begin: day("2022-11-07"))
            draft.items = ids.map { NoticeDraft.Item(applicationID: $0) }
            let id = try tx.schedule(draft, of: call, by: office)
            try tx.turnNotices()
            return id
        }
        return (notice, ids)
    }

    @Test(arguments: TestEngine.allCases) func aUnitObjectsUnderItsSeal(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let (notice, applications) = try await Self.open(world)
        let visitor = Browser(world.site), page = "/notices/\(notice)", form = "/notices/\(notice)/objections"
        let unit = ["position": "1", "kind": "unit", "name": "Objecting Works", "contact": "029-7", "facts": "Closed all year."]
        try await visitor.go(page)
        let unsealed = try await visitor.submit(form, unit)
        #expect(unsealed.status == 422 && unsealed.text.contains("A unit objects under its seal"), "\(unsealed.text)")

        // Wrong types under right names, programs, bombs, too many: refused beside the field, and nothing is kept.
        let good = SamplePaper.pdf()
        let hostile: [([(String, String, [UInt8])], String)] = [
            ([("seal", "seal.pdf", Array("MZ\u{90}\0".utf8))], "no PDF, JPEG or PNG"), ([("seal", "seal.pdf", SamplePaper.script)], "holds a program"),
            ([("seal", "a.pdf", good), ("papers", "bomb.png", SamplePaper.png(width: 12_000, height: 12_000))], "million in all"),
            ([("seal", "a.pdf", good), ("papers", "bomb.zip", SamplePaper.zipEnd), ("papers", "b.pdf", good)], "“bomb.zip”: What is in this file is no PDF"),
            ([("seal", "a.pdf", good), ("papers", "empty.pdf", [])], "it is empty"), ([("seal", "a.pdf", good), ("seal", "b.pdf", good)], "5 papers at most"),
            ([("seal", "a.pdf", good)] + (0..<6).map { ("papers", "\($0).pdf", good) }, "5 papers at most"), ([("papers", "a.pdf", good)], "under its seal"),
        ]
        for (files, says) in hostile {
            let seen = try await visitor.submit(form, unit, uploads: files.map { (field: $0.0, name: $0.1, bytes: $0.2) })
            #expect(seen.status == 422 && seen.text.contains(says), "\(says): \(seen.status) \(seen.text.prefix(500))")
            #expect(seen.text.contains("The files that you chose were not kept"))
        }
        #expect(try await Self.count(world, "calls_objection") == 0)

        // Good ones are kept under names that are some; sent twice they are there once.
        let files: [(field: String, name: String, bytes: [UInt8])] = [
            ("seal", "../../Objecting Works\u{202E}.exe", SamplePaper.pdf(pages: 2)), ("papers", "door.png", SamplePaper.png), ("papers", "plan.pdf", good),
        ]
        let sent = try await visitor.submit(form, unit, uploads: files)
        #expect(sent.text.contains("Your objection has been received") && sent.text.contains("Papers 3") && !sent.text.contains("Objecting Works"), "\(sent.text)")
        #expect(try await visitor.sendAgain().path == sent.path)
        #expect(try await Self.count(world, "calls_objection") == 1)
        #expect(try await Self.count(world, "calls_objection_paper") == 3)

        let objection = try #require(try await world.database.read { tx in try tx.objections(to: notice) }.first)
        try await whoSeesThem(world, objection, applications[0])
        try await Self.sealed(world, objection)
        await world.database.close()
    }

    private func whoSeesThem(_ world: CallWorld, _ objection: Objection, _ application: ID<Application>) async throws {
        let supervisor = try await world.browser("supervisor", .supervisor, over: .organisation(world.bureau.number))
        let desk = "/desk/objections/\(objection.id)"
        let seen = try await supervisor.go(desk)
        let papers = seen.links.filter { $0.hasPrefix(desk + "/papers/") }
        #expect(papers.count == 3 && seen.text.contains("The unit's sealed page Objecting Works.pdf"), "\(seen.text)")
        let seal = try #require(papers.first)
        let file = try await supervisor.go(seal)
        #expect(file.status == 200 && file.bytes == SamplePaper.pdf(pages: 2) && file.headers["cache-control"] == "no-store")
        #expect(file.headers["content-disposition"]?.hasPrefix("attachment; filename=\"Objecting Works.pdf\"") == true)
        #expect(file.headers["content-security-policy"] == "default-src 'none'; sandbox")
        #expect(try await supervisor.go(seal + "/pages/2").headers["content-type"] == "image/png")
        #expect(try await world.count("calls.objection-paper-read") == 2, "each look is recorded")

        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let others = try await world.browser("others", .supervisor, over: .organisation(world.museums[1].number))
        for path in [seal, seal + "/pages/1"] {
            #expect(try await office.go(path).status == 403)
            #expect(try await others.go(path).status == 404)
            #expect(try await Browser(world.site).go(path).path.hasPrefix("/sign-in"))
        }
        #expect(try await supervisor.go(desk + "/papers/7999999999999").status == 404)
        #expect(try await world.count("calls.objection-paper-read") == 2)

        // They are in the supervision office's file, and in nobody else's.
        let theirs = try Self.names(try await supervisor.go(desk + "/decision.zip").bytes)
        #expect(theirs.filter { $0.hasPrefix("objections/") }.count == 3 && theirs.contains { $0.hasPrefix("objections/\(objection.id)/seal-") })
        #expect(try await world.count("calls.objection-paper-read") == 5, "whoever takes the file with them has seen them")
        let offices = try Self.names(try await office.go("/desk/calls/base-2022/applications/\(application)/decision.zip").bytes)
        #expect(offices.contains("manifest.json") && offices.allSatisfy { !$0.hasPrefix("objections/") })
    }

    /// What lies in the table tells nothing; a new secret opens it as the old one did; what is forgotten is gone.
    private static func sealed(_ world: CallWorld, _ objection: Objection) async throws {
        let database = world.database
        let kept = try await database.read { try $0.rows("SELECT sealed, bytes FROM calls_objection_paper") { try $0.blob("sealed") + $0.blob("bytes") } }
        for bytes in kept { #expect(!String(decoding: bytes, as: Unicode.ASCII.self).contains("Objecting") && !String(decoding: bytes, as: Unicode.ASCII.self).contains("%PDF")) }
        #expect(try await world.files() == 0)
        let key = try InstallationKey("YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ")
        _ = try await SecretRotation(database, [ObjectionResealing.resealing]).run(to: key)
        let again = Database(engine: database.engine, clock: database.clock, ids: database.ids, installationKey: key)
        let supervisor = try await world.identity("supervisor", .supervisor, over: .organisation(world.bureau.number))
        let (names, bytes) = try await again.write { tx in
            let papers = try tx.papers(of: objection.id)
            return (papers.map(\.name), try tx.open(papers[0].id, of: objection, for: supervisor).file.bytes)
        }
        #expect(names == ["Objecting Works.pdf", "door.png", "plan.pdf"] && bytes == SamplePaper.pdf(pages: 2))
        #expect(try await again.write { tx in try CallsPersonalData.objections.forget(tx, objection.code, 1) } == 1)
        #expect(try await count(world, "calls_objection_paper") == 0)
        #expect(try await again.write { tx in try tx.open(objection, for: supervisor) } == ObjectionSecret(name: "", contact: "", facts: ""))
    }

    @Test(arguments: TestEngine.allCases) func aNetworkHandsInSoMuchADay(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let (notice, _) = try await Self.open(world)
        let paper = ObjectionEnclosure(document: try await Document.read(SamplePaper.pdf(), field: "papers"), name: "a.pdf")
        func object(_ papers: Int, from network: String?) async throws -> String? {
            var draft = ObjectionDraft(position: 1, name: "A", contact: "1", facts: "x", papers: Array(repeating: paper, count: papers))
            draft.network = network
            let sent = draft
            do {
                _ = try await world.database.write { tx in try tx.object(sent, to: notice) }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        for _ in 0..<12 { #expect(try await object(5, from: Self.network) == nil) }
        #expect(try await object(1, from: Self.network) == "objection-load")
        #expect(try await Self.count(world, "calls_objection_paper") == 60)
        #expect(try await object(0, from: Self.network) == nil, "what is written is never limited")
        #expect(try await object(1, from: "203.0.113.8") == nil)
        let early = try await world.database.read { tx in
            do {
                try tx.requireObjectionLoad(of: Self.network)
                return nil as String?
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(early == "objection-load", "said before more of it is read")
        // Nothing in the table is the network's address; the next day it may again, and what was noted is gone.
        let marks = try await world.database.read { try $0.rows("SELECT network FROM calls_objection_load") { try $0.blob("network") } }
        #expect(marks.count == 2 && marks.allSatisfy { $0.count == 32 })
        world.clock.set("2022-11-07T16:00:00Z")
        try await world.database.write { tx in try tx.forgetObjectionLoads() }
        #expect(try await Self.count(world, "calls_objection_load") == 0)
        #expect(try await object(5, from: Self.network) == nil)
        await world.database.close()
    }

    private static func count(_ world: CallWorld, _ table: String) async throws -> Int64? {
        let statement: SQL = table == "calls_objection" ? "SELECT COUNT(*) FROM calls_objection"
            : table == "calls_objection_load" ? "SELECT COUNT(*) FROM calls_objection_load" : "SELECT COUNT(*) FROM calls_objection_paper"
        return try await world.database.read { try $0.number(statement) }
    }

    private static func names(_ bytes: [UInt8]) throws -> [String] {
        let path = TestFolder.path("objection-\(UUID().uuidString).zip")
        try Data(bytes).write(to: URL(filePath: path))
        return try ZipContents(path: path).names
    }
}
