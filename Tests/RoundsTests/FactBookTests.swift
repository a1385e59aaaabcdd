import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Rounds

/// What the platform knows is taken from its records, and what a unit states from its answers.
struct FactBookTests {
    @Test(arguments: TestEngine.allCases) func whatIsKnownIsNotAskedAndWhatIsStatedIsRead(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine, file: RoundWorld.file + Self.second)
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all), Grant(.host, over: .all)])
        // Anding receives a set in the first round, which is settled.
        let anding = try #require(world.units["anding"]), huyi = try #require(world.units["huyi"])
        try await world.database.write { tx in
            let id = try tx.startDeclaration(in: try tx.requireRound("exhibits-2023"), of: anding, by: program)
            try tx.saveDeclaration(id, DeclarationBody(wants: [.init(lot: "optics", sets: 1)], answers: ["pupils": "100", "site": "x"]), seen: nil, by: program)
            try tx.step(id, DeclarationStep(.submit), by: program)
            try tx.step(id, DeclarationStep(.accept), by: program)
        }
        world.clock.set("2023-03-13T02:00:00Z")
        try await world.database.write { tx in try tx.publish("exhibits-2023", by: program) }
        world.clock.set("2023-03-22T02:00:00Z")
        try await world.database.write { tx in try tx.settle("exhibits-2023", by: program) }

        // The next year both declare; Huyi says that it last received something in 2019.
        world.clock.set("2025-03-02T02:00:00Z")
        let facts = try await world.database.write { tx in
            let round = try tx.requireRound("exhibits-2025")
            var out: [[String: Fact]] = []
            for (unit, answers) in [(anding, ["year": "2014", "km": "20000"]), (huyi, ["stop": "2019", "year": "2015", "km": "100000"])] {
                let id = try tx.startDeclaration(in: round, of: unit, by: program)
                try tx.saveDeclaration(id, DeclarationBody(answers: answers), seen: nil, by: program)
                let declaration = try tx.requireDeclaration(id)
                let all = try FactBook(of: round, in: tx).facts(of: declaration), alone = try FactBook(of: round, for: declaration, in: tx).facts(of: declaration)
                #expect(all == alone)
                out.append(all)
            }
            return out
        }
        #expect(facts[0] == ["first": .known(false), "since": .known(2), "worn": .declared(1), "held": .known(0)])
        #expect(facts[1] == ["first": .known(true), "since": .declared(6), "worn": .declared(1), "held": .known(0)])
        await world.database.close()
    }

    private static let second = """

          - key: exhibits-2025
            name: {zh: "2025年展品配发", en: "Exhibits of 2025"}
            authority: office
            opens: "2025-03-01T09:00"
            closes: "2025-03-10T18:00"
            lots:
              - {key: optics, name: {zh: "光学展品", en: "Optics exhibits"}, sets: 3}
            questions:
              - {key: stop, name: {zh: "上次到站年份", en: "Year of the last stop"}, kind: number, required: false}
              - {key: year, name: {zh: "车辆年份", en: "Year of the vehicle"}, kind: number}
              - {key: km, name: {zh: "里程", en: "Kilometres"}, kind: number}
            criteria:
              - {key: first, name: {zh: "首次", en: "First time"}, weight: 1, measure: first-time}
              - {key: since, name: {zh: "间隔", en: "Years since"}, weight: 1, measure: years-since, question: stop, from: 0, to: 10}
              - {key: worn, name: {zh: "旧车", en: "A worn vehicle"}, weight: 1, measure: vehicle-worn, question: year, kilometres: km}
              - {key: held, name: {zh: "活动", en: "Activities"}, weight: 1, measure: activities-held, from: 0, to: 10}
        """
}
