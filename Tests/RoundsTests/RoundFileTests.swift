import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Rounds

/// `rounds` in a campaign file: what does not fit is told, and a round that has begun keeps its rule.
struct RoundFileTests {
    @Test func whatDoesNotFitTogetherIsTold() async throws {
        let database = try await RoundWorld.house.database(.sqlite)
        let cases: [(String, String, String)] = [
            ("sets: 3, price", "price", "how many sets there are"), ("weight: 40, measure: declared", "measure: declared", "a weight, before anybody declares"),
            ("question: pupils", "question: pupil", "the key of a question of kind number, yes"), ("list: hills}", "list: hill}", "the key of a list"),
            (", from: 0, to: 40000", "", "a number needs a scale"), ("closes: \"2023-03-10T18:00\"", "closes: \"2023-02-10T18:00\"", "a time after `opens`"),
            ("most_per_unit: 2", "ties: [none]", "the key of a criterion"),
        ]
        for (old, new, expected) in cases {
            let text = RoundWorld.file.replacing(old, with: new)
            #expect(text != RoundWorld.file, "\(old)")
            do {
                _ = try await RoundWorld.house.apply(text, to: database)
                Issue.record("taken: \(new)")
            } catch let problems as DeclarationProblems {
                #expect(problems.text(.en).contains(expected), "\(problems.text(.en))")
            }
        }
        // A least, several lots and several sets a unit: there a better score could lose a place.
        let two = RoundWorld.file.replacing("sets: 3, price: 80000}", with: "sets: 3, price: 80000}\n      - {key: life, name: {zh: \"生命\", en: \"Life\"}, sets: 2}").replacing("quota: {most: 2}", with: "quota: {least: 1}")
        do {
            _ = try await RoundWorld.house.apply(two, to: database)
            Issue.record("taken")
        } catch let problems as DeclarationProblems {
            #expect(problems.text(.en).contains("one lot, or `most_per_unit: 1`"), "\(problems.text(.en))")
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRoundThatHasBegunKeepsItsRuleAndItsCloseIsOnlyPutOff(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let other = RoundWorld.file.replacing("weight: 40", with: "weight: 90")
        _ = try await RoundWorld.house.apply(other, to: world.database)
        let round = try await world.database.read { tx in try tx.requireRound("exhibits-2023") }
        // It opened an hour ago: the file's next version is kept, and not in force.
        #expect(round.version == 1 && round.rule.weight == 100)
        #expect(try await world.database.read { tx in try tx.newestBody(ofRound: "exhibits-2023")?["criteria"]?.elements.last?["weight"] } == .integer(90))
        let late = other.replacing("2023-03-10T18:00", with: "2023-03-12T18:00")
        _ = try await RoundWorld.house.apply(late, to: world.database)
        #expect(try await world.database.read { tx in try tx.requireRound("exhibits-2023").closesAt } == instant("2023-03-12T18:00:00+08:00"))
        do {
            _ = try await RoundWorld.house.apply(other.replacing("2023-03-10T18:00", with: "2023-03-09T18:00"), to: world.database)
            Issue.record("the close was brought forward")
        } catch let problems as DeclarationProblems {
            #expect(problems.text(.en).contains("its close can only be put off, not before 12 Mar 2023, 18:00"), "\(problems.text(.en))")
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func ofTwoUnitsThatAreOneTheDeclarationsAreOne(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let huyi = try await world.declare("huyi", optics: 1, pupils: 1)
        let anding = try await world.declare("anding", optics: 1, pupils: 2)
        let (old, kept) = (try #require(world.units["huyi"]), try #require(world.units["anding"]))
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
        try await world.database.write { tx in try tx.merge(old, into: kept, house: RoundWorld.house.house, by: program) }
        let states = try await world.database.read { tx in try [huyi, anding].map { try tx.requireDeclaration($0).state } }
        #expect(states == [.withdrawn, .submitted])
        await world.database.close()
    }
}
