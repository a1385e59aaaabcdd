import Campaigns
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// A database that was filled before the narrow rows of the list were kept: their migration makes them of what it holds.
@Suite struct ListedMigrationTests {
    private static let names = ["onsite", "online", "whole days", "abroad", "draft", "called off"]

    @Test(arguments: TestEngine.allCases) func theListFindsWhatWasThereBefore(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let all = World.house.migrations
        let before = all.map { room in
            (
                room: room.room,
                migrations: room.room == "activities" ? Array(room.migrations.prefix { $0.name != "activities-0008" }) : room.migrations
            )
        }
        #expect(before.first { $0.room == "activities" }?.migrations.last?.name == "activities-0007-changed")
        let old = try await place.database(clock: Clock { World.now }, rooms: before)
        try await old.write { tx in try Self.fill(tx) }
        await old.close()

        let database = try await place.database(clock: Clock { World.now }, rooms: all)
        func found(_ change: (inout ActivityFilter) -> Void) async throws -> [String] {
            var filter = ActivityFilter()
            change(&filter)
            let ids = try await database.read { [filter] tx in
                let items = try tx.listed(filter).items.map(\.activity.id.number)
                #expect(try tx.countListed(filter) == items.count, "\(filter)")
                return items
            }
            return ids.map { Self.names[Int($0) - 1] }.sorted()
        }
        #expect(try await found { _ in } == ["abroad", "called off", "onsite", "online", "whole days"].sorted())
        #expect(try await found { $0.words = "火星" } == ["onsite"])
        #expect(try await found { $0.words = "mars" } == ["onsite", "online"].sorted())
        #expect(try await found { $0.region = "610000" } == ["called off", "onsite", "online", "whole days"].sorted())
        #expect(try await found { $0.campaign = "day" } == ["abroad", "called off", "onsite", "online", "whole days"].sorted())
        #expect(try await found { $0.campaign = "city" } == ["onsite", "whole days"].sorted())
        #expect(try await found { ($0.begin, $0.end) = (day("2023-09-16"), day("2023-09-16")) } == ["onsite", "whole days"].sorted())
        #expect(try await found { $0.isFree = true } == ["onsite"])
        #expect(try await found { $0.access = [.wheelchair] } == ["onsite"])
        #expect(try await found { $0.modes = ["online"] } == ["online"])
        let near = try #require(GeoPoint(latitude: 34.22, longitude: 108.95))
        #expect(try await found { ($0.near, $0.spot, $0.within) = (.point(near), near, 5) } == ["onsite", "whole days"].sorted())

        // What the migration made is what a change of the activity makes, row by row.
        let columns = "id, status, region, kind, mode, is_free, age_min, age_max, access, themes, venue_id, first_at, last_at, changed_at, cell"
        func rows() async throws -> [String] {
            try await database.read { tx in
                try tx.rows("SELECT \(sql: .trusted(columns)), period_begin, period_end, x, y, z FROM activities_listed ORDER BY id") {
                    "\($0.values)"
                }
                    + tx.rows("SELECT activity_id, local_day FROM activities_listed_day ORDER BY activity_id, local_day") { "\($0.values)" }
            }
        }
        let made = try await rows()
        #expect(made.count == 5 + 2)
        try await database.write { tx in for number in 1...6 { try tx.refreshListed(ID(Int64(number))) } }
        #expect(try await rows() == made)
        await database.close()
    }

    /// Six activities, written as the program of that day wrote them.
    private static func fill(_ tx: Transaction) throws {
        let museum = try tx.addOrganisation(key: "museum", name: Wording("科技馆", "Museum"), kind: .museum, region: "610113")
        let hall = try tx.addVenue(
            key: "hall", name: Wording("展厅", "Hall"), kind: .museum, region: "610113", organisation: museum,
            point: GeoPoint(latitude: 34.22, longitude: 108.95))
        func campaign(_ key: String, _ parent: ID<Campaign>?) throws -> ID<Campaign> {
            try tx.addCampaign(
                key: key, name: Wording(key, key), kind: .series, parent: parent, begin: day("2023-09-01"), end: day("2023-10-31"),
                summary: Wording("简介", "Summary"))
        }
        let parent = try campaign("day", nil)
        let city = try campaign("city", parent)
        func activity(
            _ number: Int64, in campaign: ID<Campaign>, mode: String = "onsite", region: String? = "610113", venue: ID<Venue>? = nil,
            free: Int? = nil,
            access: String = "", status: String = "scheduled", shown: Int? = 1, period: (String, String)? = nil, session: String? = nil,
            words: [String] = []
        ) throws {
            let begin = session.map { instant($0) }, end = begin?.adding(hours: 2)
            try tx.execute(
                """
                INSERT INTO activities_activity (id, organiser_id, is_umbrella, status, status_reason, source, latest, shown_number, first_at, last_at,
                    created_at, created_by, changed_at, revision)
                VALUES (\(number), \(museum), 0, \(status), '', '[]', 1, \(shown), \(begin), \(end), \(tx.now), 0, \(tx.now), 1)
                """)
            try tx.execute(
                """
                INSERT INTO activities_version (activity_id, number, title_zh, title_en, summary_zh, description_zh, kind, mode, themes, venue_id,
                    region, is_free, access, zone, period_begin, period_end, made_at, made_by)
                VALUES (\(number), 1, \(names[Int(number) - 1]), \(names[Int(number) - 1]), '', '', 'lecture', \(mode), '', \(venue), \(region), \(free),
                    \(access), 'Asia/Shanghai', \(period?.0), \(period?.1), \(tx.now), 0)
                """)
            try tx.execute(
                """
                INSERT INTO activities_placement (activity_id, campaign_id, state, number, published_number, since, is_taken_in, reason)
                VALUES (\(number), \(campaign), \(shown == nil ? "draft" : "published"), 1, \(shown), \(tx.now), 0, '')
                """)
            if let begin, let end {
                try tx.execute(
                    """
                    INSERT INTO activities_session (activity_id, id, begin_at, end_at, zone, local_day, hours_announced, capacity, status)
                    VALUES (\(number), \(number + 100), \(begin), \(end), 'Asia/Shanghai', \(begin.day(in: .china)), 1, 10, \(status))
                    """)
            }
            for (place, word) in words.enumerated() {
                try tx.execute("INSERT INTO activities_word (word, activity_id, weight) VALUES (\(word), \(number), \(place == 0 ? 2 : 1))")
            }
        }
        try activity(
            1, in: city, venue: hall, free: 1, access: "wheelchair quiet", session: "2023-09-16T01:00:00Z", words: ["火星", "星", "mars", "huoxing"])
        try activity(2, in: parent, mode: "online", session: "2023-09-17T01:00:00Z", words: ["mars"])
        try activity(3, in: city, venue: hall, period: ("2023-09-10", "2023-09-20"))
        try activity(4, in: parent, region: nil)
        try activity(5, in: city, shown: nil, session: "2023-09-16T01:00:00Z")
        try activity(6, in: parent, status: "cancelled", session: "2023-09-16T01:00:00Z")
    }
}
