import Access
import Activities
import Campaigns
import Figures
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

@testable import Calls

/// A city's bureau that calls, its association that recommends, three museums that apply, experts and a supervision office.
struct CallWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let bureau: ID<Organisation>
    let district: ID<Organisation>
    let museums: [ID<Organisation>]

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module)

    static func make(_ engine: TestEngine, _ file: String = file) async throws -> CallWorld {
        let clock = TestClock("2022-11-07T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let ids = try await database.read { tx in
            try ["bureau", "district", "m1", "m2", "m3"].map { try #require(try tx.organisation(key: $0)).id }
        }
        return CallWorld(
            database: database, clock: clock, site: try await house.site(database), bureau: ids[0], district: ids[1], museums: Array(ids[2...]))
    }

    func browser(_ name: String, _ role: Role, over scope: Scope) async throws -> Browser {
        try await .signedIn("\(name)@example.org", Grant(role, over: scope), at: site)
    }

    func identity(_ name: String, _ role: Role, over scope: Scope) async throws -> Identity {
        try await database.write { tx in
            let login = "\(name)@example.org"
            let id = try tx.account(login: login)?.account.id ?? tx.addAccount(login: login, name: name, passwordHash: "-")
            try tx.grant(Grant(role, over: scope), to: id)
            let account = try #require(try tx.account(id))
            return try tx.identity(of: account)
        }
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: bureau, name: {zh: "市科技局", en: "City Bureau"}, kind: bureau, region: "610100", line: science-and-technology}
          - {key: district, name: {zh: "区科技局", en: "District Office"}, kind: bureau, region: "610113", line: science-and-technology}
          - {key: m1, name: {zh: "一号馆", en: "Museum One"}, kind: museum, region: "610113"}
          - {key: m2, name: {zh: "二号馆", en: "Museum Two"}, kind: museum, region: "610113"}
          - {key: m3, name: {zh: "三号馆", en: "Museum Three"}, kind: museum, region: "610113"}
        schemes:
          - key: base
            name: {zh: "市科普示范基地认定办法", en: "Measure on demonstration bases"}
            title: {zh: "市科普示范基地", en: "Demonstration base"}
            authority: bureau
            level: municipal
            region: "610100"
            fields:
              - {key: intro, name: {zh: "单位简介", en: "In brief"}, kind: paragraphs, required: true}
              - {key: days, name: {zh: "开放天数", en: "Open days"}, kind: number, required: true, at_least: 250, unit: {zh: "天", en: "days"}}
            recommendation: {most: 2, days_for_correction: 6}
            review:
              experts: 2
              blind: true
              most_excluded: 1
              criteria:
                - {key: work, name: {zh: "工作", en: "Work"}, most: 100, weight: 3}
                - {key: site, name: {zh: "场地", en: "Site"}, most: 10}
            notice: {workdays: 5, first_day_counts: true}
            valid: {months: 36}
            grounds:
              - {key: false-report, text: {zh: "弄虚作假", en: "False statements"}, clause: "第十二条"}
        calls:
          - {key: base-2022, name: {zh: "首批申报", en: "First call"}, scheme: base, batch: 1, year: 2022, opens: "2022-11-01", closes: "2022-11-30"}
        """
}
