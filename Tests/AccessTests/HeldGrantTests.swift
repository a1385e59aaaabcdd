import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Roles for a time, and lent")
struct HeldGrantTests {
    private static let host = Grant(.host, over: .campaign("day"))

    @Test(arguments: TestEngine.allCases)
    func aRoleIsInForceForItsTimeAlone(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { tx in
            try tx.grant(Self.host, to: anna.id, for: Term(from: day("2026-09-12"), to: day("2026-09-13")))
            try tx.grant(Grant(.door, over: .campaign("day")), to: anna.id)
        }
        #expect(try await ground.powers(anna) == ["door /campaign/day"])
        ground.clock.set("2026-09-11T16:00:00Z")
        #expect(try await ground.powers(anna) == ["door /campaign/day", "host /campaign/day"])
        ground.clock.set("2026-09-13T16:00:00Z")
        #expect(try await ground.powers(anna) == ["door /campaign/day"])
        let all = try await ground.database.read { tx in try tx.grants(of: anna.id).map { "\($0.grant.role.name) \($0.standing(at: tx.now))" } }
        #expect(all.sorted() == ["door inForce", "host past"])
    }

    @Test(arguments: TestEngine.allCases)
    func theSameForTheSameTimeIsGivenOnce(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { tx in
            for _ in 0..<2 { try tx.grant(Self.host, to: anna.id, by: 7) }
            for _ in 0..<2 { try tx.grant(Self.host, to: anna.id, for: Term(from: nil, to: day("2026-12-31")), by: 7) }
        }
        #expect(try await ground.database.read { try $0.grants(of: anna.id).count } == 2)
        #expect(try await ground.powers(anna) == ["host /campaign/day"])
        #expect(try await ground.ledger() == ["people.account-added", "people.role-granted", "people.role-granted"])
        #expect(try await ground.code { try $0.grant(Self.host, to: anna.id, for: Term(from: nil, to: day("2026-09-09"))) } == "term-over")
    }

    @Test(arguments: TestEngine.allCases)
    func whatWasTakenBackStaysToBeSeenAndCanBeGivenAgain(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { try $0.grant(Self.host, to: anna.id) }
        let held = try #require(try await ground.database.read { try $0.grants(of: anna.id).first })
        ground.clock.advance(seconds: 60)
        #expect(try await ground.code { try $0.revoke(held.id, by: 7) } == "done")
        #expect(try await ground.code { try $0.revoke(held.id, by: 7) } == "role-not-held")
        #expect(try await ground.powers(anna) == [])
        let past = try #require(try await ground.database.read { try $0.heldGrant(held.id) })
        #expect(past.endedAt == ground.clock.now && past.standing(at: ground.clock.now) == .past)
        try await ground.database.write { try $0.grant(Self.host, to: anna.id) }
        #expect(try await ground.powers(anna) == ["host /campaign/day"])
    }

    /// Anna holds it until the end of the month and lends it to Bo.
    private func lending(_ engine: TestEngine) async throws -> (ground: Ground, anna: Account, bo: Account, own: ID<HeldGrant>) {
        let ground = try await Ground.make(engine)
        let (anna, bo) = (try await ground.account("anna"), try await ground.account("bo"))
        try await ground.database.write { try $0.grant(Self.host, to: anna.id, for: Term(from: nil, to: day("2026-09-30"))) }
        let own = try #require(try await ground.database.read { try $0.grants(of: anna.id).first })
        return (ground, anna, bo, own.id)
    }

    @Test(arguments: TestEngine.allCases)
    func aStandInHasItUntilThatDay(_ engine: TestEngine) async throws {
        let (ground, anna, bo, own) = try await lending(engine)
        try await ground.database.write { _ = try $0.lend(own, of: anna.id, to: bo.id, until: instant("2026-09-15T16:00:00Z")) }
        #expect(try await ground.powers(bo) == ["host /campaign/day"])
        #expect(try await ground.powers(anna) == ["host /campaign/day"])
        let entry = try #require(try await ground.database.read { try $0.latestLedger(1).first }).entry
        #expect(entry.kind == "people.role-lent" && entry.actor == anna.id.number && entry.subject == bo.id.number)
        #expect(entry.payload == #"{"role":"host","scope":"/campaign/day","until":"2026-09-15T16:00:00Z"}"#)
        ground.clock.set("2026-09-15T16:00:00Z")
        #expect(try await ground.powers(bo) == [])
        #expect(try await ground.powers(anna) == ["host /campaign/day"])
    }

    /// A part of what she holds, and then another part.
    @Test(arguments: TestEngine.allCases)
    func aPartCanBeLent(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let (anna, bo) = (try await ground.account("anna"), try await ground.account("bo"))
        let soon = instant("2026-09-15T16:00:00Z")
        try await ground.database.write { tx in
            try tx.grant(Grant(.moderator, over: .region(["610000"])), to: anna.id)
            let own = try #require(try tx.grants(of: anna.id).first).id
            for city in ["610100", "610600"] { try tx.lend(own, of: anna.id, to: bo.id, until: soon, over: .region(["610000", city])) }
            #expect(throws: Refusal.self) { try tx.lend(own, of: anna.id, to: bo.id, until: soon, over: .region(["110000"])) }
        }
        #expect(try await ground.powers(bo) == ["moderator /region/610000/610100", "moderator /region/610000/610600"])
        ground.clock.set("2026-09-15T16:00:00Z")
        #expect(try await ground.powers(bo) == [])
    }

