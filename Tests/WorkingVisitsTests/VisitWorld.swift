import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import People
import Plans
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import WorkingVisits

/// A commission and an academy of one city, a bureau far away, a plan with somebody who checks its news, and a planetarium.
struct VisitWorld {
    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Plans.module, WorkingVisits.module)

    let database: Database
    let clock: TestClock
    let site: Site
    let commission: ID<Organisation>
    let academy: ID<Organisation>
    let far: ID<Organisation>
    let plan: ID<Campaign>

    static func make(_ engine: TestEngine) async throws -> VisitWorld {
        let clock = TestClock("2023-02-10T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, as: "world", to: database)
        let (units, plan) = try await database.read { tx in
            (try ["commission", "academy", "far"].map { try #require(try tx.organisation(key: $0)).id }, try #require(try tx.campaign(key: "plan")).id)
        }
        return VisitWorld(
            database: database, clock: clock, site: try await house.site(database), commission: units[0], academy: units[1], far: units[2], plan: plan)
    }

    func person(_ login: String, _ role: Role, over scope: Scope) async throws -> Browser { try await .signedIn("\(login)@example.org", Grant(role, over: scope), at: site) }
    func host(_ login: String, of unit: ID<Organisation>) async throws -> Browser { try await person(login, .host, over: .organisation(unit.number)) }

    static let form = [
        "name_zh": "到访天文馆", "name_en": "At the planetarium", "kind": "both", "day": "2023-02-08", "clock": "14:00", "bodies": "北京市科学技术研究院", "place": "北京天文馆", "tongues": "both",
        "agenda": "参观 | Tour\n座谈", "seen_zh": "新展厅已开放", "seen_en": "The new hall is open",
    ]

    /// Written down by somebody of the commission; gives the draft.
    func draft(_ browser: Browser, _ values: [String: String] = form) async throws -> ID<WorkingVisit> {
        try await browser.go("/desk/visits/new")
        let page = try await browser.submit("/desk/visits", values.merging(["unit": commission.text, "campaign": plan.text]) { mine, _ in mine })
        #expect(page.status == 200 && page.text.contains("The draft is saved."), "\(page.status) \(page.text)")
        return try #require(ID<WorkingVisit>(page.path.split(separator: "#")[0].split(separator: "/").last.map(String.init) ?? ""))
    }

    func state(_ id: ID<WorkingVisit>) async throws -> VisitState? { try await database.read { try $0.workingVisit(id)?.state } }

    /// What `kepu verify` has against the room's records.
    func wrong() async throws -> [Phrase] { try await database.read { tx in try VisitCheck.all.flatMap { try $0.run(tx) } } }

    static func identity(_ number: Int64, over unit: ID<Organisation>) -> Identity {
        Identity(account: Account(id: ID(number), login: "", name: ""), grants: [Grant(.host, over: .organisation(unit.number))])
    }

    /// A visit of the two, recorded by account 7 of the commission.
    func recorded(_ tx: Transaction, bodies: [ID<Organisation>]? = nil) throws -> ID<WorkingVisit> {
        let day = try #require(Day(iso: "2023-02-08"))
        let draft = VisitDraft(name: Wording("座谈", "Meeting"), kind: .meeting, day: day, keeper: commission, bodies: bodies ?? [commission, academy], campaign: plan)
        let id = try tx.draftVisit(draft, by: Self.identity(7, over: commission))
        try tx.sendVisit(id, by: Self.identity(7, over: commission))
        return id
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: commission, name: {zh: "北京市科委", en: "Beijing Commission"}, kind: bureau, region: "110000"}
          - {key: academy, name: {zh: "北京市科学技术研究院", en: "Beijing Academy"}, kind: institute, region: "110000"}
          - {key: far, name: {zh: "陕西省科协", en: "Shaanxi Association"}, kind: association, region: "610000"}
          - {key: twin-a, name: {zh: "同名单位", en: "Twin A"}, kind: school, region: "110000"}
          - {key: twin-b, name: {zh: "同名单位", en: "Twin B"}, kind: school, region: "110000"}
        venues:
          - {key: planetarium, name: {zh: "北京天文馆", en: "Beijing Planetarium"}, kind: museum, region: "110102", organisation: academy, status: operating}
        campaigns:
          - {key: plan, name: {zh: "重点任务", en: "Key tasks"}, kind: plan, year: 2023, begin: "2023-01-01", end: "2023-12-31", accent: slate, summary: {zh: "计划", en: "Plan"}}
        """
}
