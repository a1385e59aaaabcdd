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

/// A parent with two campaigns, a museum in county A, a school in county B, and the verbs of a story.
struct World: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let hall: ID<Venue>
    let school: ID<Venue>
    let national: ID<Campaign>
    let city: ID<Campaign>
    let joint: ID<Campaign>

    static let rooms = TestHouse(
        People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module)
    static let house = rooms.house
    static let now = instant("2023-10-01T00:00:00Z")

    static func make(_ engine: TestEngine) async throws -> World {
        let database = try await rooms.database(engine, clock: Clock { now })
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            func venue(_ key: String, _ region: String) throws -> ID<Venue> {
                try tx.addVenue(key: key, name: Wording(key, key), kind: .museum, region: region, organisation: museum)
            }
            let (first, last) = (day("2023-09-01"), day("2023-10-31"))
            func campaign(_ key: String, _ parent: ID<Campaign>?) throws -> ID<Campaign> {
                try tx.addCampaign(
                    key: key, name: Wording(key, key), kind: .series, parent: parent, begin: first, end: last, summary: Wording("简介", "Summary"))
            }
            let national = try campaign("national-day", nil)
            return World(
                database: database, museum: museum, hall: try venue("hall", "610113"), school: try venue("school", "610116"), national: national,
                city: try campaign("city-series", national), joint: try campaign("joint-action", national))
        }
    }

    /// An activity published in these campaigns, with a session at nine on each of these days.
    func activity(_ title: String, at venue: ID<Venue>?, in campaigns: [ID<Campaign>], days: [String], ages: ClosedRange<Int>? = nil, _ tx: Transaction) throws -> (ID<Activity>, [ID<ActivitySession>]) {
        var draft = ActivityDraft(organiser: museum, title: Wording(title, title), summary: Wording("简介", "Summary"), kind: .lecture)
        draft.content.venue = venue
        (draft.content.ageMin, draft.content.ageMax) = (ages?.lowerBound, ages?.upperBound)
        let id = try tx.addActivity(draft)
        for campaign in campaigns { try tx.place(id, in: campaign) }
        let sessions = try days.map { day in
            let begin = try #require(Instant(iso: day + "T01:00:00Z"))
            return try tx.addSession(SessionDraft(begin: begin, end: begin.adding(seconds: 3600), capacity: 100), to: id)
        }
        return (id, sessions)
    }

    /// An accepted report or estimate.
    @discardableResult
    func report(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ value: Int64, _ method: ClaimMethod, _ tx: Transaction) throws -> ID<Claim> {
        let claim = try tx.makeClaim(ClaimDraft(activity: activity, session: session, value: value, method: method, reason: "签到表"), by: 1)
        try tx.decideClaim(claim, in: activity, on: .accept, reason: "已核对", by: 2)
        return claim
    }

    func figures(_ campaign: ID<Campaign>) async throws -> FigureAnswer { try await database.read { try $0.figures(FigureQuestion(campaign)) } }

    func site() async throws -> Site { try await Self.rooms.site(database) }
}
