import API
import Access
import Activities
import App
import Campaigns
import Declaration
import Foundation
import HTTPTypes
import Kernel
import Language
import Logging
import Outbox
import Storage
import Story
import TestKit
import Venues
import Web

/// A small programme behind the whole program, asked over its own routes: two campaigns, two venues, seven activities of which one is a draft.
struct World: Sendable {
    let kepu: Kepu
    let site: Site
    let activities: [ID<Activity>]
    let draft: ID<Activity>
    let session: ID<ActivitySession>
    let autumn: ID<Campaign>

    static let now = instant("2026-05-20T02:00:00Z")

    static func make(_ engine: TestEngine, clock: Clock = Clock { now }, policy: APIPolicy = free, proxies: Set<String> = []) async throws -> World {
        let place = try await engine.kepuPlace()
        var logger = Logger(label: "api")
        logger.logLevel = .error
        let kepu = try await Kepu.open(engine == .sqlite ? "sqlite:" + place.address : place.address, clock: clock, files: place.files, logger: logger)
        let made = try await kepu.database.write { tx in try fill(tx) }
        try await kepu.declarations.apply([(name: "rounds.yaml", bytes: Array(rounds.utf8))], to: kepu.database)
        try await kepu.database.write { tx in try fillJoinings(tx, made.units) }
        let site = try await kepu.site(publicFolder: "Public", policy: policy, proxies: proxies)
        try await kepu.database.ledgerSettled()
        return World(kepu: kepu, site: site, activities: made.activities, draft: made.draft, session: made.session, autumn: made.autumn)
    }

    /// A round that was announced, without declarations, and the ways of an action.
    private static let rounds = """
        kepu: 1
        rounds:
          - key: sets-2025
            name: {zh: "展品配发", en: "Sets of 2025"}
            authority: museum
            lots: [{key: optics, name: {zh: "光学展品", en: "Optics"}, sets: 3, price: 80000}]
        booking_rules:
          - {key: visits, name: {zh: "参观预约", en: "Visits"}, venue: hall, opens: {days: 7, at: "12:00"}, waiting_list: true}
        ways:
          - {key: digital, name: {zh: "下载数字资源", en: "Download digital resources"}, campaign: spring-2026, kind: digital, way: {zh: "下载", en: "Download"}}
          - {key: own, name: {zh: "自主开展", en: "One's own"}, campaign: spring-2026, kind: own, way: {zh: "开展", en: "Hold"}}
        """

    /// Without a limit.
    static var free: APIPolicy {
        var policy = APIPolicy()
        policy.perMinute = 0
        return policy
    }

    private struct Made: Sendable {
        var activities: [ID<Activity>] = []
        var draft = ID<Activity>(0)
        var session = ID<ActivitySession>(0)
        var autumn = ID<Campaign>(0)
        var units: [ID<Organisation>] = []
    }

    private static func fill(_ tx: Transaction) throws -> Made {
        var made = Made()
        let museum = try tx.addOrganisation(key: "museum", name: Wording("科技馆", "Museum"), kind: .museum, region: "610113")
        let hall = try tx.addVenue(
            key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: museum,
            point: GeoPoint(latitude: 34.22, longitude: 108.95))
        let second = try tx.addVenue(key: "base", name: Wording("教育基地"), kind: .educationBase, region: "510104", organisation: museum)
        var network = Network(id: tx.newID(), key: "one-plus-n", name: Wording("1+N 体系", "1+N network"), hubID: hall)
        network.members = [.init(venueID: second, role: Wording("成员", "Member"))]
        try tx.save(network, by: 0)
        func campaign(_ key: String, _ begin: String) throws -> ID<Campaign> {
            try tx.addCampaign(
                key: key, name: Wording(key, key), kind: .series, begin: TestKit.day(begin), end: TestKit.day(begin).adding(days: 60),
                summary: Wording("简介", "Summary"))
        }
        let spring = try campaign("spring-2026", "2026-05-01")
        made.autumn = try campaign("autumn-2026", "2026-09-01")
        for number in 1...3 {
            let news = NewsItem(
                id: tx.newID(), campaignID: spring, key: "n\(number)", day: TestKit.day("2026-05-0\(number)"),
                title: Wording("消息\(number)", "News \(number)"),
                text: Wording("正文", "Text"))
            try tx.save(news, by: 0)
        }
        for number in 1...7 {
            var draft = ActivityDraft(
                organiser: museum, title: Wording("活动“\(number)”\\\n🌱", number == 2 ? nil : "Activity \(number)"), summary: Wording("简介", "Summary"),
                kind: number == 3 ? .workshop : .lecture)
            draft.content.venue = number == 5 ? second : hall
            (draft.content.isFree, draft.content.ageMin, draft.content.access) = (number == 1 ? nil : number % 2 == 0, 6, [.wheelchair])
            let id = try tx.addActivity(draft)
            for hour in [1, 5] {
                let begin = now.adding(hours: Int64(24 * number + hour))
                made.session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: number == 4 ? nil : 30), to: id)
            }
            if number == 7 {
                made.draft = id
            } else {
                try tx.place(id, in: number == 6 ? made.autumn : spring)
                made.activities.append(id)
            }
        }
        let owner = try tx.addAccount(login: "hooks@example.org", name: "Hooks", passwordHash: "x")
        _ = try tx.addWebhook("https://hooks.example.org/", by: owner)
        try fillCalls(tx, museum)
        try fillResources(tx, museum)
        let school = try fillExhibits(tx, museum)
        try fillTalks(tx, museum, school)
        try fillFacilities(tx, museum)
        try fillBookings(tx, made.activities[4])
        made.units = [museum, school]
        return made
    }

    /// One request in process, answered in English.
    func ask(_ path: String, _ method: HTTPRequest.Method = .get, headers: [String: String] = [:], body: [UInt8] = []) async throws -> Seen {
        var fields = HTTPFields()
        fields[.acceptLanguage] = "en"
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let answer = try await site.respond(method: method, path: path, headers: fields, body: body)
        var seen: [String: String] = [:]
        for field in answer.headers { seen[field.name.canonicalName] = field.value }
        return Seen(status: answer.status, headers: seen, body: answer.body)
    }
}

/// An answer of the API.
struct Seen: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] { get throws { try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:] } }
    var items: [[String: Any]] { get throws { try json["items"] as? [[String: Any]] ?? [] } }
    var ids: [String] { get throws { try items.compactMap { $0["id"] as? String } } }
    func string(_ name: String) throws -> String? { try json[name] as? String }
}
