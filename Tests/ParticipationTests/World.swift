import Activities
import Campaigns
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Venues
import Web

/// One published activity with two sessions of 100 places, the day after them.
struct World: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let activity: ID<Activity>
    let first: ID<ActivitySession>
    let second: ID<ActivitySession>

    static let rooms = TestHouse(People.module, Venues.module, Campaigns.module, Activities.module, Participation.module)
    static let house = rooms.house
    static let now = instant("2023-09-17T00:00:00Z")

    static func make(_ engine: TestEngine) async throws -> World {
        let database = try await rooms.database(engine, clock: Clock { now })
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let venue = try tx.addVenue(key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: museum)
                        let city = try tx.addCampaign(
                key: "city", name: Wording("城市系列", "City Series"), kind: .series, parent: nil, begin: day("2023-09-01"),
                end: day("2023-10-31"), summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(
                organiser: museum, title: Wording("与宇航员见面", "Meet the astronauts"), summary: Wording("现场见面", "In person"), kind: .lecture)
            draft.content.venue = venue
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: city)
            func session(_ hour: String) throws -> ID<ActivitySession> {
                let begin = instant("2023-09-16T\(hour):00:00Z")
                return try tx.addSession(SessionDraft(begin: begin, end: begin.adding(minutes: 50), capacity: 100), to: activity)
            }
            return World(database: database, museum: museum, activity: activity, first: try session("01"), second: try session("06"))
        }
    }

    func site() async throws -> Site { try await Self.rooms.site(database) }

    /// `method value` of what counts for a session.
    func counted(_ session: ID<ActivitySession>, _ indicator: String = "visits") async throws -> String? {
        try await database.read { tx in
            try tx.row(
                """
                SELECT method, value FROM view_participation_counted
                WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator)
                """
            ) { "\(try $0.text("method")) \(try $0.int64("value"))" }
        }
    }

    /// 80 tickets, then three repeats from a device that was offline.
    func scans() -> [Scan] {
        let begin = instant("2023-09-16T01:00:00Z")
        func scan(_ ticket: Int64, _ seconds: Int64, _ device: String) -> Scan {
            Scan(activity: activity, session: first, ticket: ticket, at: begin.adding(seconds: seconds), device: device)
        }
        return (1...80).map { scan($0, $0 * 20, "gate-1") } + (1...3).map { scan($0, $0 * 20 + 5, "gate-2") }
    }
}
