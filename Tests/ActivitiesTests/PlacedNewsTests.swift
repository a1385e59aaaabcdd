import Kernel
import Storage
import TestKit
import Testing

@testable import Activities

/// What imports and campaign files publish is news to those who booked, as what a moderator publishes is.
@Suite struct PlacedNewsTests {
    @Test(arguments: TestEngine.allCases) func whatMattersIsToldWhoeverPublishesIt(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func news(_ change: @escaping @Sendable (inout ActivityContent) -> Void, _ id: ID<Activity>) async throws -> [[String]] {
            try await world.database.write { tx in
                let latest = try #require(try tx.latestVersion(of: id))
                var content = latest.content
                change(&content)
                try tx.revise(id, to: content, seen: latest.number, by: 1)
                for campaign in [world.city, world.bases] { try tx.place(id, in: campaign) }
                let entries = try tx.latestLedger(10).filter { $0.entry.subject == id.number }
                return try entries.compactMap { try tx.participantNews($0) }.map { one in
                    if case .changed(let fields) = one.what { return fields.map(\.en) }
                    return ["something else"]
                }
            }
        }
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            for campaign in [world.city, world.bases] { try tx.place(id, in: campaign) }
            return id
        }
        // Words are no news; what matters is told once, however many campaigns follow.
        #expect(try await news({ $0.contact = "029-1" }, id) == [])
        #expect(try await news({ $0.ageMin = 12 }, id) == [["Age"]])
        await world.database.close()
    }
}
