import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Commendations

/// `commendations` in a campaign file: what does not fit is told, and a rule whose term has begun stands.
@Suite struct CommendationFileTests {
    @Test func whatDoesNotFitTogetherIsTold() async throws {
        let world = try await CommendationWorld.make(.sqlite)
        let cases: [(String, String, String)] = [
            ("to: 2023-09-30", "to: 2023-08-30", "a day not before `from`"), ("places: 1", "at_least: 1", "both `closes` and `places`, or neither"),
            ("ties: [visits]", "ties: [visit]", "the key of an indicator"), ("figure: visits,", "figure: visit,", "one of activities, sessions"),
            ("figure: visits,", "figure: peak,", "one of activities, sessions"), ("figure: visits,", "figure: watched,", "one of activities, sessions"),
            ("from: 0, to: 200", "from: 200, to: 200", "more than `from`"), ("from: 0, to: 200", "from: 0", "one scale"), (", from: 0, to: 200", "", "one scale"),
            ("from: 0, to: 200", "from: 0, to: 200, each: {of: 1, points: 1}", "one scale"), ("points: 20}", "points: 20, from: 0, to: 1}", "it only beside `figure`"),
            ("figure: counties,", "figure: organisers,", "over: region"), ("figure: visits,", "figure: visits, over: region,", "which units answer for their region"),
            ("within: joint-action", "within: joint", "the key of a record in campaigns"), ("closes: \"2023-10-10T18:00\"", "closes: \"2023-08-10T18:00\"", "after the term has begun"),
        ]
        for (old, new, expected) in cases {
            let text = CommendationWorld.file.replacing(old, with: new)
            #expect(text != CommendationWorld.file, "\(old)")
            do {
                _ = try await CommendationWorld.house.apply(text, to: world.database)
                Issue.record("taken: \(new)")
            } catch let problems as DeclarationProblems {
                #expect(problems.text(.en).contains(expected), "\(new)\n\(problems.text(.en))")
            }
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRuleWhoseTermHasBegunStands(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        let other = CommendationWorld.file.replacing("points: 40", with: "points: 90")
        _ = try await CommendationWorld.house.apply(other, to: world.database)
        var one = try await world.database.read { tx in try tx.requireCommendation(CommendationWorld.rule) }
        #expect(one.version == 1 && one.rule.indicator("visits")?.points == 4_000)
        _ = try await CommendationWorld.house.apply(other.replacing("2023-10-10T18:00", with: "2023-10-12T18:00"), to: world.database)
        one = try await world.database.read { tx in try tx.requireCommendation(CommendationWorld.rule) }
        #expect(one.closesAt == instant("2023-10-12T18:00:00+08:00"))
        do {
            _ = try await CommendationWorld.house.apply(other, to: world.database)
            Issue.record("the deadline was brought forward")
        } catch let problems as DeclarationProblems {
            #expect(problems.text(.en).contains("its deadline can only be put off"), "\(problems.text(.en))")
        }
        // Before its term it follows the file, and what comes out again is what went in.
        let early = CommendationWorld.file.replacing("key: day-2023", with: "key: day-2024").replacing("2023-", with: "2024-")
        _ = try await CommendationWorld.house.apply(early, as: "next", to: world.database)
        _ = try await CommendationWorld.house.apply(early.replacing("points: 40", with: "points: 60"), as: "next", to: world.database)
        let next = try await world.database.read { tx in try tx.requireCommendation("day-2024") }
        #expect(next.version == 2 && next.rule.indicator("visits")?.points == 6_000)
        await world.database.close()
    }
}
