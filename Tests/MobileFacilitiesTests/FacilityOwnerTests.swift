import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import MobileFacilities

/// A facility is its owner's, whoever runs it.
@Suite struct FacilityOwnerTests {
    @Test(arguments: TestEngine.allCases) func whoRunsItDoesNotTakeIt(_ engine: TestEngine) async throws {
        let world = try await FacilityWorld.make(engine)
        let id = try await world.made()
        let far = try await world.database.read { tx in try #require(try tx.organisation(key: "far")).id }
        let office = Identity(account: Account(id: ID(1), login: "a", name: "a"), grants: [Grant(.administrator, over: .all)])
        let runs = Identity(account: Account(id: ID(2), login: "b", name: "b"), grants: [Grant(.host, over: .organisation(far.number))])
        let content = try await world.database.write { tx -> FacilityContent in
            var content = try #require(try tx.facility(id)).content
            content.operatorID = far
            try tx.changeFacility(id, to: content, by: office)
            return content
        }
        // Its note is theirs to write, its owner is not theirs to choose.
        try await world.database.write { tx in
            var noted = content
            noted.note = "Spring trip"
            try tx.changeFacility(id, to: noted, by: runs)
        }
        do {
            try await world.database.write { tx in
                var taken = content
                (taken.ownerID, taken.operatorID) = (far, nil)
                try tx.changeFacility(id, to: taken, by: runs)
            }
            Issue.record("it was taken")
        } catch let refusal as Refusal { #expect(refusal.kind == .forbidden) }
        let owner = try await world.database.read { tx in try tx.facility(id)?.content.ownerID }
        #expect(owner == world.owner)
        await world.database.close()
    }
}
