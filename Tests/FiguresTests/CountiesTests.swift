import Campaigns
import Kernel
import Participation
import Rooms
import Storage
import TestKit
import Testing
import Web

@testable import Figures

/// The dictionary's *counties*: each county with an activity once, opened down to its activities.
@Suite("Counties reached") struct CountiesTests {
    @Test(arguments: TestEngine.allCases) func eachCountsOnceAndOpens(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        try await world.database.write { tx in
            _ = try Story(world, tx)
            // A second activity in a county that is reached already, and one that nobody placed.
            _ = try world.activity("Comets", at: world.school, in: [world.joint], days: ["2023-09-19"], tx)
            _ = try world.activity("Somewhere", at: nil, in: [world.joint], days: ["2023-09-19"], tx)
        }
        for isBuilt in [false, true] {
            if isBuilt {
                try await world.database.ledgerSettled()
                try await RollUpFollowing.run(world.database)
            }
            #expect(try await visitor.go("/figures/national-day").figures["counties"] == "2", "built: \(isBuilt)")
            let page = try await visitor.go("/figures/national-day/counties")
            #expect(page.figures["counties"] == "2" && page.text.contains("with at least one of these activities"), "built: \(isBuilt)")
            for link in ["activities?region=610113", "activities?region=610116", "counties?region=610000"] {
                #expect(page.links.contains("/figures/national-day/" + link), "\(link) of \(page.links), built: \(isBuilt)")
            }
            #expect(page.links.contains("/figures/joint-action/counties"))
            for (query, wanted) in [("region=610000", "2"), ("region=610100", "2"), ("region=610116", "1"), ("region=110000", "0"), ("region=unknown", "0"), ("kind=lecture", "2"), ("day=2023-09-17", "1"), ("mode=online", "0")] {
                #expect(try await visitor.go("/figures/national-day/counties?" + query).figures["counties"] == wanted, "\(query), built: \(isBuilt)")
            }
            // What leads to the activities keeps what narrows it.
            #expect(try await visitor.go("/figures/national-day/counties?kind=lecture").links.contains("/figures/national-day/activities?kind=lecture&region=610116"))
            #expect(try await visitor.go("/figures/national-day/activities?kind=lecture&region=610116").figures["activities"] == "2")
        }
        await world.database.close()
    }

    /// As it was locked, beside what it is now.
    @Test(arguments: TestEngine.allCases) func aLockKeepsThem(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            _ = try world.activity("Stars", at: world.hall, in: [world.city], days: ["2023-09-16"], tx)
            try tx.lockFigures(world.national, by: 9)
            _ = try world.activity("Later", at: world.school, in: [world.city], days: ["2023-09-16"], tx)
        }
        let page = try await Browser(try await world.site()).go("/figures/national-day")
        #expect(page.figures["locked-counties"] == "1" && page.figures["counties"] == "2")
        let locked = try #require(FigureReference("figure:national-day/counties@locked"))
        let told = try await world.database.read { tx in try TextFigure.answer(World.house, tx, locked).value }
        #expect(told == 1)
        await world.database.close()
    }
}
