import Access
import Activities
import Calls
import Campaigns
import Figures
import JointActions
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

@testable import Screen

/// A joint action with a part below it, three units, a lecture to come and one that is over.
struct ScreenWorld {
    let database: Database
    let hall: ScreenHall
    let site: Site
    let statements: StatementCount
    let lecture: ID<Activity>
    let past: ID<ActivitySession>

    /// As fast as it goes: tests wait for what comes, not for time.
    static let pace = ScreenPace(look: .milliseconds(1), others: .milliseconds(5), least: .zero, rest: 0, beat: .milliseconds(20))

    static func house(_ hall: ScreenHall) -> TestHouse {
        TestHouse(
            People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module,
            Resources.module, JointActions.module, Screen.made { hall })
    }

    static func make(_ engine: TestEngine, most: Int = 2000, pace: ScreenPace = pace) async throws -> ScreenWorld {
        let statements = StatementCount()
        let hall = ScreenHall(most: most, pace: pace)
        let house = house(hall)
        let clock = TestClock("2023-09-20T02:00:00Z")
        let first = try await house.database(engine, clock: clock.clock)
        // The same, with its statements noted.
        let database = Database(engine: CountingEngine(first.engine, statements), clock: clock.clock, ids: first.ids)
        try await house.apply(file, to: database)
        let (lecture, past) = try await database.write { tx in
            let action = try #require(try tx.campaign(key: "action"))
            let activity = try #require(try tx.newestActivities(of: action.id, most: 5).first)
            let sessions = try tx.rows("SELECT session_id FROM view_activities_session WHERE activity_id = \(activity.activity) ORDER BY begin_at") { try $0.id("session_id", ActivitySession.self) }
            return (activity.activity, sessions[0])
        }
        return ScreenWorld(database: database, hall: hall, site: try await house.site(database), statements: statements, lecture: lecture, past: past)
    }

    /// A gate's count for the session that is over; the last one counts.
    func count(_ visits: Int64) async throws {
        try await database.write { [lecture, past] tx in
            try tx.measure(activity: lecture, session: past, indicator: "visits", value: visits, source: "gate", coversWhole: true, by: 1)
        }
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
        campaigns:
          - {key: action, name: {zh: "联合行动", en: "Joint action"}, kind: mobile-action, year: 2023, begin: "2023-09-18", end: "2023-09-24", accent: jade, summary: {zh: "健康", en: "Health"}}
          - {key: action-north, name: {zh: "北片", en: "North"}, kind: mobile-action, year: 2023, begin: "2023-09-18", end: "2023-09-24", parent: action, summary: {zh: "北", en: "North"}}
          - {key: empty, name: {zh: "空的", en: "Empty"}, kind: series, year: 2023, begin: "2023-10-01", end: "2023-10-07", accent: jade, summary: {zh: "无", en: "None"}}
        activities:
          - key: moon
            title: {zh: "月球课", en: "A lesson on the Moon"}
            summary: {zh: "看月亮。", en: "Looking at the Moon."}
            campaigns: [{campaign: action-north}]
            organiser: museum
            place: {name: {zh: "报告厅", en: "Hall"}, region: "610113"}
            mode: onsite
            kind: lecture
            sessions:
              - {begin: "2023-09-19T09:00", end: "2023-09-19T10:00", capacity: 90}
              - {begin: "2023-09-21T09:00", end: "2023-09-21T10:00", capacity: 40}
              - {begin: "2023-09-22T09:00", end: "2023-09-22T10:00", capacity: 50}
        """
}
