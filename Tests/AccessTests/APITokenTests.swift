import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Tokens for programs")
struct APITokenTests {
    private static let enter = Permission("test.enter", "填报", "Enter", roles: [.host, .administrator])
    private static let check = Permission("test.check", "核验", "Check", roles: [.office, .administrator])

    private func world(_ engine: TestEngine) async throws -> (ground: Ground, owner: Identity) {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { try $0.grant(Grant(.administrator, over: .campaign("day")), to: anna.id) }
        return (ground, try await ground.database.read { try $0.identity(of: anna) })
    }

    @Test(arguments: TestEngine.allCases)
    func doesWhatItSaysAndNoMore(_ engine: TestEngine) async throws {
        let (ground, owner) = try await world(engine)
        let until = ground.clock.now.adding(hours: 24)
        let text = try await ground.database.write { try $0.addAPIToken(name: "counter", permissions: [Self.enter], until: until, of: owner) }
        func asks() async throws -> Identity? { try await ground.database.read { try $0.identity(apiToken: text)?.identity } }
        let program = try #require(try await asks())
        #expect(program.isProgram && program.session == nil && program.account.id == owner.account.id)
        #expect(program.may(Self.enter, within: .campaign("day")) && !program.may(Self.enter, within: .campaign("other")))
        #expect(!program.may(Self.check, within: .campaign("day")) && !program.mayAnywhere(Self.check) && program.scopes(of: Self.check).isEmpty)
        // It has what its owner has at this moment.
        let held = try #require(try await ground.database.read { try $0.grants(of: owner.account.id).first })
        try await ground.database.write { try $0.revoke(held.id, by: 0) }
        #expect(try #require(try await asks()).mayAnywhere(Self.enter) == false)
        ground.clock.advance(seconds: 24 * 3600)
        #expect(try await asks() == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func isKeptAsAHashAndTakenBack(_ engine: TestEngine) async throws {
        let (ground, owner) = try await world(engine)
        let until = ground.clock.now.adding(hours: 24)
        let text = try await ground.database.write { try $0.addAPIToken(name: "counter", permissions: [Self.enter], until: until, of: owner) }
        let kept = try await ground.database.read { try $0.rows("SELECT token_hash FROM access_api_token") { try $0.blob("token_hash") } }
        #expect(kept == [Secrets.hash(text)])
        let listed = try #require(try await ground.database.read { try $0.apiTokens(of: owner.account.id).first })
        #expect(listed.name == "counter" && listed.permissions == ["test.enter"] && listed.lastAt == nil && listed.expiresAt == until)
        let use = try #require(try await ground.database.read { try $0.identity(apiToken: text) })
        #expect(use.isStale(at: ground.clock.now))
        try await ground.database.write { try $0.touchAPIToken(listed.id) }
        #expect(try #require(try await ground.database.read { try $0.identity(apiToken: text) }).isStale(at: ground.clock.now) == false)
        let stranger = try await ground.account("bo")
        #expect(try await ground.code { try $0.revokeAPIToken(listed.id, of: stranger.id, by: stranger.id) } == "token-over")
        #expect(try await ground.code { try $0.revokeAPIToken(listed.id, of: owner.account.id, by: owner.account.id) } == "done")
        #expect(try await ground.code { try $0.revokeAPIToken(listed.id, of: owner.account.id, by: owner.account.id) } == "token-over")
        #expect(try await ground.database.read { try $0.identity(apiToken: text) == nil })
        #expect(try await ground.ledger().filter { $0.hasPrefix("people.token") } == ["people.token-made", "people.token-revoked"])
        let payloads = try await ground.database.read { try $0.latestLedger(10).map(\.entry.payload) }
        #expect(!payloads.contains { $0.contains(text) })
    }

    @Test(arguments: TestEngine.allCases)
    func nobodyGivesAProgramMoreThanTheyHave(_ engine: TestEngine) async throws {
        let (ground, owner) = try await world(engine)
        let bo = try await ground.account("bo")
        try await ground.database.write { try $0.grant(Grant(.host, over: .campaign("day")), to: bo.id) }
        let host = try await ground.database.read { try $0.identity(of: bo) }
        let day = ground.clock.now.adding(hours: 24)
        #expect(try await ground.code { _ = try $0.addAPIToken(name: "x", permissions: [Self.enter, Self.check], until: day, of: host) } == "token-too-much")
        #expect(try await ground.code { _ = try $0.addAPIToken(name: "x", permissions: [], until: day, of: owner) } == "token-empty")
        for until in [ground.clock.now, ground.clock.now.adding(hours: 24 * 367)] {
            #expect(try await ground.code { _ = try $0.addAPIToken(name: "x", permissions: [Self.enter], until: until, of: owner) } == "token-term")
        }
        #expect(try await ground.database.read { try $0.apiTokens(of: bo.id).isEmpty })
    }

    @Test func aMistypedOneIsKnownWithoutTheDatabase() {
        let text = APITokenText.fresh()
        #expect(text.wholeMatch(of: /kepu_[0-9a-hjkmnp-tv-z]{38}/) != nil && APITokenText.isWellFormed(text))
        #expect(APITokenText.fresh() != text)
        for place in 5..<43 {
            var letters = Array(text)
            letters[place] = letters[place] == "0" ? "1" : "0"
            #expect(!APITokenText.isWellFormed(String(letters)), "\(place)")
        }
        for wrong in ["", "kepu_", text + "0", String(text.dropLast()), text.uppercased(), "Kepu_" + text.dropFirst(5)] { #expect(!APITokenText.isWellFormed(wrong)) }
    }
}
