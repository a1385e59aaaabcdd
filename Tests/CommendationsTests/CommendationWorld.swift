import Access
import Activities
import Campaigns
import Declaration
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

@testable import Commendations

/// An edition with a joint action below it, a museum, a school and a county association, and the office that commends.
struct CommendationWorld {
    static let rule = "day-2023"
    static let first = day("2023-09-01")
    static let last = day("2023-09-30")
    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Commendations.module)

    let database: Database
    let clock: TestClock
    let site: Site
    let units: [String: ID<Organisation>]
    let halls: [String: ID<Venue>]
    let national: ID<Campaign>
    let joint: ID<Campaign>

    static func make(_ engine: TestEngine, file: String = file) async throws -> CommendationWorld {
        let clock = TestClock("2023-09-20T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        let (units, halls, national, joint) = try await database.write { tx in
            var units: [String: ID<Organisation>] = [:], halls: [String: ID<Venue>] = [:]
            for (key, kind, region) in [
                ("office", Organisation.Kind.bureau, "610100"), ("museum", .museum, "610113"), ("school", .school, "610116"), ("association", .association, "610113"),
            ] {
                units[key] = try tx.addOrganisation(key: key, name: Wording(key, key), kind: kind, region: region)
                halls[key] = try tx.addVenue(key: key, name: Wording(key, key), kind: .museum, region: region, organisation: units[key])
            }
            let national = try tx.addCampaign(
                key: "national-day", name: Wording("national-day", "National Day"), kind: .day, begin: Self.first, end: Self.last, summary: Wording("简介", "Summary"))
            let joint = try tx.addCampaign(
                key: "joint-action", name: Wording("joint-action", "Joint Action"), kind: .jointAction, parent: national, begin: Self.first, end: Self.last, summary: Wording("简介", "Summary"))
            return (units, halls, national, joint)
        }
        _ = try await house.apply(file, to: database)
        return CommendationWorld(
            database: database, clock: clock, site: try await house.site(database), units: units, halls: halls, national: national, joint: joint)
    }

    /// Somebody who has signed in just now: days pass in these stories.
    func host(_ unit: String) async throws -> Browser { try await signedIn("\(unit)@example.org", .host, over: unit) }
    var office: Browser { get async throws { try await signedIn("office@example.org", .organiser, over: "office") } }

    private func signedIn(_ login: String, _ role: Role, over unit: String) async throws -> Browser {
        let id = try #require(units[unit]).number
        return try await .signedIn("\(UInt32.random(in: 0...UInt32.max)).\(login)", Grant(role, over: .organisation(id)), at: site)
    }

    /// An activity of a unit at its own hall, published in these campaigns, with a session on each of these days.
    func activity(_ title: String, of unit: String, at hall: String? = nil, in campaigns: [ID<Campaign>], days: [String], _ tx: Transaction) throws -> (ID<Activity>, [ID<ActivitySession>]) {
        var draft = ActivityDraft(organiser: try #require(units[unit]), title: Wording(title, title), summary: Wording("简介", "Summary"), kind: .lecture)
        let venue = try #require(halls[hall ?? unit])
        draft.content.venue = venue
        let id = try tx.addActivity(draft)
        for campaign in campaigns { try tx.place(id, in: campaign) }
        let sessions = try days.map { day in
            let begin = try #require(Instant(iso: day + "T01:00:00Z"))
            return try tx.addSession(SessionDraft(begin: begin, end: begin.adding(seconds: 3600), capacity: 100), to: id)
        }
        return (id, sessions)
    }

    @discardableResult
    func report(_ activity: ID<Activity>, _ session: ID<ActivitySession>?, _ value: Int64, _ tx: Transaction, of indicator: String = "visits") throws -> ID<Claim> {
        let claim = try tx.makeClaim(ClaimDraft(activity: activity, session: session, indicator: indicator, value: value, reason: "签到表"), by: 1)
        try tx.decideClaim(claim, in: activity, on: .accept, reason: "已核对", by: 2)
        return claim
    }

    func score(_ unit: String) async throws -> UnitScore {
        let id = try #require(units[unit])
        return try await database.read { tx in
            let one = try tx.requireCommendation(Self.rule)
            return try tx.score(of: try tx.scoredUnit(try #require(try tx.organisation(id))), in: one)
        }
    }

    /// Everybody, as a recount finds them; by the unit's key.
    func everybody() async throws -> [String: UnitScore] {
        let scores = try await database.read { tx in try tx.scores(in: try tx.requireCommendation(Self.rule)) }
        return Dictionary(uniqueKeysWithValues: scores.compactMap { one in units.first { $0.value.number == one.unit }.map { ($0.key, one.score) } })
    }

    static let file = """
        kepu: 1
        commendations:
          - key: day-2023
            name: {zh: "优秀组织单位", en: "Excellent organisers"}
            campaign: national-day
            authority: office
            from: 2023-09-01
            to: 2023-09-30
            closes: "2023-10-10T18:00"
            places: 1
            ties: [visits]
            indicators:
              - {key: scale, name: {zh: "数量规模", en: "Number and scale"}, points: 10, figure: sessions, each: {of: 1, points: 2}}
              - {key: reach, name: {zh: "覆盖区县", en: "Counties"}, points: 10, figure: counties, steps: [{at_least: 1, points: 5}, {at_least: 2, points: 10}]}
              - {key: visits, name: {zh: "线下人次", en: "Visits on site"}, points: 40, figure: visits, from: 0, to: 200}
              - {key: volunteers, name: {zh: "志愿服务", en: "Volunteers"}, points: 10, figure: volunteer-times, from: 0, to: 10}
              - {key: joint, name: {zh: "联合行动", en: "Joint action"}, points: 10, figure: activities, within: joint-action, each: {of: 1, points: 5}}
              - {key: topic, name: {zh: "网络话题", en: "Online topic"}, points: 20}
        """
}
