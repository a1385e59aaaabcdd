import Kernel
import Storage
import TestKit
import Testing

@testable import Activities

@Suite struct ListingMapTests {
    /// For site maps: pieces that follow on one another hold every public activity once, and nothing else.
    @Test(arguments: TestEngine.allCases) func piecesHoldEveryPublicActivityOnce(_ engine: TestEngine) async throws {
        let listing = try await ListingWorld.make(engine)
        try await listing.world.database.read { tx in
            let starts = try tx.activityPieces(of: 3)
            var paths: [String] = []
            for start in starts { paths += try tx.activityAddresses(after: start, limit: 3).map(\.path) }
            #expect(starts.first == 0 && starts.count == (listing.ids.count + 2) / 3)
            #expect(paths == listing.ids.sorted().map { "/activities/\($0.text)" })
        }
        await listing.world.database.close()
    }
}
