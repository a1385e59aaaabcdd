import Activities
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite struct CountedTests {
    private static func count(_ campaign: ID<Campaign>, _ tx: Transaction) throws -> Int64? {
        try tx.number(
            """
            SELECT COUNT(DISTINCT n.activity_id) FROM view_activities_counted n
                JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(campaign)
            """)
    }

    @Test(arguments: TestEngine.allCases) func onceInEachCampaignAndOnceAbove(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func counts() async throws -> [Int64?] {
            try await world.database.read { tx in try [world.day, world.city, world.bases].map { try Self.count($0, tx) } }
        }
        let (both, umbrella) = try await world.database.write { tx in
            let both = try tx.addActivity(world.draft("两处"))
            try tx.place(both, in: world.city)
            try tx.place(both, in: world.bases)
            var series = world.draft("系列")
            series.isUmbrella = true
            let umbrella = try tx.addActivity(series)
            try tx.place(umbrella, in: world.city)
            return (both, umbrella)
        }
        #expect(try await counts() == [2, 2, 1])
        // A child that nobody has published changes no figure; a published one takes the umbrella's place.
        let child = try await world.database.write { tx in
            var draft = world.draft("其中一项")
            draft.parent = umbrella
            return try tx.addActivity(draft)
        }
        #expect(try await counts() == [2, 2, 1])
        try await world.database.write { try $0.place(child, in: world.bases) }
        #expect(try await counts() == [2, 1, 2])
        try await world.database.write { tx in
            try tx.setStatus(.cancelled, of: both, reason: "场馆检修", by: 1)
        }
        #expect(try await counts() == [1, 0, 1])
        for state in [PlacementState.refused, .returned, .withdrawn, .toModerate, .draft, .ready] {
            try await world.database.write { try $0.place(child, in: world.bases, state: state) }
            #expect(try await counts()[2] == 0, "\(state.rawValue)")
        }
        let row = try await world.database.read { tx in
            try tx.row("SELECT * FROM view_activities_session WHERE activity_id = \(both)") { $0.values.count } == nil
        }
        #expect(row)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func umbrellasHaveOneLevel(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let plain = try await world.database.write { try $0.addActivity(world.draft("普通")) }
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                var draft = world.draft("孩子")
                draft.parent = plain
                try tx.addActivity(draft)
            }
        }
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                var series = world.draft("系列")
                series.isUmbrella = true
                let umbrella = try tx.addActivity(series)
                var inner = world.draft("系列中的系列")
                (inner.isUmbrella, inner.parent) = (true, umbrella)
                try tx.addActivity(inner)
            }
        }
        await world.database.close()
    }
}
