import Activities
import Bookings
import Campaigns
import CloudHall
import Door
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
@testable import Portal

@Suite("The home page and the demonstration")
struct HomeTests {
    @Test(arguments: [
        ("2026-05-20", "2026-05-23", "2026-05-24"), ("2026-05-23", "2026-05-23", "2026-05-24"), ("2026-05-24", "2026-05-24", "2026-05-24"),
        ("2026-05-25", "2026-05-30", "2026-05-31"),
    ])
    func theWeekendIsTheOneOfThisWeek(_ today: String, _ begin: String, _ end: String) throws {
        let weekend = try #require(Day(iso: today)).weekend
        #expect(weekend.begin.iso == begin)
        #expect(weekend.end.iso == end)
    }

    @Test func theDarkestTileIsTheLargest() {
        #expect([0, 1, 20, 21, 100].map { Cartogram.level($0, most: 100) } == [0, 1, 3, 3, 5])
        #expect(Cartogram.level(0, most: 0) == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func anEmptyHouseHasAHomePage(_ engine: TestEngine) async throws {
        let browser = try await World.browser(World.database(engine))
        let home = try await browser.go("/")
        #expect(home.status == 200)
        #expect(home.html.ranges(of: "/activities?region=").count == 34)
        #expect(try await browser.go("/about").html.contains("Enter once."))
        #expect(try await browser.go("/robots.txt").html.contains("Disallow: /desk"))
    }

