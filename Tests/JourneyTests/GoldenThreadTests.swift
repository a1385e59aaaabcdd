import App
import Logging
import Storage
import Story
import TestKit
import Testing

/// The story of counting.md §3 comes out, number by number, on both engines.
@Suite struct GoldenThreadTests {
    @Test(arguments: TestEngine.allCases) func theTwelveSteps(_ engine: TestEngine) async throws {
        let place = try await engine.kepuPlace()
        let time = TestClock("2024-09-01T08:00:00+08:00")
        var logger = Logger(label: "story")
        logger.logLevel = .error
        let address = engine == .sqlite ? "sqlite:" + place.address : place.address
        let kepu = try await Kepu.open(address, clock: time.clock, logger: logger)
        try await GoldenThread(kepu, time: time, report: StoryReport { _ in }).play()
        await kepu.database.close()
    }
}
