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
@testable import Exhibits
@testable import Resources
@testable import Rounds

/// An authority that runs a round, four county museums in two provinces, a supervision office, and somebody who only looks.
struct RoundWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let units: [String: ID<Organisation>]
    let visitor: Browser

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module, Exhibits.module,
        Rounds.module)

    static func make(_ engine: TestEngine, file: String = file) async throws -> RoundWorld {
        let clock = TestClock("2023-03-01T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let units = try await database.read { tx in
            Dictionary(uniqueKeysWithValues: try ["office", "yanta", "huyi", "lantian", "anding"].map { ($0, try #require(try tx.organisation(key: $0)).id) })
        }
        let site = try await house.site(database)
        return RoundWorld(database: database, clock: clock, site: site, units: units, visitor: Browser(site))
    }

    /// Somebody who has signed in just now: days pass in these stories.
    func host(_ unit: String) async throws -> Browser { try await signedIn("\(unit)@example.org", .host, over: unit) }
    var office: Browser { get async throws { try await signedIn("office@example.org", .organiser, over: "office") } }
    var supervisor: Browser { get async throws { try await signedIn("supervisor@example.org", .supervisor, over: "office") } }

    private func signedIn(_ login: String, _ role: Role, over unit: String) async throws -> Browser {
        let id = try #require(units[unit]).number
        return try await .signedIn("\(UInt32.random(in: 0...UInt32.max)).\(login)", Grant(role, over: .organisation(id)), at: site)
    }

    func declaration(_ unit: String) async throws -> RoundDeclaration {
        let id = try #require(units[unit])
        return try await database.read { tx in try #require(try tx.declaration(of: id, in: try tx.requireRound("exhibits-2023").id)) }
    }

    /// The unit's declaration filled in and seen in the preview; not handed in yet.
    func prepare(_ unit: String, optics: Int, pupils: Int) async throws -> (Browser, ID<RoundDeclaration>) {
        let host = try await host(unit)
        try await host.go("/desk/rounds/exhibits-2023/declare")
        let begun = try await host.submit("/desk/rounds/exhibits-2023/declare", ["unit": try #require(units[unit]).text])
        #expect(begun.status == 200 && begun.text.contains("A draft is ready"), "\(begun.status) \(begun.text)")
        let id = try await declaration(unit).id
        let page = try await host.submit("/desk/declarations/\(id)", ["w-optics": String(optics), "f-pupils": String(pupils), "f-site": "展厅 300 平方米", "act": "preview"])
        #expect(page.path == "/desk/declarations/\(id)/preview", "\(page.path) \(page.text)")
        return (host, id)
    }

    @discardableResult
    func declare(_ unit: String, optics: Int, pupils: Int) async throws -> ID<RoundDeclaration> {
        let (host, id) = try await prepare(unit, optics: optics, pupils: pupils)
        let page = try await host.submit("/desk/declarations/\(id)/steps", ["event": "submit"])
        #expect(page.text.contains("It is handed in."), "\(page.status) \(page.text)")
        return id
    }

    /// All who wait, accepted at once.
    func acceptAll(_ ids: [ID<RoundDeclaration>]) async throws {
        let office = try await office
        for id in ids {
            try await office.go("/desk/rounds/exhibits-2023/declarations/\(id)")
            let page = try await office.submit("/desk/rounds/exhibits-2023/declarations/\(id)", ["event": "accept"])
            #expect(page.text.contains("Done."), "\(page.status) \(page.text)")
        }
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: office, name: {zh: "省科技馆", en: "Provincial Museum"}, kind: museum, region: "610000"}
          - {key: yanta, name: {zh: "雁塔科普馆", en: "Yanta Museum"}, kind: museum, region: "610113"}
          - {key: huyi, name: {zh: "鄠邑科普馆", en: "Huyi Museum"}, kind: museum, region: "610118"}
          - {key: lantian, name: {zh: "蓝田科普馆", en: "Lantian Museum"}, kind: museum, region: "610122"}
          - {key: anding, name: {zh: "安定科普馆", en: "Anding Museum"}, kind: museum, region: "621102"}
        venues:
          - {key: yanta-hall, name: {zh: "雁塔科技馆", en: "Yanta Science Hall"}, kind: science-museum, region: "610113", organisation: yanta, status: operating}
        rounds:
          - key: exhibits-2023
            name: {zh: "2023年展品配发", en: "Exhibits of 2023"}
            authority: office
            opens: "2023-03-01T09:00"
            closes: "2023-03-10T18:00"
            days_for_correction: 2
            most_per_unit: 2
            quota: {most: 2}
            lots:
              - {key: optics, name: {zh: "光学展品", en: "Optics exhibits"}, sets: 3, price: 80000}
            lists:
              - {key: hills, name: {zh: "山区县", en: "Hill counties"}, counties: ["610122", "621102"]}
            questions:
              - {key: pupils, name: {zh: "学生数", en: "Pupils"}, kind: number, unit: {zh: "人", en: "pupils"}}
              - {key: site, name: {zh: "场地", en: "The site"}, kind: paragraphs}
            criteria:
              - {key: no-museum, name: {zh: "没有科技馆", en: "No science museum"}, weight: 30, measure: no-museum}
              - {key: hills, name: {zh: "山区县", en: "A hill county"}, weight: 30, measure: listed, list: hills}
              - {key: pupils, name: {zh: "学生数", en: "Pupils"}, weight: 40, measure: declared, question: pupils, from: 0, to: 40000}
        """
}
