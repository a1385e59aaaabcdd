import Activities
import Campaigns
import Figures
import Kernel
import Logging
import Participation
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web
@testable import Portal

/// All rooms on which the portal stands, with itself.
private enum TestHouse {
    static let house = House([
        People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Portal.module,
    ])
    static let now = Instant(iso: "2026-05-20T02:00:00Z") ?? Instant(microseconds: 0)

    static func browser(_ database: Database) async throws -> Browser {
        let frame = SiteFrame(
            name: Phrase("科普", "Kepu"), links: house.modules.flatMap(\.navigation), desk: house.modules.flatMap(\.desk), assetVersion: "t",
            banner: nil)
        return Browser(
            try await Site(routes: house.routes, database: database, frame: frame, publicFolder: "Public", logger: Logger(label: "test")))
    }

    static func database(_ engine: TestEngine) async throws -> Database {
        let now = Self.now
        return try await engine.database(clock: Clock { now }, rooms: house.migrations)
    }
}

@Suite("The home page and the demonstration")
struct HomeTests {
    @Test(arguments: [
        ("2026-05-20", "2026-05-23", "2026-05-24"), ("2026-05-23", "2026-05-23", "2026-05-24"), ("2026-05-24", "2026-05-24", "2026-05-24"),
        ("2026-05-25", "2026-05-30", "2026-05-31"),
    ])
    func theWeekendIsTheOneOfThisWeek(_ today: String, _ begin: String, _ end: String) throws {
        let weekend = HomeModel.weekend(of: try #require(Day(iso: today)))
        #expect(weekend.begin.iso == begin)
        #expect(weekend.end.iso == end)
    }

    @Test func theDarkestTileIsTheLargest() {
        #expect([0, 1, 20, 21, 100].map { Cartogram.level($0, most: 100) } == [0, 1, 1, 2, 5])
        #expect(Cartogram.level(0, most: 0) == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func anEmptyHouseHasAHomePage(_ engine: TestEngine) async throws {
        let browser = try await TestHouse.browser(TestHouse.database(engine))
        let home = try await browser.go("/")
        #expect(home.status == 200)
        #expect(home.html.ranges(of: "/activities?region=").count == 34)
        #expect(try await browser.go("/about").html.contains("Enter once."))
        #expect(try await browser.go("/robots.txt").html.contains("Disallow: /desk"))
    }

    @Test(arguments: TestEngine.allCases)
    func theDemonstrationIsLoadedOnceAndShowsEveryRoomAlive(_ engine: TestEngine) async throws {
        let database = try await TestHouse.database(engine)
        for _ in 0..<2 {
            for part in TestHouse.house.demo { try await part.load(TestHouse.house, database) }
        }
        try await database.read { tx in
            func count(_ sql: SQL) throws -> Int64 { try tx.number(sql) ?? 0 }
            #expect(try count("SELECT COUNT(*) FROM view_activities_title") == 2_000)
            #expect(try count("SELECT COUNT(*) FROM view_venues_venue") == 60)
            let provinces: SQL = "SELECT COUNT(DISTINCT r.province) FROM view_activities_counted c JOIN view_region r ON r.code = c.region \(.binary)"
            #expect(try count(provinces) == 34)
            let past = try count("SELECT COUNT(*) FROM view_activities_session WHERE end_at <= \(tx.now)")
            let all = try count("SELECT COUNT(*) FROM view_activities_session")
            #expect((all * 4 / 10...all * 6 / 10).contains(past))
            for method in ["measured", "reported", "estimated"] {
                #expect(try count("SELECT COUNT(*) FROM view_participation_counted WHERE method = \(method)") > 20)
            }
            #expect(try count("SELECT COUNT(*) FROM view_participation_booked") > 20)
            #expect(try count("SELECT COUNT(*) FROM participation_claim WHERE state = 'returned'") == 1)
            let week = try #require(try tx.campaign(key: "demo-spring-week"))
            #expect(try tx.figureLock(week.id) != nil)
            for account in DemoAccounts.all { _ = try account.scope(in: tx) }
        }
        let browser = try await TestHouse.browser(database)
        let home = try await browser.go("/")
        #expect(home.html.contains("Science Month (demo)"))
        #expect(home.html.contains("This weekend"))
    }
}