    @Test(arguments: TestEngine.allCases)
    func theDemonstrationIsLoadedOnceAndShowsEveryRoomAlive(_ engine: TestEngine) async throws {
        let database = try await World.database(engine)
        for _ in 0..<2 {
            for part in World.house.demo { try await part.load(World.house, database) }
        }
        try await database.read { tx in
            func count(_ sql: SQL) throws -> Int64 { try tx.number(sql) ?? 0 }
            #expect(try count("SELECT COUNT(*) FROM view_activities_title") == 2_000)
            #expect(try count("SELECT COUNT(*) FROM view_venues_venue") == 60)
            #expect(try count("SELECT COUNT(*) FROM view_venues_venue WHERE latitude IS NOT NULL") == 60)
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
            for state in NewsState.allCases {
                #expect(try count("SELECT COUNT(*) FROM campaigns_news WHERE key NOT LIKE 'n-%' AND state = \(state)") == 3, "\(state)")
            }
            let opening = try #require(try tx.campaign(key: "demo-science-month").flatMap { try tx.newsItem(key: "opening", of: $0.id) })
            #expect(try opening.supersedesID == tx.newsItem(key: "opening-first", of: try #require(opening.campaignID))?.id)
            let week = try #require(try tx.campaign(key: "demo-spring-week"))
            #expect(try tx.figureLock(week.id) != nil)
            for account in DemoAccounts.all { _ = try account.scope(in: tx) }
            // Titles in every state, a notice that is public with an objection, assessments that wait, an expert with sheets to score.
            for state in ["valid", "rectifying", "revoked", "expired", "replaced"] {
                #expect(try count("SELECT COUNT(*) FROM view_calls_title WHERE state = \(state)") > 0, "\(state)")
            }
            let calls: [(sql: SQL, most: Int64)] = [
                ("SELECT COUNT(*) FROM calls_notice WHERE state = 'open'", 1), ("SELECT COUNT(*) FROM calls_notice WHERE state = 'resolved'", 2),
                ("SELECT COUNT(*) FROM calls_objection WHERE state = 'received'", 1), ("SELECT COUNT(*) FROM calls_assessment WHERE state = 'filed'", 2),
                ("SELECT COUNT(*) FROM calls_sheet WHERE state = 'assigned'", 2), ("SELECT COUNT(*) FROM calls_application WHERE state = 'draft'", 1),
                ("SELECT COUNT(*) FROM calls_application WHERE state = 'returned'", 1), ("SELECT COUNT(*) FROM calls_application WHERE state = 'recommended'", 1),
            ]
            for one in calls { #expect(try count(one.sql) == one.most, "\(one.sql)") }
            // Every place that is taken opens to a booking; some wait, some have been scanned.
            for check in World.house.checks { #expect(try check.run(tx) == []) }
            #expect(World.house.checks.count == 11)
            let taken = try count("SELECT SUM(taken) FROM view_activities_session")
            // A class has its places, but not yet its names: they are kept for it, not booked.
            let held = try count("SELECT SUM(party) FROM bookings_booking WHERE state = 'held'")
            #expect(held == 22)
            // Who was drawn has still to accept.
            let offered = try count("SELECT SUM(party) FROM bookings_booking WHERE state = 'offered'")
            #expect((10...12).contains(offered))
            let booked = taken - held - offered
            #expect(booked == (try count("SELECT SUM(party) FROM bookings_booking WHERE state = 'booked'")))
            #expect(booked == (try count("SELECT SUM(value) FROM view_participation_booked")))
            #expect(booked == (try count("SELECT COUNT(*) FROM bookings_ticket")))
            #expect(taken > 10_000)
            #expect(try count("SELECT COUNT(*) FROM bookings_booking WHERE state = 'waiting'") > 50)
            let coming = try count("SELECT COUNT(*) FROM view_activities_session WHERE begin_at > \(tx.now) AND taken > 0")
            let full = try count("SELECT COUNT(*) FROM view_activities_session WHERE begin_at > \(tx.now) AND taken = capacity")
            #expect(coming > 100 && full > 10)
            #expect(try count("SELECT COUNT(*) FROM participation_row WHERE ticket IS NOT NULL") > 1_000)
            let scansOfNobody: SQL = """
                SELECT COUNT(*) FROM participation_row r WHERE r.ticket IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM bookings_ticket t WHERE t.activity_id = r.activity_id AND t.id = r.ticket AND t.session_id = r.session_id)
                """
            #expect(try count(scansOfNobody) == 0)
            // A door that is kept, a stream with its viewers, a ballot that takes entries and one that is drawn.
            let day = try #require(try DemoOpenDay.item.activity(tx)), session = try #require(try tx.sessions(of: day).first)
            #expect(try tx.crowd(session) == Crowd(cameIn: 40, estimated: 0, left: 8, most: DemoDoor.most))
            let stream = try tx.hallNow().first { $0.title.en == "From the dinosaur hall: a slow stream (demo)" }
            #expect(try #require(stream).room.counted.viewers >= 46)
            for state in ["open", "drawn"] { #expect(try count("SELECT COUNT(*) FROM ballots_ballot WHERE state = \(state)") == 1, "\(state)") }
        }
        let browser = try await World.browser(database)
        let home = try await browser.go("/")
        #expect(home.html.contains("Science Month (demo)"))
        #expect(home.html.contains("This weekend"))
        #expect(home.text.contains("Live now") && home.text.contains("From the dinosaur hall"))
        #expect(home.html.contains(#"id="near" data-near="unknown""#))
        // What is near a place that was named, the nearest first; a place that nobody knows is a question that cannot be answered.
        let near = try await browser.go("/?near=西安")
        #expect(near.text.contains("Near 西安") && near.text.contains("km away"))
        #expect(near.html.contains("/activities?near=%E8%A5%BF%E5%AE%89"))
        #expect(try await browser.go("/?near=34.19,108.93").text.contains("Near you"))
        #expect(try await browser.go("/?near=Atlantis").status == 400)
        let month = try await browser.go("/campaigns/\(DemoProgramme.campaignKey)")
        for words in ["Theme of the month", "Into space", "Main event of the month (demo)", "Zones", "Deep sea", "120"] {
            #expect(month.text.contains(words), "\(words)")
        }
        #expect(try await browser.go("/networks/\(DemoNetwork.key)").text.contains("Every one of its 34 divisions has a venue"))
    }
}
