import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import People
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls
@testable import Talks

/// A school that orders talks, an office that dispatches them, a museum that offers one, two vetted experts and one who is not.
struct TalkWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let school: ID<Organisation>
    let museum: ID<Organisation>
    let talk: ID<Resource>
    let host: Browser
    let office: Browser
    let stranger: Browser
    let visitor: Browser
    /// Li gives the talk; Wang stands by; Zhao was never vetted.
    let experts: [(id: ID<Expert>, browser: Browser)]

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module, Talks.module)

    static func make(_ engine: TestEngine) async throws -> TalkWorld {
        let clock = TestClock("2023-09-04T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let ids = try await database.read { tx in try ["school", "museum", "far"].map { try #require(try tx.organisation(key: $0)).id } }
        let site = try await house.site(database)
        var experts: [(id: ID<Expert>, browser: Browser)] = []
        for name in ["li", "wang", "zhao"] {
            let browser = try await Browser.signedIn("\(name)@example.org", Grant(.expert, over: .all), at: site)
            let id = try await database.write { tx in
                let account = try #require(try tx.account(login: "\(name)@example.org")).account.id
                return try tx.addExpert(name: name, account: account, region: "610100", fields: [], by: 0)
            }
            experts.append((id, browser))
        }
        let vetted = experts.prefix(2).map(\.id)
        let talk = try await database.write { tx in
            for id in vetted {
                var speaker = try #require(try tx.speaker(id))
                speaker.vettedUntil = Day(iso: "2024-06-30")
                speaker.isPublic = true
                try tx.keepSpeaker(speaker, by: 0)
            }
            let id = try #require(try tx.row("SELECT id FROM view_resources_resource WHERE kind = 'talk'") { try $0.id("id", Resource.self) })
            try tx.offer(id, by: vetted[0], as: Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)]))
            return id
        }
        return TalkWorld(
            database: database, clock: clock, site: site, school: ids[0], museum: ids[1], talk: talk,
            host: try await .signedIn("host@example.org", Grant(.host, over: .organisation(ids[0].number)), at: site),
            office: try await .signedIn("office@example.org", Grant(.moderator, over: .region(["610000"])), at: site),
            stranger: try await .signedIn("far@example.org", Grant(.host, over: .organisation(ids[2].number)), at: site), visitor: Browser(site), experts: experts)
    }

    static let form = [
        "wish_1": "2023-09-12T14:00", "wish_2": "2023-09-13T14:00", "minutes": "60", "audience": "Grade 8", "people": "200", "region": "610116", "place": "The hall",
        "purpose": "", "contact_name": "Teacher Sun", "contact_phone": "13800000001",
    ]

    /// Asked by the school; gives the request.
    @discardableResult
    func ask(_ values: [String: String] = form) async throws -> ID<TalkRequest> {
        try await host.go("/desk/talks/new?resource=\(talk)")
        let page = try await host.submit("/desk/talks", values.merging(["unit": school.text]) { $1 })
        #expect(page.status == 200 && page.text.contains("It is asked for"), "\(page.status) \(page.text)")
        return try #require(ID<TalkRequest>(page.path.split(separator: "/").last ?? ""))
    }

    @discardableResult
    func dispatch(_ id: ID<TalkRequest>, to expert: Int, fallback: Int? = nil, confirmed: Bool = false) async throws -> PageSeen {
        try await office.go("/desk/talks/\(id)")
        var values = ["expert": experts[expert].id.text, "days": "2"]
        if let fallback { values["fallback"] = experts[fallback].id.text }
        if confirmed { values["confirmed"] = "1" }
        return try await office.submit("/desk/talks/\(id)/dispatch", values)
    }

    /// At the unit's first time, unless said.
    @discardableResult
    func accept(_ id: ID<TalkRequest>, _ expert: Int, at time: String = "2023-09-12T06:00:00Z") async throws -> PageSeen {
        try await experts[expert].browser.go("/desk/talks/\(id)")
        return try await experts[expert].browser.submit("/desk/talks/\(id)/answer", ["answer": "accept", "wish": String(instant(time).microseconds)])
    }

    @discardableResult
    func schedule(_ id: ID<TalkRequest>, session: String = "") async throws -> PageSeen {
        try await host.go("/desk/talks/\(id)")
        return try await host.submit("/desk/talks/\(id)/schedule", ["session": session])
    }

    func state(_ id: ID<TalkRequest>) async throws -> TalkState { try await database.read { try $0.requireTalk(id).state } }

    /// Everybody again, after days.
    func signInAgain() async throws -> TalkWorld {
        var again: [(id: ID<Expert>, browser: Browser)] = []
        for (name, one) in zip(["li", "wang", "zhao"], experts) { again.append((one.id, try await Self.again("\(name)@example.org", site))) }
        return TalkWorld(
            database: database, clock: clock, site: site, school: school, museum: museum, talk: talk, host: try await Self.again("host@example.org", site),
            office: try await Self.again("office@example.org", site), stranger: try await Self.again("far@example.org", site), visitor: Browser(site), experts: again)
    }

    static func again(_ login: String, _ site: Site) async throws -> Browser {
        let browser = Browser(site)
        try await browser.signIn(login, "a long password")
        return browser
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: far, name: {zh: "远方中学", en: "Far School"}, kind: school, region: "110105"}
        resources:
          - key: stars
            name: {zh: "星星为什么发光", en: "Why stars shine"}
            kind: talk
            organisation: museum
            summary: {zh: "一小时的报告。", en: "A talk of an hour."}
            subjects: [astronomy]
            minutes: 60
        """
}
