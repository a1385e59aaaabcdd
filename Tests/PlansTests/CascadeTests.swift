import Campaigns
import Kernel
import Language
import TestKit
import Testing

@testable import Plans

/// What does not fit together in tasks under tasks.
@Suite struct CascadeTests {
    private func goal(_ task: Int64, _ indicator: String = "visits", _ targets: [(String, Int64)] = [("2023-12-31", 100)], region: String? = nil, kind: String? = nil) -> Goal {
        Goal(
            id: ID(task * 100), taskID: ID(task), key: "g", source: GoalSource(indicator: indicator, campaign: ID(1), region: region, kind: kind), reads: .live,
            targets: targets.map { Target(by: day($0.0), $0.1) })
    }

    private func task(_ id: Int64, under parent: Int64? = nil, in region: String? = nil, dropped: Bool = false, _ goals: Goal...) -> CascadeTask {
        CascadeTask(id: ID(id), name: Phrase("任务\(id)", "Task \(id)"), parent: parent.map { ID($0) }, region: region, isDropped: dropped, goals: goals)
    }

    /// Counties 11 and 12 of the prefecture 10, a county 21 elsewhere.
    private func flaws(_ tasks: CascadeTask...) -> [String] {
        let above: [String: Set<String>] = ["10": ["10"], "11": ["11", "10"], "12": ["12", "10"], "21": ["21", "20"]]
        return Cascade.flaws(tasks) { above[$0] ?? [$0] }.map(\.says.en)
    }

    @Test func partsThatMakeTheWholeAreRight() {
        #expect(flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "visits", [("2023-12-31", 60)])), task(3, under: 1, in: "12", goal(3, "visits", [("2023-12-31", 40)]))).isEmpty)
    }

    @Test(arguments: [(30, "2 parts make 90, 10 too few"), (50, "2 parts make 110, 10 too many")] as [(Int64, String)])
    func partsThatDoNotAreTold(_ second: Int64, _ says: String) {
        let found = flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "visits", [("2023-12-31", 60)])), task(3, under: 1, in: "12", goal(3, "visits", [("2023-12-31", second)])))
        #expect(found.count == 1 && found.first?.contains(says) == true)
    }

    /// Counties are not activities: a part that counts something else is told once, and is no part of the sum.
    @Test func anotherFigureIsNoPartOfTheSum() {
        let found = flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "visits", [("2023-12-31", 100)])), task(3, under: 1, in: "12", goal(3, "counties", [("2023-12-31", 5)])))
        #expect(found.count == 1 && found.first?.contains("is not the same number") == true, "\(found)")
        let one = flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "visits", [("2023-12-31", 3000)])))
        #expect(one.first?.contains("its 1 part makes 3,000, 2,900 too many") == true, "\(one)")
    }

    @Test func whatIsDroppedIsNotAdded() {
        let parts = [task(2, under: 1, in: "11", goal(2)), task(3, under: 1, in: "12", dropped: true, goal(3))]
        #expect(flaws(task(1, in: "10", goal(1)), parts[0], parts[1]).isEmpty)
    }

    @Test func venuesAreCountedOnceAndActivitiesLieInOnePlace() {
        func found(_ indicator: String) -> [String] {
            flaws(task(1, in: "10", goal(1, indicator)), task(2, under: 1, in: "11", goal(2, indicator, [("2023-12-31", 60)])), task(3, under: 1, in: "12", goal(3, indicator, [("2023-12-31", 60)])))
        }
        #expect(found("venues").isEmpty && found("activities").count == 1 && found("sessions").count == 1)
    }

    @Test func aCircleIsTold() {
        let found = flaws(task(1, under: 3, goal(1)), task(2, under: 1), task(3, under: 2))
        #expect(found.count { $0.contains("leads back to itself") } == 3)
    }

    @Test func whatHasNoTotalHasNoTarget() {
        #expect(flaws(task(1, goal(1, "peak"))).first?.contains("it is never added") == true)
        #expect(flaws(task(1, goal(1, "watched"))).count == 1 && flaws(task(1, goal(1, "nonsense"))).count == 1)
        #expect(flaws(task(1, goal(1, "venues", kind: "lecture"))).first?.contains("by place alone") == true)
    }

    @Test func targetsNeverFall() {
        #expect(flaws(task(1, goal(1, "visits", [("2023-06-30", 50), ("2023-12-31", 40)]))).first?.contains("cumulative and never fall") == true)
    }

    @Test func aPartLiesWithinTheWholeAndCountsTheSame() {
        #expect(flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "21", goal(2))).contains { $0.contains("does not lie in 10") })
        #expect(flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "viewers"))).contains { $0.contains("not the same number") })
    }

    @Test func aTaskLiesWithinItsPlan() {
        let above: [String: Set<String>] = ["10": ["10"], "11": ["11", "10"], "21": ["21", "20"]]
        func found(_ tasks: CascadeTask...) -> [String] { Cascade.flaws(tasks, in: "10") { above[$0] ?? [$0] }.map(\.says.en) }
        #expect(found(task(1, in: "11"), task(2), task(3, in: "10")).isEmpty)
        #expect(found(task(1, in: "21")) == ["“Task 1” is for 21, which does not lie in 10, where the plan is."])
        // Of a part it is said once.
        #expect(found(task(1, in: "11"), task(2, under: 1, in: "21")).count == 1)
        #expect(found(task(1, in: "21", dropped: true)).isEmpty)
    }

    @Test func twoGoalsAreNotOneNumber() {
        func goals(_ one: Goal, _ other: GoalSource, reads: Goal.Reads = .live) -> [String] {
            flaws(task(1, in: "10", one, Goal(id: ID(9), taskID: ID(1), key: "h", source: other, reads: reads)))
        }
        let visits = GoalSource(indicator: "visits", campaign: ID(1))
        #expect(goals(goal(1), visits).first?.contains("“Visits” (g) and “Visits” (h) of “Task 1” are the same number") == true, "\(goals(goal(1), visits))")
        #expect(goals(goal(1), GoalSource(indicator: "visits", campaign: ID(1), region: "10")).count == 1)
        #expect(goals(goal(1), GoalSource(indicator: "visits", campaign: ID(1), region: "11")).isEmpty && goals(goal(1), GoalSource(indicator: "visits", campaign: ID(2))).isEmpty)
        #expect(goals(goal(1), visits, reads: .locked).isEmpty)
    }

    @Test func onePlaceIsNotCountedTwice() {
        let half: [(String, Int64)] = [("2023-12-31", 50)]
        #expect(flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: "11", goal(2, "visits", half)), task(3, under: 1, in: "11", goal(3, "visits", half))).contains { $0.contains("counted twice") })
        // A county beside its own prefecture, whichever comes first.
        for order in [["11", "10"], ["10", "11"]] {
            let found = flaws(task(1, in: "10", goal(1)), task(2, under: 1, in: order[0], goal(2, "visits", half)), task(3, under: 1, in: order[1], goal(3, "visits", half)))
            #expect(found.contains { $0.contains("counted twice") }, "\(order)")
        }
    }
}
