import Kernel
import Regions
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

@Suite("The counts beside the filters") struct FacetTests {
    @Test(arguments: TestEngine.allCases) func countsAreThoseOfTheLists(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await Self.addLong(world, to: try await ListedWorld.fill(world, 60))
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
}
