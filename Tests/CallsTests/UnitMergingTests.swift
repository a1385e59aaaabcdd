import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Two units that are one: what either holds, applied for, knows or is tied to follows; one holder keeps one title of a scheme.
@Suite struct UnitMergingTests {
    @Test(arguments: TestEngine.allCases) func everythingFollowsAndTheOlderTitleIsReplaced(_ engine: TestEngine) async throws {
        let (world, first) = try await AssessmentTests.titled(engine, "{years: 1}")
        let (old, kept) = (world.museums[0], world.museums[1])
        world.clock.set("2023-05-04T02:00:00Z")
        let admin = try await world.identity("admin", .administrator, over: .all)
        let hosts = try await [world.identity("h1", .host, over: .organisation(old.number)), world.identity("h2", .host, over: .organisation(kept.number))]
        let second = try await world.database.write { [bureau = world.bureau] tx -> ID<Title> in
            let scheme = try #require(try tx.scheme(key: "base")), id: ID<Title> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, valid_until, state, status_index)
                VALUES (\(id), 'second', '2023-001', \(scheme.id), \(scheme.version), \(kept), '2023-05-01', '2026-04-30', 'valid', 1)
                """)
            try tx.execute("UPDATE calls_call SET closes_at = \(tx.now.adding(hours: 24)) WHERE key = 'base-2022'")
            let call = try tx.requireCall("base-2022")
            for (host, unit) in [(hosts[0], old), (hosts[1], kept)] { _ = try tx.startApplication(to: call, organisation: unit, venue: nil, category: nil, by: host) }
            let expert = try tx.addExpert(name: "e", account: nil, organisation: old, by: 0)
            for unit in [old, kept] { try tx.tie(expert, to: unit, .worked, says: "x", by: 0) }
            _ = try tx.madeIssuerKey(of: bureau, by: 0)
            return id
        }
        try await world.database.write { tx in try tx.merge(old, into: kept, house: CallWorld.house.house, by: admin) }
        let titles = try await world.database.read { tx in try tx.titles(of: kept) }
        #expect(titles.map(\.id) == [second, first] && titles.map(\.state) == [.valid, .replaced] && titles[1].endedOn == day("2023-05-04"))
        #expect(try await world.database.read { tx in try tx.titles(of: old) }.isEmpty)
        let left = try await world.database.read { tx -> [Int64?] in
            try ["calls_expert", "calls_expert_tie", "calls_notice_item"].map { table in
                let name = SQL(stringLiteral: table)
                return try tx.number("SELECT COUNT(*) FROM \(sql: name) WHERE organisation_id = \(old)")
            }
        }
        #expect(left == [0, 0, 0])
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM calls_expert_tie") } == 1)
        // Two applications to one call: that of the unit which stays goes on, the other is withdrawn and can still be read.
        let states = try await world.database.read { tx in try tx.rows("SELECT state FROM calls_application ORDER BY id") { try $0.text("state") } }
        #expect(states == ["withdrawn", "draft"])
        #expect(try await Browser(world.site).go("/verify/code").text.contains("Renewed by another"))
        await world.database.close()
    }

    /// Two authorities that are one: the key of the one that stays signs, the other's stays published.
    @Test(arguments: TestEngine.allCases) func anAuthorityTakesItsSchemesAlong(_ engine: TestEngine) async throws {
        let (world, _) = try await AssessmentTests.titled(engine, "{years: 1}")
        let (bureau, district) = (world.bureau, world.district)
        let admin = try await world.identity("admin", .administrator, over: .all)
        try await world.database.write { tx in
            for one in [bureau, district] { _ = try tx.madeIssuerKey(of: one, by: 0) }
            try tx.merge(bureau, into: district, house: CallWorld.house.house, by: admin)
        }
        let keys = try await world.database.read { tx in try tx.issuerKeys() }
        #expect(keys.map(\.authorityID) == [district, district] && keys.count { $0.retiredAt == nil } == 1)
        #expect(try await world.database.read { tx in try tx.scheme(key: "base")?.authorityID } == district)
        let check = CredentialCheck(browser: Browser(world.site))
        let jwt = try await check.browser.go("/verify/code/credential.jwt").html
        #expect(try await check.verdict(jwt, at: instant("2023-03-01T00:00:00Z").date) == .accepted)
        await world.database.close()
    }
}
