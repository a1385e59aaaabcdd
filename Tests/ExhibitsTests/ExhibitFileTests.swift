import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

struct ExhibitFileTests {
    @Test(arguments: TestEngine.allCases) func whatAnActionStatesOfItsExhibitsIsShown(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let again = try await ExhibitWorld.house.apply(ExhibitWorld.file, to: world.database)
        #expect(again.changesNothing, "\(again)")
        let page = try await world.visitor.go("/campaigns/action-2026")
        #expect(page.text.contains("As its source says: 12 exhibits") && page.text.contains("Stated of each: Science principle"), "\(page.text)")
        let exported = try await ExhibitWorld.house.export(world.database)
        #expect(exported.contains("announced_count: 12"))
    }

    @Test(arguments: TestEngine.allCases) func unitsThatAreOneOwnAndBorrowAsOne(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1")
        let loan = try await world.ask(world.wing, "2026-04-10", "2026-04-20"), (museum, county, school) = (world.museum, world.county, world.school)
        try await world.database.write { tx in
            try tx.merge(county, into: school, house: ExhibitWorld.house.house, by: ExhibitWorld.program)
            try tx.merge(museum, into: school, house: ExhibitWorld.house.house, by: ExhibitWorld.program)
        }
        let found = try await world.database.read { tx in (try #require(try tx.loan(loan)), try #require(try tx.piece(wing))) }
        #expect(found.0.ownerID == school && found.0.borrowerID == school && found.1.ownerID == school && found.1.holderID == school)
    }
}
