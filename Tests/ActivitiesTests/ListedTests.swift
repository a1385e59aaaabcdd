import Activities
import Kernel
import Regions
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

/// The narrow rows, the order, what is near, the counts beside the filters, the ways on.
@Suite struct ListedTests {
    /// Activities of many kinds and times about `World.now`, made of their number.
    private static func fill(_ world: World, _ count: Int) async throws -> [ID<Activity>] {
        let titles = ["航天讲座", "火星之夜", "海洋火星", "Mars and Moon", "岩石"]
        let regions = ["610113", "610102", "110101", "440106"]
        return try await world.database.write { tx in
            try (0..<count).map { number in
                var draft = world.draft(titles[number % titles.count])
                draft.content.summary = Wording(number % 3 == 0 ? "说说火星" : "现场见面")
                draft.content.kind = ActivityKind.allCases[number % 3]
                draft.content.mode = AttendanceMode.allCases[number % 3]
                draft.content.isFree = number % 2 == 0
                draft.content.access = number % 4 == 0 ? [.wheelchair, .quiet] : [.sight]
                draft.content.venue = nil
                draft.content.region = regions[number % regions.count]
                let point = GeoPoint(latitude: 34 + Double(number % 7) / 10, longitude: 108.5 + Double(number % 11) / 10)
                draft.content.place = Place(name: Wording("广场"), point: number % 5 == 0 ? nil : point)
                let id = try tx.addActivity(draft)
                if number % 9 != 0 {
                    let begin = World.now.adding(hours: Int64(number * 7 % 400) - 150)
                    try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: 10), to: id)
                }
                try tx.place(id, in: number % 2 == 0 ? world.city : world.bases)
                return id
            }
        }
    }

    private static func ids(_ filter: ActivityFilter, _ world: World) async throws -> [ID<Activity>] {
        try await world.database.read { tx in
            var (out, one) = ([ID<Activity>](), filter)
            let total = try tx.countListed(filter)
            while out.count < total {
                out += try tx.listed(one).items.map(\.activity.id)
                one.page += 1
            }
            return out
        }
    }

    /// The filter once more, from the records themselves.
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
        if let begin = filter.begin?.iso, let end = (filter.end?.iso ?? "9999-12-31") as String?, filter.places == nil {
            all.append(
                """
                (EXISTS (SELECT 1 FROM activities_session s WHERE s.activity_id = listed.id AND s.status <> 'cancelled'
                    AND s.local_day >= \(begin) AND s.local_day <= \(end)) OR (listed.period_end >= \(begin) AND listed.period_begin <= \(end)))
                """)
        }
        if filter.places != nil {
            all.append("EXISTS (SELECT 1 FROM activities_session s WHERE s.activity_id = listed.id AND \(sql: filter.session(at: now)))")
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
        let all = try await Self.fill(world, 130)
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
            let paged = try await Self.ids(question, world)
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
        #expect(try await Self.ids(ActivityFilter(), world).count == all.count)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theNearestComeFirst(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let here = try #require(GeoPoint(latitude: 34.21, longitude: 108.96))
        let points = [(34.25, 108.96), (34.21, 108.97), (35.5, 108.96), (34.21, 109.6), (-34.21, -71.04)]
        try await world.database.write { tx in
            try tx.addVenue(key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: world.museum, point: here)
            for (number, (latitude, longitude)) in points.enumerated() {
                var draft = world.draft("活动\(number)")
                (draft.content.venue, draft.content.region) = (nil, "610113")
                draft.content.place = Place(name: Wording("广场"), point: GeoPoint(latitude: latitude, longitude: longitude))
                try tx.place(try tx.addActivity(draft), in: world.city)
            }
            try tx.place(try tx.addActivity(world.draft("馆内")), in: world.city)
        }
        func near(_ text: String, _ within: Int) async throws -> [String] {
            var filter = ActivityFilter()
            (filter.near, filter.within) = (ActivityNear(text), within)
            let asked = filter
            return try await world.database.read { try $0.listed(asked).items.map(\.content.title.zh) }
        }
        #expect(try await near("34.21,108.96", 50) == ["馆内", "活动1", "活动0"])
        #expect(try await near("34.21,108.96", 1) == ["馆内", "活动1"])
        #expect(try await near("34.21,108.96", 200) == ["馆内", "活动1", "活动0", "活动3", "活动2"])
        for name in ["雁塔", "雁塔科技馆", "yanta", "Yanta Hall", "陕西", "yantakejiguan"] { #expect(try await near(name, 20) == ["馆内", "活动1", "活动0"], "\(name)") }
        await #expect(throws: Refusal.self) { try await near("某处不存在", 20) }
        var filter = ActivityFilter()
        filter.near = .point(here)
        let asked = filter
        let distances = try await world.database.read { try $0.listed(asked).items.compactMap(\.distance) }
        #expect(distances.map { Int(($0 * 10).rounded()) } == [0, 9, 44])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func squaresMissNothing(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        for (latitude, longitude) in [(0.0, 179.9), (0, -179.9), (0, 180), (60, 180), (88.5, 12), (-89.5, 0), (34.3, 108.9), (0, 0)] {
            let centre = try #require(GeoPoint(latitude: latitude, longitude: longitude))
            for step in 0..<60 {
                let point = GeoPoint(
                    latitude: max(-90, min(90, latitude + Double(step % 8 - 4))), longitude: (longitude + Double(step * 7 % 40 - 20) + 540).truncatingRemainder(dividingBy: 360) - 180)
                guard let point else { continue }
                let way = GlobeSearch.distance(centre, point), (x, y, z) = GlobeSearch.vector(point)
                let cell = Int((point.latitude + 90).rounded(.down)) * 360 + Int((point.longitude + 180).rounded(.down))
                let isNear = try await database.read { tx in
                    try tx.number(
                        """
                        SELECT COUNT(*) FROM (SELECT CAST(\(cell) AS BIGINT) AS cell, CAST(\(x) AS DOUBLE PRECISION) AS x,
                            CAST(\(y) AS DOUBLE PRECISION) AS y, CAST(\(z) AS DOUBLE PRECISION) AS z) listed
                        WHERE \(sql: GlobeSearch(centre, within: 400).condition)
                        """) == 1
                }
                #expect(isNear == (way <= 400), "\(centre) \(point) \(way)")
            }
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func countsAreThoseOfTheLists(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await Self.addLong(world, to: try await Self.fill(world, 60))
        var words = ActivityFilter()
        words.words = "火星"
        var many = ActivityFilter()
        (many.words, many.region, many.kind, many.modes) = ("航天", "610000", .exhibition, ["onsite"])
        (many.begin, many.end) = (day("2023-09-03"), day("2023-09-09"))
        var placesLeft = ActivityFilter()
        placesLeft.places = 2
        for filter in [ActivityFilter(), words, many, placesLeft] {
            try await world.database.read { tx in
                let facets = try tx.survey(filter, first: 0, regions: .china2023).facets
                #expect(try facets.total == tx.countListed(filter))
                #expect(facets.days.count == 14 && facets.days[0].day == day("2023-09-01"))
                for (day, count) in facets.days {
                    var one = filter
                    (one.begin, one.end) = (day, day)
                    #expect(try count == tx.countListed(one), "\(day)")
                }
                for code in ["610000", "110000", "440000", "310000"] {
                    var one = filter
                    one.region = code
                    let counted = try tx.countListed(one)
                    #expect((facets.provinces[code] ?? 0) == counted, "\(code)")
                }
                for kind in ActivityKind.allCases {
                    var one = filter
                    one.kind = kind
                    let counted = try tx.countListed(one)
                    #expect((facets.kinds[kind] ?? 0) == counted)
                }
                #expect(try facets.modes.values.reduce(0, +) == tx.countListed(filter.without("mode")))
            }
        }
        await world.database.close()
    }

    /// Sessions two months apart, a session every day of two months, a period of a season and one of a week.
    private static func addLong(_ world: World, to ids: [ID<Activity>]) async throws {
        try await world.database.write { tx in
            for (place, days) in [(1, [0, 60]), (2, Array(0..<60)), (3, [0, 46]), (4, [0, 47])] {
                for number in days {
                    let begin = World.now.adding(hours: Int64(number * 24) + 1)
                    try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: 10), to: ids[place])
                }
            }
            for (begin, end) in [("2023-08-01", "2023-10-31"), ("2023-09-05", "2023-09-12"), ("2023-09-03", "2023-09-03"), ("2023-07-20", "2023-09-04")] {
                var draft = world.draft("航天月")
                (draft.content.venue, draft.content.region) = (nil, "610113")
                draft.content.period = ActivityPeriod(begin: day(begin), end: day(end), precision: .day)
                try tx.place(try tx.addActivity(draft), in: world.city)
            }
        }
    }

    @Test func aTallysNumbersKeepTheirMeaning() {
        #expect(ActivityTally.kinds.map(\.rawValue).joined(separator: " ")
            == "exhibition lecture open-day forum contest training show tour ceremony workshop visit other")
        #expect(ActivityTally.modes.map(\.rawValue) == ["onsite", "online", "both"])
        #expect(Set(ActivityTally.kinds) == Set(ActivityKind.allCases) && Set(ActivityTally.modes) == Set(AttendanceMode.allCases))
        let first = day("2023-09-01").daysSince1970
        let one = ActivityTally(marks: 512 * 610_113 + 64 * 3 + 12, days: Int64(first) + 65_536 * (1 + 2 + 1 << 46))
        let held = (-3..<60).filter { one.isHeld(first + $0...first + $0) }
        #expect(held == [0, 1, 46] && one.isHeld(first + 2...first + 46) && !one.isHeld(first + 2...first + 45) && one.isHeld(-9...99_999))
        #expect(!ActivityTally(marks: 0, days: 0).isHeld(-9...99_999) && !one.isHeld(first + 47...99_999) && !one.isHeld(0...first - 1))
        #expect((one.kindNumber, one.modeNumber, one.region) == (12, 3, 610_113) && !one.isLong)
        #expect((0..<64).filter { one.days(from: first) >> $0 & 1 == 1 } == [0, 1, 46])
        #expect((0..<64).filter { one.days(from: first - 2) >> $0 & 1 == 1 } == [2, 3, 48])
        #expect((0..<64).filter { one.days(from: first + 1) >> $0 & 1 == 1 } == [0, 45])
        #expect(one.days(from: first + 60) == 0 && one.days(from: first - 90) == 0)
    }

    @Test(arguments: TestEngine.allCases) func whereNothingStandsThereIsAWayOn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await Self.fill(world, 20)
        func ways(_ change: (inout ActivityFilter) -> Void) async throws -> [ActivitySuggestion.Step] {
            var filter = ActivityFilter()
            change(&filter)
            let asked = filter
            return try await world.database.read { tx in
                #expect(try tx.countListed(asked) == 0)
                let found = try tx.suggestions(for: asked)
                for one in found {
                    var next = asked
                    switch one.step {
                    case .without(let name): next = asked.without(name)
                    case .words(let words): next.words = words
                    }
                    let counted = try tx.countListed(next)
                    #expect(one.count == counted && one.count > 0)
                }
                return found.map(\.step)
            }
        }
        #expect(try await ways { ($0.words, $0.region) = ("火星", "310000") } == [.without("region")])
        #expect(try await ways { $0.words = "火星 珊瑚" } == [.words("火星")])
        #expect(try await ways { $0.words = "火星之歌" } == [.words("火星之"), .words("火星")])
        #expect(try await ways { $0.words = "hangtiann" } == [.words("hangtian"), .words("hangtia"), .words("hangti")])
        #expect(try await ways { $0.words = "行天" } == [])
        #expect(try await ways { $0.words = "珊瑚" } == [])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRowFollowsItsActivity(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func row() async throws -> String {
            try await world.database.read { tx in
                let rows = try tx.rows("SELECT status, kind FROM activities_listed") { "\(try $0.text("status")) \(try $0.text("kind"))" }
                let days = try tx.rows("SELECT local_day FROM activities_listed_day ORDER BY local_day") { try $0.text("local_day") }
                return (rows + days).joined(separator: " ")
            }
        }
        let (id, session) = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            return (id, try tx.addSession(SessionDraft(begin: instant("2023-09-20T01:00:00Z"), end: instant("2023-09-20T03:00:00Z")), to: id))
        }
        #expect(try await row() == "")
        try await world.database.write { try $0.place(id, in: world.city) }
        #expect(try await row() == "scheduled lecture 2023-09-20")
        try await world.database.write { tx in
            let old = try #require(try tx.session(id, session))
            var draft = old.draft
            (draft.begin, draft.end) = (instant("2023-09-22T01:00:00Z"), instant("2023-09-22T03:00:00Z"))
            try tx.changeSession(old, to: draft, status: .scheduled, house: World.house, by: 1)
        }
        #expect(try await row() == "scheduled lecture 2023-09-22")
        try await world.database.write { try $0.setStatus(.cancelled, of: id, reason: "下雨", by: 1) }
        #expect(try await row() == "cancelled lecture")
        try await world.database.write { try $0.setStatus(.scheduled, of: id, reason: "", by: 1) }
        #expect(try await row() == "scheduled lecture 2023-09-22")
        try await world.database.write { try $0.withdraw(id, from: world.city, by: world.host) }
        #expect(try await row() == "")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func bulkIsWhatVerbsWouldWrite(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (bulk, single) = try await world.database.write { tx in
            var content = world.draft("火星与月球", "Mars").content
            content.region = "610113"
            let session = SessionDraft(begin: instant("2023-09-20T01:00:00Z"), end: instant("2023-09-20T03:00:00Z"), capacity: 5)
            var draft = ActivityDraft(organiser: world.museum, content: content)
            draft.external = ExternalName(source: "s", id: "1")
            var memo = BulkMemo()
            let one = BulkActivity(draft, placeName: Wording("雁塔科技馆", "Yanta Hall"), sessions: [session], campaigns: [world.city])
            try tx.enter([(tx.newID(), one)], told: true, memo: &memo)
            let single = try tx.addActivity(world.draft("火星与月球", "Mars"))
            try tx.addSession(session, to: single)
            try tx.place(single, in: world.city)
            return (try #require(try tx.activity(external: ExternalName(source: "s", id: "1"))).id, single)
        }
        let same = try await world.database.read { tx in
            try [bulk, single].map { id in
                try #require(
                    try tx.row("SELECT kind, mode, region, venue_id, first_at, last_at, access FROM activities_listed WHERE id = \(id)") { $0.values })
            }
        }
        #expect(same[0] == same[1])
        let told = try await world.database.read { tx in
            try [bulk, single].map { id in
                try tx.rows("SELECT kind, scope, payload, visibility FROM ledger_entry WHERE noun = 'activity' AND subject = \(id) ORDER BY seq") { $0.values }
            }
        }
        #expect(told[0].count == 3 && told[0].first == told[1].first && told[0].last == told[1].last)
        for words in ["火星", "yuexing", "yueqiu", "mars", "雁塔", "ytkjg"] {
            var filter = ActivityFilter()
            filter.words = words
            let asked = filter
            #expect(try await Set(Self.ids(asked, world)) == (words == "yuexing" ? [] : [bulk, single]), "\(words)")
        }
        #expect(try await world.database.read { try $0.publicActivity(bulk).sessions.count } == 1)
        await world.database.close()
    }
}
