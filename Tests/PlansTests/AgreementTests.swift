import Access
import Activities
import Campaigns
import Figures
import Foundation
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Commitments that become tasks of each side.
@Suite struct AgreementTests {
    private static let house = TestHouse(People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Plans.module)
    private static let file = """
        kepu: 1
        organisations:
          - {key: science, name: {zh: "市科协", en: "City Association"}, kind: association, region: "610100", source: [S0]}
          - {key: tourism, name: {zh: "市文旅局", en: "Tourism Bureau"}, kind: bureau, region: "610100", source: [S0]}
          - {key: museum, name: {zh: "博物馆", en: "Museum"}, kind: museum, region: "610113", source: [S0]}
        agreements:
          - key: framework
            name: {zh: "框架协议", en: "Framework"}
            parties: [science, tourism]
            signed: "2022-11-10"
            text: {zh: "共享。", en: "To share."}
            commitments:
              - {key: bases, text: {zh: "共建基地", en: "Build bases"}}
              - {key: team, text: {zh: "共建专家团队", en: "One team"}}
            reviews: ["2023-06-30", "2023-12-31"]
            source: [S0]
        """

    private struct World {
        let database: Database
        let site: Site
        let science, tourism, museum: ID<Organisation>
        let agreement: ID<Agreement>

        func browser(_ name: String, over unit: ID<Organisation>) async throws -> Browser {
            try await .signedIn("\(name)@example.org", Grant(.host, over: .organisation(unit.number)), at: site)
        }
    }

    private static func world(_ engine: TestEngine) async throws -> World {
        let clock = TestClock("2023-02-01T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let (units, agreement) = try await database.read { tx in
            (try ["science", "tourism", "museum"].map { try #require(try tx.organisation(key: $0)).id }, try #require(try tx.agreement(key: "framework")).id)
        }
        return World(database: database, site: try await house.site(database), science: units[0], tourism: units[1], museum: units[2], agreement: agreement)
    }

    @Test(arguments: TestEngine.allCases) func eachSideMakesItsOwnAndTheOtherVerifies(_ engine: TestEngine) async throws {
        let world = try await Self.world(engine), path = "/desk/agreements/\(world.agreement.text)"
        let science = try await world.browser("science", over: world.science), tourism = try await world.browser("tourism", over: world.tourism)
        let list = try await science.go("/desk/agreements")
        #expect(list.text.contains("2 commitments, 0 tasks") && list.text.contains("30 June 2023"))
        let page = try await science.go(path)
        #expect(page.status == 200 && page.text.contains("nobody answers for it"))
        for _ in 1...2 {
            try await science.go(path)
            let made = try await science.post(path + "/tasks", [("csrf", science.page.token), ("commitment", "bases"), ("lead", world.science.text), ("due", "2023-12-20")])
            #expect(made.status == 200 && made.text.contains("Build bases"))
        }
        try await tourism.go(path)
        try await tourism.post(path + "/tasks", [("csrf", tourism.page.token), ("commitment", "bases"), ("lead", world.tourism.text), ("due", "2023-11-30")])
        let tasks = try await world.database.read { try $0.tasks(ofAgreement: "framework") }
        #expect(tasks.count == 2 && tasks.allSatisfy { $0.state == .assigned })
        #expect(tasks.first { $0.leadID == world.science }?.authorityID == world.tourism && tasks.first { $0.leadID == world.tourism }?.authorityID == world.science)
        // The other side verifies, with no more than a role over itself; nobody verifies what is its own.
        let mine = "/desk/duties/\(try #require(tasks.first { $0.leadID == world.science }).id.text)"
        for (event, remark) in [("accept", ""), ("begin", ""), ("claim", "已建成")] {
            try await science.go(mine)
            #expect(try await science.post(mine + "/steps", [("csrf", science.page.token), ("event", event), ("remark", remark)]).text.contains("Done:"))
        }
        try await science.go(mine)
        #expect(try await science.post(mine + "/steps", [("csrf", science.page.token), ("event", "verify")]).status == 403)
        #expect(try await tourism.go("/desk").text.contains("Tasks to verify"))
        try await tourism.go(mine)
        #expect(try await tourism.post(mine + "/steps", [("csrf", tourism.page.token), ("event", "verify")]).text.contains("Done:"))
        #expect(try await world.database.read { try $0.tasks(ofAgreement: "framework") }.contains { $0.state == .verified })
        let seen = try await tourism.go(path).text
        let own = try #require(seen.range(of: "Our side")), other = try #require(seen.range(of: "The other side"))
        #expect(own.lowerBound < other.lowerBound)
    }

    @Test(arguments: TestEngine.allCases) func nothingIsMadeForTheOtherSideOrOfNonsense(_ engine: TestEngine) async throws {
        let world = try await Self.world(engine), path = "/desk/agreements/\(world.agreement.text)"
        let science = try await world.browser("science", over: world.science)
        for (fields, status, says) in [
            ([("commitment", "bases"), ("lead", world.tourism.text), ("due", "2023-12-20")], 422, "one's own side"),
            ([("commitment", "bases"), ("lead", world.museum.text), ("due", "2023-12-20")], 422, "one's own side"),
            ([("commitment", "bases"), ("lead", world.science.text), ("due", "2023-01-01")], 422, "is over"),
            ([("commitment", "bases"), ("lead", world.science.text), ("due", "soon")], 422, "like 2023-06-30"),
            ([("commitment", "bases"), ("lead", "x"), ("due", "2023-12-20")], 422, "Choose the unit"),
            ([("commitment", "nothing"), ("lead", world.science.text), ("due", "2023-12-20")], 404, "commitment"),
        ] {
            try await science.go(path)
            let answer = try await science.post(path + "/tasks", [("csrf", science.page.token)] + fields)
            #expect(answer.status == status && answer.text.contains(says), "\(fields)")
        }
        #expect(try await world.database.read { try $0.tasks(ofAgreement: "framework") }.isEmpty)
        let stranger = try await world.browser("museum", over: world.museum)
        #expect(try await stranger.go(path).status == 404)
        #expect(try await stranger.go("/desk/agreements").text.contains("None to which your units are a party"))
    }

    @Test(arguments: TestEngine.allCases) func whatIsMergedGoesToTheUnitThatStays(_ engine: TestEngine) async throws {
        let world = try await Self.world(engine), path = "/desk/agreements/\(world.agreement.text)"
        let science = try await world.browser("science", over: world.science)
        try await science.go(path)
        try await science.post(path + "/tasks", [("csrf", science.page.token), ("commitment", "team"), ("lead", world.science.text), ("due", "2023-12-20")])
        let admin = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
        try await world.database.write { tx in try tx.merge(world.science, into: world.museum, house: Self.house.house, by: admin) }
        let task = try #require(try await world.database.read { try $0.tasks(ofAgreement: "framework").first })
        #expect(task.leadID == world.museum && task.authorityID == world.tourism)
        let museum = try await world.browser("museum", over: world.museum)
        #expect(try await museum.go("/desk/duties").text.contains("One team"))
        #expect(try await world.database.read { tx in try PlanCheck.check.run(tx) }.isEmpty)
        // Who names the unit that is gone is told which one stays.
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.handOver(task.id, to: world.science, because: "换", by: admin) }
        }
    }
}
