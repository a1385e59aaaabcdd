import Campaigns
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

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

    /// After any changes in any order: what is kept of where activities count, and of what the counts are made, is what follows from the
    /// records.
    @Test(arguments: TestEngine.allCases) func whatIsKeptIsWhatFollows(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var chance = Seeded(20_250_901)
        let umbrellas = try await world.database.write { tx in
            try (0..<3).map { number in
                var draft = world.draft("系列\(number)")
                draft.isUmbrella = true
                return try tx.addActivity(draft)
            }
        }
        var all = umbrellas
        for step in 0..<120 {
            let (seed, known) = (chance.next(), all)
            let added = try await world.database.write { tx in
                var chance = Seeded(seed)
                return try Self.change(world, known, umbrellas, &chance, tx)
            }
            if let added { all.append(added) }
            guard step % 4 == 3 else { continue }
            let wrong = try await world.database.read { tx in try CountedSchema.check.run(tx).map(\.en) + Self.wrongTallies(tx) }
            #expect(wrong.isEmpty, "step \(step): \(wrong)")
        }
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_counted") ?? 0 } > 5)
        await world.database.close()
    }

    private static func wrongTallies(_ tx: Transaction) throws -> [String] {
        try tx.rows(
            """
            SELECT n.id FROM (\(sql: ActivityTally.rows()) EXCEPT SELECT \(sql: ActivityTally.columns) FROM activities_tally) n
            UNION ALL SELECT t.id FROM activities_tally t WHERE NOT EXISTS (SELECT 1 FROM activities_listed l WHERE l.id = t.id)
            """) { "tally of \(try $0.int64("id"))" }
    }

    private static func change(
        _ world: World, _ all: [ID<Activity>], _ umbrellas: [ID<Activity>], _ chance: inout Seeded, _ tx: Transaction
    ) throws -> ID<Activity>? {
        let one = all[chance.below(all.count)], campaign = [world.day, world.city, world.bases][chance.below(3)]
        let hour = World.now.adding(hours: Int64(chance.below(2000)))
        switch chance.below(8) {
        case 0, 1:
            var draft = world.draft("活动")
            if chance.below(2) == 0 { draft.parent = umbrellas[chance.below(umbrellas.count)] }
            let id = try tx.addActivity(draft)
            try tx.place(id, in: campaign)
            return id
        case 2: try tx.place(one, in: campaign, state: [.withdrawn, .returned, .toModerate][chance.below(3)])
        case 3: try tx.place(one, in: campaign)
        case 4:
            let cancelled = try tx.requireActivity(one).isCancelled
            try tx.setStatus(cancelled ? .scheduled : .cancelled, of: one, reason: "检修", house: World.house, by: 1)
        case 5: try tx.addSession(SessionDraft(begin: hour, end: hour.adding(hours: 1)), to: one)
        case 6:
            guard let session = try tx.sessions(of: one).first else { break }
            try tx.changeSession(
                session, to: SessionDraft(begin: hour, end: hour.adding(hours: 2)), status: chance.below(2) == 0 ? .cancelled : .scheduled,
                house: World.house, by: 1)
        default:
            let seen = try tx.requireActivity(one).latest
            guard var content = try tx.version(seen, of: one)?.content else { break }
            (content.kind, content.mode) = (ActivityKind.allCases[chance.below(12)], AttendanceMode.allCases[chance.below(3)])
            try tx.revise(one, to: content, seen: seen, by: 1)
        }
        return nil
    }
}
