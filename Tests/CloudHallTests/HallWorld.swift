import Activities
import Campaigns
import CloudHall
import Kernel
import Language
import Participation
import People
import Storage
import TestKit
import Venues
import Web

/// One published online lecture with a room in the hall, and a clock that a test moves.
struct HallWorld: Sendable {
    let database: Database
    let museum: ID<Organisation>
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let clock: TestClock

    static let rooms = TestHouse(People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, CloudHall.module)
    static let link = "https://stream.example.org/room/7?key=secret"
    static let begin = instant("2023-09-16T01:00:00Z")

    static func make(_ engine: TestEngine, onlyWay: Bool = true) async throws -> HallWorld {
        let clock = TestClock("2023-09-15T00:00:00Z")
        let database = try await rooms.database(engine, clock: clock.clock)
        return try await database.write { tx in
            let museum = try tx.addOrganisation(key: "museum", name: Wording("校园科技馆", "Campus Museum"), kind: .museum, region: "610113")
            let campaign = try tx.addCampaign(
                key: "cloud-day", name: Wording("云上科普日", "Cloud Science Day"), kind: .series, parent: nil, begin: day("2023-09-01"), end: day("2023-10-31"),
                summary: Wording("简介", "Summary"))
            var draft = ActivityDraft(
                organiser: museum, title: Wording("与宇航员连线", "A call with the astronauts"), summary: Wording("在线", "Online"), kind: .lecture)
            (draft.content.mode, draft.content.themes) = (.online, ["space"])
            let activity = try tx.addActivity(draft)
            try tx.place(activity, in: campaign, state: .published)
            let session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: nil), to: activity)
            try tx.put(OnlineRoom(activity: activity, session: session, joinURL: link, opensMinutes: 15, isOnlyWay: onlyWay), by: 0)
            return HallWorld(database: database, museum: museum, activity: activity, session: session, clock: clock)
        }
    }

    func site() async throws -> Site { try await Self.rooms.site(database) }

    func room() async throws -> OnlineRoom? {
        try await database.read { tx in try tx.session(activity, session).flatMap { try tx.onlineRoom(of: $0) } }
    }

    /// `method value` of what counts for the session.
    func counted(_ indicator: String) async throws -> String? {
        try await database.read { tx in
            try tx.row(
                "SELECT method, value FROM view_participation_counted WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator)"
            ) { "\(try $0.text("method")) \(try $0.int64("value"))" }
        }
    }
}
