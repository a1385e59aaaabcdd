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
@testable import Resources

/// A museum that offers resources, an office that lists them, another unit that uses them, and two experts elsewhere.
struct ResourceWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let museum: ID<Organisation>
    let school: ID<Organisation>
    let host: Browser
    let office: Browser
    let user: Browser
    let visitor: Browser
    /// In the order in which they are asked.
    let experts: [(id: ID<Expert>, browser: Browser)]

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module)

    static func make(_ engine: TestEngine) async throws -> ResourceWorld {
        let clock = TestClock("2023-09-20T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let ids = try await database.read { tx in try ["museum", "school"].map { try #require(try tx.organisation(key: $0)).id } }
        let site = try await house.site(database)
        var experts: [(id: ID<Expert>, browser: Browser)] = []
        for name in ["li", "wang"] {
            let browser = try await Browser.signedIn("\(name)@example.org", Grant(.expert, over: .all), at: site)
            let id = try await database.write { tx in
                let account = try #require(try tx.account(login: "\(name)@example.org")).account.id
                return try tx.addExpert(name: name, account: account, region: "610100", fields: ["health"], by: 0)
            }
            experts.append((id, browser))
        }
        return ResourceWorld(
            database: database, clock: clock, site: site, museum: ids[0], school: ids[1],
            host: try await .signedIn("host@example.org", Grant(.host, over: .organisation(ids[0].number)), at: site),
            office: try await .signedIn("office@example.org", Grant(.moderator, over: .region(["610000"])), at: site),
            user: try await .signedIn("user@example.org", Grant(.host, over: .organisation(ids[1].number)), at: site), visitor: Browser(site), experts: experts)
    }

    static let form = [
        "kind": "panels", "name_zh": "月相变化展板", "name_en": "Phases of the moon", "summary_zh": "八块展板讲清月相。", "summary_en": "Eight panels on the moon.",
        "subjects": "astronomy", "stages": "junior", "languages": "zh", "licence": "CC-BY-4.0", "age_from": "10", "age_to": "15", "minutes": "45",
    ]

    /// The museum's draft; gives its identity.
    func draft(_ values: [String: String] = form) async throws -> ID<Resource> {
        try await host.go("/desk/resources/new")
        let page = try await host.submit("/desk/resources", values.merging(["owner": museum.text]) { $1 })
        #expect(page.status == 200 && page.text.contains("The draft is saved."), "\(page.status) \(page.text)")
        return try #require(ID<Resource>(page.path.split(separator: "/").last ?? ""))
    }

    @discardableResult
    func step(_ id: ID<Resource>, _ event: String) async throws -> PageSeen {
        try await host.go("/desk/resources/\(id)")
        return try await host.submit("/desk/resources/\(id)/steps", ["event": event])
    }

    @discardableResult
    func decide(_ id: ID<Resource>, _ values: [String: String], by browser: Browser? = nil) async throws -> PageSeen {
        let browser = browser ?? office
        try await browser.go("/desk/resources/\(id)")
        return try await browser.submit("/desk/resources/\(id)/decision", values)
    }

    /// Submitted by the museum and listed by the office.
    func list(_ id: ID<Resource>) async throws {
        try await step(id, "submit")
        let page = try await decide(id, ["decision": "list"])
        #expect(page.status == 200 && page.text.contains("It is in the catalogue."), "\(page.status) \(page.text)")
    }

    /// Asks both experts, who sign these verdicts.
    func vet(_ id: ID<Resource>, version: Int, _ verdicts: [(String, String)]) async throws {
        for (expert, verdict) in zip(experts, verdicts) {
            try await office.go("/desk/resources/\(id)")
            try await office.submit("/desk/resources/\(id)/vettings", ["expert": expert.id.text])
            try await expert.browser.go("/desk/vettings/\(id)/\(version)")
            let page = try await expert.browser.submit("/desk/vettings/\(id)/\(version)", ["verdict": verdict.0, "remarks": verdict.1])
            #expect(page.text.contains("It is signed."), "\(page.status) \(page.text)")
        }
    }

    func found(_ query: String) async throws -> [String] {
        try await database.read { tx in
            let filter = try CatalogueFilter(try #require(Query(encoded: query)))
            return try tx.catalogue(filter, page: 1).entries.map { $0.content.name.zh }
        }
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
        campaigns:
          - key: action-2023
            name: {zh: "联合行动", en: "Joint action"}
            kind: mobile-action
            year: 2023
            begin: "2023-09-01"
            end: "2023-12-31"
            accent: jade
            summary: {zh: "健康", en: "Health"}
        ways:
          - key: digital
            name: {zh: "下载数字资源", en: "Download digital resources"}
            campaign: action-2023
            kind: digital
            way: {zh: "免费下载打印", en: "Free to download and print"}
            rules: [{key: no-visit, text: {zh: "下载不计入人次。", en: "A download is no visit."}}]
        resources:
          - key: hands
            name: {zh: "正确洗手", en: "Washing hands"}
            kind: video
            organisation: museum
            campaign: action-2023
            summary: {zh: "三分钟动画。", en: "A cartoon of three minutes."}
            subjects: [health]
            stages: [preschool, primary-lower]
            minutes: 3
            languages: [zh]
            licence: CC0-1.0
        """
}
