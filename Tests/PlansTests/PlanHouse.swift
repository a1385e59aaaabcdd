import Access
import Activities
import Calls
import Campaigns
import Figures
import Kernel
import Language
import Outbox
import Participation
import People
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// An association that steers a plan, three units that carry it out, and somebody who has nothing to do with it.
struct PlanHouse {
    let database: Database
    let clock: TestClock
    let site: Site
    /// The association, the museum, the society, the school.
    let units: [ID<Organisation>]
    let steerer: Browser
    let museum: Browser
    let society: Browser
    let visitor: Browser

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module, Plans.module)
    static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    static func make(_ engine: TestEngine, _ file: String = PlanHouse.file) async throws -> PlanHouse {
        let clock = TestClock("2026-03-02T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let units = try await database.read { tx in try ["association", "museum", "society", "school"].map { try #require(try tx.organisation(key: $0)).id } }
        let site = try await house.site(database)
        return PlanHouse(
            database: database, clock: clock, site: site, units: units,
            steerer: try await .signedIn("steerer@example.org", Grant(.organiser, over: .organisation(units[0].number)), at: site),
            museum: try await .signedIn("museum@example.org", Grant(.host, over: .organisation(units[1].number)), at: site),
            society: try await .signedIn("society@example.org", Grant(.host, over: .organisation(units[2].number)), at: site), visitor: Browser(site))
    }

    func task(_ key: String) async throws -> KeyTask { try await database.read { tx in try #require(try tx.keyTask(key: key)) } }
    func whole(_ key: String) async throws -> TaskWhole { try await database.read { tx in try #require(try tx.wholes(where: "t.key = \(key)").first) } }
    func issue(_ key: String = "plan-2026") async throws { try await database.writeAlone { tx in try tx.issuePlan(key, by: Self.program) } }

    /// Somebody else of a unit who signs in now: whoever signed in months ago has to do so again.
    func later(_ login: String, _ role: Role = .host, of unit: Int) async throws -> Browser {
        try await .signedIn("\(login)-later@example.org", Grant(role, over: .organisation(units[unit].number)), at: site)
    }

    /// The titles of the letters that somebody got.
    func letters(_ login: String) async throws -> [String] {
        try await database.read { tx in
            let account = try #require(try tx.account(login: login)).account.id
            return try tx.messages(of: account, limit: 50).compactMap { $0.content?.subject.zh }
        }
    }

    /// With the campaign of the year after.
    static let withNextYear = file.replacing(
        "\nplans:",
        with: """
            \n  - {key: action-2027, name: {zh: "联合行动", en: "Joint action"}, kind: mobile-action, year: 2027, begin: "2027-01-01", end: "2027-12-31", accent: jade, summary: {zh: "健康", en: "Health"}}
            plans:
            """)

    static let file = """
        kepu: 1
        organisations:
          - {key: association, name: {zh: "市科协", en: "City Association"}, kind: association, region: "610100"}
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: society, name: {zh: "市天文学会", en: "Society of Astronomy"}, kind: society, region: "610100"}
          - {key: old-society, name: {zh: "旧天文学会", en: "Old Society"}, kind: society, region: "610100"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
        campaigns:
          - key: action-2026
            name: {zh: "联合行动", en: "Joint action"}
            kind: mobile-action
            year: 2026
            begin: "2026-01-01"
            end: "2026-12-31"
            accent: jade
            summary: {zh: "健康", en: "Health"}
        plans:
          - key: plan-2026
            name: {zh: "2026年行动计划", en: "Action plan of 2026"}
            campaign: action-2026
            authority: association
            year: 2026
            from: "2026-01-01"
            to: "2026-12-31"
            region: "610100"
            chapters:
              - {key: events, name: {zh: "活动", en: "Events"}}
              - {key: schools, name: {zh: "进校园", en: "Schools"}}
        tasks:
          - key: city-visits
            name: {zh: "全市参观", en: "Visits of the city"}
            campaign: action-2026
            plan: plan-2026
            chapter: events
            lead: museum
            participants: [society, school]
            region: "610100"
            due: "2026-12-20"
            budget: {zh: "专项", en: "Own line"}
            budget_yuan: 500000
            goals:
              - {key: visits, figure: visits, targets: [{by: "2026-06-30", value: 400}, {by: "2026-12-31", value: 1000}]}
              - {key: events, figure: activities, name: {zh: "活动数", en: "Events"}, within: {mode: onsite}, targets: [{by: "2026-12-31", value: 20}]}
            milestones:
              - {key: launch, name: {zh: "启动 / 仪式", en: "Launch"}, due: "2026-05-20"}
              - {key: close, name: {zh: "总结", en: "Close"}, due: "2026-12-10"}
          - key: school-talks
            name: {zh: "校园讲座", en: "Talks at schools"}
            campaign: action-2026
            plan: plan-2026
            chapter: schools
            lead: society
        """
}