    @Test(arguments: TestEngine.allCases)
    func itEndsWithTheLendersOwn(_ engine: TestEngine) async throws {
        let (ground, anna, bo, own) = try await lending(engine)
        try await ground.database.write { _ = try $0.lend(own, of: anna.id, to: bo.id, until: instant("2026-09-30T16:00:00Z")) }
        try await ground.database.write { try $0.revoke(own, by: 7) }
        #expect(try await ground.powers(bo) == [])
        #expect(try await ground.database.read { try $0.grantsLent(by: anna.id).isEmpty })
    }

    @Test(arguments: TestEngine.allCases)
    func aClosedAccountLendsNothing(_ engine: TestEngine) async throws {
        let (ground, anna, bo, own) = try await lending(engine)
        try await ground.database.write { tx in
            _ = try tx.lend(own, of: anna.id, to: bo.id, until: instant("2026-09-30T16:00:00Z"))
            try tx.setClosed(true, anna.id, by: bo.id)
        }
        #expect(try await ground.powers(bo) == [])
        try await ground.database.write { try $0.setClosed(false, anna.id, by: bo.id) }
        #expect(try await ground.powers(bo) == ["host /campaign/day"])
    }

    @Test(arguments: TestEngine.allCases)
    func nobodyLendsMoreThanTheyHave(_ engine: TestEngine) async throws {
        let (ground, anna, bo, own) = try await lending(engine)
        let cleo = try await ground.account("cleo")
        let soon = instant("2026-09-15T16:00:00Z")
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: bo.id, until: soon, over: .all) } == "lent-beyond")
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: bo.id, until: instant("2026-10-01T16:00:00Z")) } == "lent-too-long")
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: anna.id, until: soon) } == "lent-to-oneself")
        #expect(try await ground.code { _ = try $0.lend(own, of: bo.id, to: cleo.id, until: soon) } == "role-not-held")
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: bo.id, until: instant("2026-09-09T16:00:00Z")) } == "term-over")
        let lent = try await ground.database.write { try $0.lend(own, of: anna.id, to: bo.id, until: soon) }
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: bo.id, until: soon) } == "lent-already")
        #expect(try await ground.code { _ = try $0.lend(lent, of: bo.id, to: cleo.id, until: soon) } == "lent-on")
        #expect(try await ground.powers(cleo) == [])
        // Taken back at any time; then it can be lent anew.
        try await ground.database.write { try $0.revoke(lent, by: anna.id.number) }
        #expect(try await ground.powers(bo) == [])
        #expect(try await ground.code { _ = try $0.lend(own, of: anna.id, to: bo.id, until: soon) } == "done")
    }

    @Test(arguments: TestEngine.allCases)
    func aRoleThatNeedsCodesRestsWithoutOne(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        try await ground.database.write { tx in
            try tx.grant(Self.host, to: anna.id)
            try tx.grant(Grant(.door, over: .campaign("day")), to: anna.id)
        }
        let (plain, strong) = try await ground.database.write { tx in
            (try tx.openSession(for: anna.id), try tx.openSession(for: anna.id, isStrong: true))
        }
        func roles(_ token: Token) async throws -> [[String]] {
            let identity = try #require(try await ground.database.read { try $0.identity(token: token) })
            return [identity.grants.map(\.role.name), identity.resting.map(\.role.name)]
        }
        #expect(try await roles(plain) == [["door", "host"], []])
        for _ in 0..<2 { try await ground.database.write { try $0.requireCodes(true, for: .host, by: anna.id) } }
        #expect(try await roles(plain) == [["door"], ["host"]])
        #expect(try await roles(strong) == [["door", "host"], []])
        #expect(try await ground.database.read { try $0.rolesWithCodes() } == [.host])
        try await ground.database.write { try $0.requireCodes(false, for: .host, by: anna.id) }
        #expect(try await roles(plain) == [["door", "host"], []])
        #expect(try await ground.ledger().suffix(2) == ["people.codes-required", "people.codes-optional"])
    }

    /// A database of before: roles were open, sessions without names.
    @Test(arguments: TestEngine.allCases)
    func whatWasHeldBeforeIsHeldStill(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let old = try await place.database(rooms: [(room: "access", migrations: Array(AccessSchema.migrations.prefix(2)))])
        try await old.write { tx in
            for (id, login) in [(Int64(11), "anna@example.org"), (12, "bo@example.org")] {
                try tx.execute("INSERT INTO access_account (id, login, name, password_hash, created_at) VALUES (\(id), \(login), 'A', 'x', 1)")
                try tx.execute("INSERT INTO access_grant (account_id, role, scope, granted_at) VALUES (\(id), 'host', '/campaign/day', 1)")
            }
        }
        await old.close()
        let new = try await place.database(rooms: [(room: "access", migrations: AccessSchema.migrations)])
        try await new.write { tx in
            let anna = try #require(try tx.account(login: "ANNA@example.org")).account
            #expect(anna.id.number == 11)
            #expect(try tx.identity(of: anna).grants == [Self.host])
            let held = try #require(try tx.grants(of: anna.id).first)
            #expect(held.term == .open && !held.isLent)
            try tx.revoke(held.id, by: 0)
            #expect(try tx.identities().map { $0.grants.count } == [0, 1])
        }
        await new.close()
    }
}
