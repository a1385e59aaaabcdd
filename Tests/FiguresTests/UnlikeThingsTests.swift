import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Web

@testable import Figures

/// What is not one number is not told as one, and a filter that a figure does not know is refused.
@Suite struct UnlikeThingsTests {
    @Test(arguments: TestEngine.allCases) func viewingsOfDifferentLengthsAreNeverAdded(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), visitor = Browser(try await world.site())
        let activity = try await world.database.write { tx in
            let (activity, sessions) = try world.activity("Stream", at: world.hall, in: [world.city], days: ["2023-09-19", "2023-09-20"], tx)
            for (session, seconds, value) in [(sessions[0], Int64(3), Int64(1000)), (sessions[1], 1800, 7)] {
                let at = try #require(try tx.session(activity, session)).end
                let reading = Reading(
                    session: session, indicator: "watched", source: Reading.sourceWithSeconds("player", seconds), sequence: 1, at: .moment(at), quantity: value, basis: .total, coversWhole: true)
                let outcomes = try tx.takeReadings([reading], of: activity, by: 1)
                #expect(outcomes == [.taken])
            }
            return activity
        }
        for isBuilt in [false, true] {
            if isBuilt {
                try await world.database.ledgerSettled()
                try await RollUpFollowing.run(world.database)
            }
            let page = try await visitor.go("/figures/city-series/watched")
            #expect(page.status == 200 && page.text.contains("Viewings of different lengths are not one number") && !page.text.contains("1,007"), "\(page.text)")
            let answer = try await world.figures(world.city)
            #expect(answer.indicators["watched"] == nil)
        }
        let sessions = try await visitor.go("/figures/city-series/watched/\(activity.text)")
        #expect(sessions.text.contains("1,000") && sessions.text.contains("7") && !sessions.text.contains("1,007"), "\(sessions.text)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aFilterThatAFigureDoesNotKnowIsRefused(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), visitor = Browser(try await world.site())
        _ = try await world.database.write { try Story(world, $0) }
        for path in ["venues?kind=lecture", "venues?day=2023-09-19", "venue-times?audience=pupils", "venues?line=education", "activities?method=measured", "visitors?kind=lecture"] {
            let page = try await visitor.go("/figures/national-day/\(path)")
            #expect(page.status == 400 && page.text.contains("Leave"), "\(path): \(page.status) \(page.text)")
        }
        for path in ["venues?region=610113", "venues?venue_kind=museum", "visits?method=measured", "activities?kind=lecture"] {
            #expect(try await visitor.go("/figures/national-day/\(path)").status == 200, "\(path)")
        }
        await world.database.close()
    }

    /// Tickets tell people apart: an estimate with its error, by place, from the campaign's page and in the API.
    @Test(arguments: TestEngine.allCases) func differentPeopleAreAnEstimateWithItsError(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), visitor = Browser(try await world.site())
        try await world.database.write { tx in
            for (place, venue) in [world.hall, world.school].enumerated() {
                let (activity, _) = try world.activity("A\(place)", at: venue, in: [world.city], days: ["2023-09-19"], tx)
                var chance = Seeded(5)
                // The same four hundred at both.
                try tx.noteVisitors((0..<400).map { _ in UInt64.random(in: .min ... .max, using: &chance) }, of: activity)
            }
        }
        #expect(try await visitor.go("/figures/city-series/visitors").text.contains("unknown is not zero"))
        try await world.database.ledgerSettled()
        try await RollUpFollowing.run(world.database)
        let page = try await visitor.go("/figures/city-series/visitors")
        let told = try #require(page.figures["visitors"].flatMap { Int($0) })
        #expect((380...420).contains(told) && page.text.contains(" ± "), "\(page.text)")
        #expect(page.links.contains { $0.hasSuffix("/visitors?region=610000") } && page.links.contains("/figures/city-series/visits"), "\(page.links)")
        let county = try await visitor.go("/figures/city-series/visitors?region=610113")
        #expect(county.figures["visitors"] == "\(told)", "\(county.text)")
        #expect(try await visitor.go("/figures/city-series").links.contains("/figures/city-series/visitors"))
        await world.database.close()
    }
}
