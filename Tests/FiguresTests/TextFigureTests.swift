import Figures
import Kernel
import Rooms
import Storage
import TestKit
import Testing

/// A figure in a text is the figure of the pages, now or as it was locked.
@Suite struct TextFigureTests {
    @Test(arguments: TestEngine.allCases) func isTheFigureOfThePages(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func figure(_ text: String) async throws -> FigureInText {
            let reference = try #require(FigureReference("figure:\(text)"))
            return try await world.database.read { try World.house.figure(reference, in: $0) }
        }
        let story = try await world.database.write { tx in
            let story = try Story(world, tx)
            try tx.lockFigures(world.national, by: 9)
            try story.afterTheLock(tx)
            return story
        }
        _ = story
        let live = try await world.figures(world.national)
        let visits = try await figure("national-day/visits")
        #expect(visits.value == live.visits?.total && visits.path == "/figures/national-day/visits" && !visits.isLocked && visits.day == day("2023-10-01"))
        #expect(try await figure("national-day/activities").value == live.activities)
        #expect(try await figure("national-day/venue-times").value == live.venueTimes)
        let locked = try await figure("national-day/visits@locked")
        #expect(locked.value == 144 && locked.isLocked && locked.path == "/figures/national-day" && visits.value != 144)
        #expect(try await figure("national-day/viewers").value == live.viewerTimes?.total)
        for wrong in ["nowhere/visits", "national-day/nothing", "national-day/peak"] {
            await #expect(throws: Refusal.self, "\(wrong)") { try await figure(wrong) }
        }
        await world.database.close()
    }

    @Test func anEditionThatIsNotLockedHasNoLockedValue() async throws {
        let world = try await World.make(.sqlite)
        let reference = try #require(FigureReference("figure:city-series/visits@locked"))
        await #expect {
            _ = try await world.database.read { try World.house.figure(reference, in: $0) }
        } throws: { error in
            (error as? Refusal)?.code == "figure-not-locked"
        }
        await world.database.close()
    }
}
