import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Rounds

/// How far a unit is from the sets: computed where both places are known, else as it says.
struct DistanceTests {
    private static func point(_ latitude: Double, _ longitude: Double) throws -> GeoPoint { try #require(GeoPoint(latitude: latitude, longitude: longitude)) }

    @Test func alongTheGreatCircle() throws {
        // A degree of the meridian is 111.19 km on a globe of 6371 km; half of the equator is 20015.
        #expect(try GreatCircle.kilometres(Self.point(30, 108), Self.point(31, 108)) == 111)
        #expect(try GreatCircle.kilometres(Self.point(0, 0), Self.point(0, 180)) == 20015)
        #expect(try GreatCircle.kilometres(Self.point(34.27, 108.95), Self.point(39.90, 116.40)) == 910)
        #expect(try GreatCircle.kilometres(Self.point(34, 108), Self.point(34, 108)) == 0)
        // Over the line of the date it is near.
        #expect(try GreatCircle.kilometres(Self.point(0, 179.5), Self.point(0, -179.5)) == 111)
    }

    @Test(arguments: TestEngine.allCases) func whatIsKnownIsNotTakenFromTheForm(_ engine: TestEngine) async throws {
        let file = RoundWorld.file.replacing("measure: declared, question: pupils, from: 0, to: 40000}", with: "measure: declared, question: pupils, from: 0, to: 40000}\n      - {key: far, name: {zh: \"距离\", en: \"Distance\"}, weight: 10, measure: distance, question: way, from: 0, to: 200}")
            .replacing("- {key: site, name: {zh: \"场地\", en: \"The site\"}, kind: paragraphs}", with: "- {key: site, name: {zh: \"场地\", en: \"The site\"}, kind: paragraphs}\n      - {key: way, name: {zh: \"路程\", en: \"The way\"}, kind: number, required: false}")
            .replacing("organisation: yanta, status: operating}", with: "organisation: yanta, status: operating, latitude: 34.22, longitude: 108.94}\n  - {key: base, name: {zh: \"省馆\", en: \"The base\"}, kind: museum, region: \"610000\", organisation: office, status: operating, latitude: 35.22, longitude: 108.94}")
        let world = try await RoundWorld.make(engine, file: file)
        for (unit, way) in [("yanta", "7"), ("huyi", "55")] {
            let (host, id) = try await world.prepare(unit, optics: 1, pupils: 10)
            try await host.go("/desk/declarations/\(id)")
            let page = try await host.submit("/desk/declarations/\(id)", ["f-way": way, "act": "preview"])
            let says = unit == "yanta" ? "Distance 111 km computed from the venues' coordinates (great circle)" : "Distance 55 km stated by the unit"
            #expect(page.text.contains(says), "\(page.text)")
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theRuleHasAnAddressOfItsOwn(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let page = try await world.visitor.go("/rules/exhibits-2023")
        #expect(page.status == 200 && page.text.contains("Exhibits of 2023") && page.text.contains("An example") && page.text.contains("County A"), "\(page.status) \(page.text)")
        #expect(try await world.visitor.go("/rules/nothing-here").status == 404)
        await world.database.close()
    }

    /// What a unit handed in and withdrew stands in nobody's way when two units are one.
    @Test(arguments: TestEngine.allCases, [true, false]) func whatWasWithdrawnDisplacesNothing(_ engine: TestEngine, _ keptWithdrew: Bool) async throws {
        let world = try await RoundWorld.make(engine)
        let ids = ["yanta": try await world.declare("yanta", optics: 1, pupils: 1), "huyi": try await world.declare("huyi", optics: 2, pupils: 2)]
        let (kept, old) = (try #require(world.units["yanta"]), try #require(world.units["huyi"]))
        let gone = keptWithdrew ? "yanta" : "huyi", stays = keptWithdrew ? "huyi" : "yanta"
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
        try await world.database.write { tx in
            try tx.step(try #require(ids[gone]), DeclarationStep(.withdraw), by: program)
            try tx.merge(old, into: kept, house: RoundWorld.house.house, by: program)
        }
        let found = try await world.database.read { tx in
            (try tx.declaration(of: kept, in: try tx.requireRound("exhibits-2023").id), try tx.declaration(of: old, in: try tx.requireRound("exhibits-2023").id))
        }
        #expect(found.0?.id == ids[stays] && found.0?.state == .submitted)
        #expect(found.1?.id == ids[gone] && found.1?.state == .withdrawn)
        await world.database.close()
    }
}
