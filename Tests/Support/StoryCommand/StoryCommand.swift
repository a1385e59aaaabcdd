import App
import Foundation
import Logging
import Storage
import Story
import TestKit

/// `make story`: the twelve steps with their numbers, on both engines.
@main
struct StoryCommand {
    static func main() async {
        do {
            for engine in TestEngine.allCases {
                print("== \(engine.rawValue)")
                try await play(engine)
            }
        } catch {
            FileHandle.standardError.write(Data("story: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func play(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let time = TestClock("2024-09-01T08:00:00+08:00")
        var logger = Logger(label: "story")
        logger.logLevel = .error
        let address = engine == .sqlite ? "sqlite:" + place.address : place.address
        let kepu = try await Kepu.open(address, clock: time.clock, logger: logger)
        try await GoldenThread(kepu, time: time, report: StoryReport { print($0) }).play()
        await kepu.database.close()
    }
}
