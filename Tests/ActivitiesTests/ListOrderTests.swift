import Kernel
import Regions
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// The list against the same question put to the database in other words.
@Suite struct ListOrderTests {
    /// The filter once more, from the wide rows and the sessions.
    private static func plain(_ filter: ActivityFilter, at now: Instant) -> SQL {
        var all: [SQL] = ["1 = 1"]
        if let query = filter.query() { all.append("listed.id IN (\(sql: ListedSchema.words.ids(query)))") }
        if let codes = filter.codes { all.append("listed.region IN (\(list: codes))") }
        if let kind = filter.kind { all.append("listed.kind = \(kind)") }
        if filter.modes.count == 1, let mode = filter.modes.first { all.append("listed.mode IN (\(mode), 'both')") }
        if filter.isFree { all.append("listed.is_free = 1") }
        for need in filter.access { all.append("(listed.access & \(need.bit)) <> 0") }
        if let age = filter.age { all.append("COALESCE(listed.age_min, 0) <= \(age) AND COALESCE(listed.age_max, 999) >= \(age)") }
        if let campaign = filter.campaign {
            all.append("listed.id IN (SELECT p.activity_id FROM activities_placement p WHERE \(sql: ActivityFilter.placed(in: campaign)))")
        }
        if filter.begin != nil || filter.places != nil {
            let (begin, end) = (filter.begin?.iso ?? "0001-01-01", filter.end?.iso ?? "9999-12-31")
            let held: SQL = """
                EXISTS (SELECT 1 FROM activities_session s WHERE s.activity_id = listed.id AND s.status <> 'cancelled'
                    AND s.local_day >= \(begin) AND s.local_day <= \(end)
                """
            if let places = filter.places {
                all.append("\(sql: held) AND s.end_at > \(now) AND s.taken + \(places) <= COALESCE(s.capacity, 1000000))")
            } else {
                all.append("(\(sql: held)) OR (listed.period_end >= \(begin) AND listed.period_begin <= \(end)))")
            }
        }
        all += filter.rare
        return "FROM activities_listed listed WHERE \(sql: all.joined(" AND "))"
    }

    /// The order of `ListRank` once more, in the words of the database.
    private static func order(_ filter: ActivityFilter, at now: Instant) -> SQL {
        var keys: [SQL] = []
        if let query = filter.query(.strong) { keys.append("CASE WHEN listed.id IN (\(sql: ListedSchema.words.ids(query))) THEN 0 ELSE 1 END") }
        keys.append("CASE WHEN listed.last_at >= \(now) THEN 0 WHEN listed.last_at IS NULL THEN 1 ELSE 2 END")
        if let spot = filter.spot { keys.append("CAST(\(sql: GlobeSearch(spot, within: filter.within).chord) * 1000000000000000 AS BIGINT)") }
        keys.append("CASE WHEN listed.last_at >= \(now) THEN listed.first_at ELSE -listed.last_at END")
        keys.append("CASE WHEN listed.last_at < \(now) THEN -listed.id ELSE listed.id END")
        return "ORDER BY \(sql: keys.joined(", "))"
    }

    @Test(arguments: TestEngine.allCases) func theListIsWhatIsAskedInItsOrder(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let all = try await ListedWorld.fill(world, 130)
        var questions: [ActivityFilter] = [ActivityFilter()]
        func ask(_ change: (inout ActivityFilter) -> Void) {
            var filter = ActivityFilter()
            change(&filter)
            questions.append(filter)
        }
        ask { $0.words = "火星" }
        ask { $0.words = "mar" }
        ask { $0.region = "610000" }
        ask { $0.campaign = "national-day" }
        ask { ($0.words, $0.campaign, $0.region) = ("火星", "city-series", "610000") }
        ask { $0.begin = day("2023-09-02") }
        ask { ($0.begin, $0.end) = (day("2023-08-28"), day("2023-09-04")) }
        ask { ($0.places, $0.isFree) = (3, true) }
        ask { ($0.places, $0.begin, $0.end, $0.region) = (3, day("2023-09-01"), day("2023-09-06"), "610000") }
        ask { ($0.kind, $0.age, $0.begin) = (.lecture, 7, day("2023-09-01")) }
        ask { ($0.access, $0.modes) = ([.wheelchair, .quiet], ["online"]) }
        ask { ($0.near, $0.spot) = (.point(GeoPoint(latitude: 34.3, longitude: 108.9)!), GeoPoint(latitude: 34.3, longitude: 108.9)) }
        for question in questions {
            let paged = try await ListedWorld.ids(question, world)
            #expect(Set(paged).count == paged.count)
            let (sorted, whole, survey) = try await world.database.read { tx in
                let filter = try tx.resolved(question)
                let sorted = try tx.rows("SELECT listed.id \(sql: Self.plain(filter, at: tx.now)) \(sql: Self.order(filter, at: tx.now))") { row in
                    try row.id("id", Activity.self)
                }
                return (sorted, try tx.listedIDs(filter), try tx.survey(filter, first: 1000, regions: .china2023).ids)
            }
            #expect(paged == sorted && whole == sorted && survey == sorted, "\(question.given)")
        }
        #expect(try await ListedWorld.ids(ActivityFilter(), world).count == all.count)
        await world.database.close()
    }
}
