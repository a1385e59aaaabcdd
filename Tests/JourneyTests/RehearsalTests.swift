import App
import Foundation
import Kernel
import Logging
import Rehearsals
import Storage
import Story
import TestKit
import Testing

/// Every rehearsal comes out, on both engines.
@Suite struct RehearsalTests {
    @Test(arguments: TestEngine.allCases, RehearsalPlay.all) func comesOut(_ engine: TestEngine, _ play: RehearsalPlay) async throws {
        let place = try await engine.kepuPlace()
        let clock = StandingClock(play.begin)
        var logger = Logger(label: "rehearsal")
        logger.logLevel = .error
        let address = engine == .sqlite ? "sqlite:" + place.address : place.address
        let kepu = try await Kepu.open(address, clock: clock.clock, files: place.files, logger: logger)
        let file = try Data(contentsOf: URL(filePath: "campaigns/\(play.name).yaml"))
        try await play.play(try await Stage(kepu, clock: clock) { _ in }, Array(file))
        #expect(clock.now > play.begin)
        await kepu.database.close()
    }
}
