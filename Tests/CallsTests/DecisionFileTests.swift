import Access
import Crypto
import Formats
import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The decision file: whole, checkable, and for each reader only what they may see.
@Suite struct DecisionFileTests {
    @Test(arguments: TestEngine.allCases) func everythingBehindOneDecision(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.proposed(2)
        let notice = try await Self.noticed(world, ids)
        let code = try await world.database.write { tx in
            try tx.object(ObjectionDraft(position: 1, name: "objector-7", contact: "13900000000", facts: "facts-7"), to: notice)
        }
        let objection = try #require(try await world.database.read { tx in try tx.objection(code: code) })
        let reader = try await world.identity("reader", .supervisor, over: .organisation(world.bureau.number))
        try await world.database.write { tx in
            try tx.step(objection.id, .admit, says: "", by: reader)
            try tx.step(objection.id, .investigate, says: "", by: reader)
            try tx.step(objection.id, .dismiss, says: "ground-7", by: reader)
            try tx.step(objection.id, .answer, says: "answer-7", by: reader)
        }
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let supervisor = try await world.browser("supervisor", .supervisor, over: .organisation(world.bureau.number))
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))

        let ofOffice = try await office.go("/desk/calls/base-2022/applications/\(ids[0])/decision.zip")
        #expect(ofOffice.status == 200 && ofOffice.headers["content-type"] == "application/zip")
        let seen = try Self.contents(ofOffice.bytes)
        #expect(seen["review/sheets.json"]?.contains("remark-of-e1") == true && seen["meetings.json"]?.contains("Minutes of the meeting") == true)
        #expect(seen["application/v1.json"]?.contains("We show the sky.") == true && seen["objections.json"]?.contains("received_on") == true)
        #expect(seen["objections.json"]?.contains("dismissed") == true && seen["objections.json"]?.contains("02:00:00") == false)
        #expect(seen["decision.pdf"]?.hasPrefix("%PDF") == true)
        // What the supervision office wrote to the objector may tell who that is.
        for secret in ["objector-7", "facts-7", "ground-7", "answer-7"] { #expect(seen.allSatisfy { !$0.value.contains(secret) }, "\(secret)") }

        // Who applied gets theirs when it is decided, and neither names nor remarks of experts.
        #expect(try await host.go("/desk/applications/\(ids[0])/decision.zip").status == 409)
        try await world.database.write { tx in try tx.execute("UPDATE calls_application SET state = 'struck' WHERE id = \(ids[0])") }
        let own = try await host.go("/desk/applications/\(ids[0])/decision.zip")
        let theirs = try Self.contents(own.bytes)
        #expect(own.status == 200 && theirs["objections.json"] == nil && theirs["review/conflicts.json"] == nil)
        for secret in ["remark-of-e1", "\"e1\"", "objector-7", "facts-7", "Minutes of the meeting"] {
            #expect(theirs.allSatisfy { !$0.value.contains(secret) }, "\(secret)")
        }
        #expect(try await host.go("/desk/applications/\(ids[1])/decision.zip").status == 404)

        let sealed = try await supervisor.go("/desk/objections/\(objection.id)/decision.zip")
        let whole = try #require(try Self.contents(sealed.bytes)["objections.json"])
        for part in ["objector-7", "ground-7", "answer-7", "2022-11-07T02:00:00"] { #expect(whole.contains(part), "\(part): \(whole)") }
        #expect(try await office.go("/desk/objections/\(objection.id)/decision.zip").status == 403)
        await world.database.close()
    }

    /// What became of the title afterwards belongs to the file: the yearly check, what was filed and said, and the ground on which it ended.
    @Test(arguments: TestEngine.allCases) func whatBecameOfTheTitle(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.proposed(1)
        let museum = world.museums[0]
        let title = try await world.database.write { tx -> ID<Title> in
            let scheme = try #require(try tx.scheme(key: "base")), id: ID<Title> = tx.newID(), assessment: ID<Assessment> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, valid_until, state, status_index, application_id)
                VALUES (\(id), 'code', '2022-001', \(scheme.id), \(scheme.version), \(museum), '2022-11-07', '2029-12-30', 'valid', 0, \(ids[0]))
                """)
            try tx.execute(
                """
                INSERT INTO calls_assessment (id, title_id, year, opens_on, due_on, state, body, says)
                VALUES (\(assessment), \(id), 2022, '2023-01-01', '2023-01-31', 'rectifying', '{"report": "report-8", "visits": "0"}', 'says-8')
                """)
            return id
        }
        let identity = try await world.office
        try await world.database.write { tx in try tx.revoke(title, ground: "false-report", says: "ended-8", by: identity) }
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let page = try await office.go("/desk/register/\(title)")
        #expect(page.html.contains("/desk/register/\(title)/decision.zip"))
        let bytes = try await office.go("/desk/register/\(title)/decision.zip").bytes
        #expect(try Self.check(bytes).faults.isEmpty)
        let seen = try Self.contents(bytes)
        #expect(seen["title.json"]?.contains("ended-8") == true && seen["title.json"]?.contains("revoked") == true)
        let years = try #require(seen["assessments.json"])
        #expect(years.contains("report-8") && years.contains("says-8") && years.contains("rectifying"), "\(years)")
        #expect(seen["ledger.json"]?.contains("calls.title-revoked") == true)
        // Another authority's office is not told that there is such a title; one without an application has no file.
        let foreign = try await world.browser("foreign", .organiser, over: .organisation(world.district.number))
        #expect(try await foreign.go("/desk/register/\(title)/decision.zip").status == 404)
        try await world.database.write { tx in try tx.execute("UPDATE calls_title SET application_id = NULL WHERE id = \(title)") }
        let none = try await office.go("/desk/register/\(title)/decision.zip")
        #expect(none.status == 404 && none.text.contains("taken over from a list"))
        await world.database.close()
    }

    @Test func whatWasChangedIsNamed() async throws {
        let world = try await CallWorld.make(.sqlite)
        let ids = try await world.proposed(1)
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let bytes = try await office.go("/desk/calls/base-2022/applications/\(ids[0])/decision.zip").bytes
        let whole = try Self.check(bytes)
        #expect(whole.faults.isEmpty, "\(whole.faults)")
        #expect(whole.files > 8 && whole.extract?.seals.isEmpty == false)

        let parts = try Self.parts(bytes)
        for (name, fault) in [("application/v1.json", "application/v1.json was changed."), ("ledger.json", "ledger.json was changed."), ("SHA256SUMS", "SHA256SUMS was changed.")] {
            let changed = parts.map { $0.name == name ? ($0.name, $0.bytes + [32]) : ($0.name, $0.bytes) }
            #expect(try Self.check(Self.zip(changed)).faults.map(\.en).contains(fault))
        }
        #expect(try Self.check(Self.zip(parts.filter { $0.name != "scheme.json" })).faults.map(\.en) == ["scheme.json is missing."])
        #expect(try Self.check(Self.zip(parts + [("more.txt", [])])).faults.map(\.en) == ["more.txt was added."])
        #expect(throws: Refusal.self) { try Self.check(Array("no archive".utf8)) }
        await world.database.close()
    }

    /// The authority signs: with its published keys everybody sees that it did, and a file that somebody made anew is found out.
    @Test(arguments: TestEngine.allCases) func theAuthoritySigns(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.proposed(1)
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let bytes = try await office.go("/desk/calls/base-2022/applications/\(ids[0])/decision.zip").bytes
        let published = try KnownKeys(json: try await Browser(world.site).go("/.well-known/keys.json").bytes, from: "keys.json")
        let mine = try await world.database.read { tx in try KnownKeys(tx) }
        let key = try #require(try await world.database.read { tx in try tx.issuerKeys() }.first)
        let single = try KnownKeys(json: try await Browser(world.site).go("/keys/\(key.id)").bytes, from: "key.json")
        for keys in [published, mine, single] {
            let check = try Self.check(bytes, keys)
            #expect(check.faults.isEmpty && check.isKnown == true && check.signed.en.hasPrefix("Signed by “市科技局”: "), "\(check.faults) \(check.signed)")
        }
        let alone = try Self.check(bytes)
        #expect(alone.faults.isEmpty && alone.isKnown == nil && alone.signed.en.contains("Whether that key is theirs was not checked"))

        // A replaced key still proves what it signed; another authority's proves nothing.
        let admin = try await world.identity("admin", .administrator, over: .all), bureau = world.bureau, district = world.district
        try await world.database.write { tx in _ = try tx.rotateIssuerKey(of: bureau, by: admin) }
        let rotated = try Self.check(bytes, try await world.database.read { tx in try KnownKeys(tx) })
        #expect(rotated.isKnown == true && rotated.signed.en.contains("replaced on 2022-11-07"), "\(rotated.signed)")
        let other = try await world.database.write { tx in try tx.madeIssuerKey(of: district, by: 0) }
        let foreign = try Self.check(bytes, try KnownKeys(json: Array(other.jwk("https://x.example").utf8), from: "other.json"))
        #expect(foreign.isKnown == false && foreign.faults.map(\.en) == ["The key that signed is none of those that are known; the file says that “市科技局” signed it."])

        // Changed with every hash made to fit, without its signature, and signed anew by somebody else.
        let parts = try Self.parts(bytes)
        let manifest = try JSONDecoder().decode(DecisionManifest.self, from: Data(try #require(parts.first { $0.name == "manifest.json" }).bytes))
        let lie = Array("{}".utf8)
        let files = manifest.files.map { $0.name == "application/v1.json" ? DecisionManifest.File(name: $0.name, size: 2, sha256: Digest.of(lie)) : $0 }
        let made = DecisionManifest(application: manifest.application, reader: manifest.reader, madeAt: manifest.madeAt, signer: try #require(manifest.signer), files: files)
        let changed: [String: [UInt8]] = ["application/v1.json": lie, "manifest.json": made.json, "SHA256SUMS": Array(made.sums.utf8)]
        let forged = parts.map { ($0.name, changed[$0.name] ?? $0.bytes) }
        let found = try Self.check(try Self.zip(forged), mine)
        #expect(found.isKnown == false && found.faults.map(\.en) == ["The signature is not one of this manifest."])
        let bare = try Self.check(try Self.zip(forged.filter { !DecisionSignature.names.contains($0.0) }), mine)
        #expect(bare.isKnown == false && bare.faults.map(\.en) == ["The signature is missing or cannot be read."])
        let secret = Curve25519.Signing.PrivateKey()
        let signature = DecisionSignature(
            address: try #require(made.signer).key, publicKey: Array(secret.publicKey.rawRepresentation), signature: Array(try secret.signature(for: Data(made.json))))
        let own = Dictionary(signature.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        let resigned = try Self.zip(forged.map { ($0.0, own[$0.0] ?? $0.1) })
        let anew = try Self.check(resigned, mine)
        #expect(anew.faults.count == 1 && anew.isKnown == false)
        #expect(try Self.check(resigned).isKnown == nil, "by itself it says that it could not tell")
        let mixed = try Self.zip(parts.map { ($0.name, $0.name == "key.pem" ? own["key.pem"] ?? [] : $0.bytes) })
        #expect(try Self.check(mixed, mine).faults.map(\.en) == ["manifest.sig or key.pem does not agree with signature.json."])
        await world.database.close()
    }

    /// Files of keys from elsewhere are read with suspicion.
    @Test func whatIsNoSetOfKeysIsRefused() throws {
        for text in ["", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"crv\":\"P-256\",\"x\":\"AAAA\"}]}", "{\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", "{\"crv\":\"Ed25519\",\"x\":\"+/==\"}"] {
            #expect(throws: Refusal.self) { try KnownKeys(json: Array(text.utf8), from: "x.json") }
        }
    }

    private static func noticed(_ world: CallWorld, _ ids: [ID<Application>]) async throws -> ID<Notice> {
        let (office, call) = (try await world.office, try await world.call())
        return try await world.database.write { tx in
            var draft = NoticeDraft(title: .init("公示", "Notice"), contact: "1", supervision: "2", begin: day("2022-11-07"))
            draft.items = ids.map { NoticeDraft.Item(applicationID: $0) }
            let id = try tx.schedule(draft, of: call, by: office)
            try tx.turnNotices()
            return id
        }
    }

    private static func path(_ bytes: [UInt8]) throws -> String {
        let path = TestFolder.path("decision-\(UUID().uuidString).zip")
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private static func check(_ bytes: [UInt8], _ keys: KnownKeys? = nil) throws -> DecisionCheck { try DecisionCheck(path: path(bytes), known: keys) }

    private static func parts(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
        let zip = try ZipContents(path: path(bytes))
        return try zip.names.map { ($0, try zip.bytes(of: $0)) }
    }

    private static func contents(_ bytes: [UInt8]) throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try parts(bytes).map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    private static func zip(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let zip = try ZipWriter(made: instant("2022-11-07T02:00:00Z"))
        for part in parts { try zip.add(part.name, part.bytes) }
        let pieces = try zip.finish()
        var out: [UInt8] = []
        while let piece = try pieces.next() { out += piece }
        return out
    }
}
