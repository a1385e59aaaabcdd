import Campaigns
import Kernel
import Language
import TestKit
import Testing

@testable import Plans

/// Parts that speak of other days than the whole.
@Suite struct CascadeDaysTests {
    private static func task(_ id: Int64, under parent: Int64? = nil, in region: String, _ targets: [(String, Int64)]) -> CascadeTask {
        let goal = Goal(
            id: ID(id * 100), taskID: ID(id), key: "g", source: GoalSource(indicator: "visits", campaign: ID(1)), reads: .live, targets: targets.map { Target(by: day($0.0), $0.1) })
        return CascadeTask(id: ID(id), name: Phrase("任务\(id)", "Task \(id)"), parent: parent.map { ID($0) }, region: region, isDropped: false, goals: [goal])
    }

    private func flaws(_ whole: [(String, Int64)], _ first: [(String, Int64)], _ second: [(String, Int64)]) -> [String] {
        let tasks = [Self.task(1, in: "10", whole), Self.task(2, under: 1, in: "11", first), Self.task(3, under: 1, in: "12", second)]
        return Cascade.flaws(tasks) { ["10": ["10"], "11": ["11", "10"], "12": ["12", "10"]][$0] ?? [$0] }.map(\.says.en)
    }

    @Test func aDayThatTheWholeLacksIsTold() {
        let found = flaws([("2023-12-31", 100)], [("2023-06-30", 20), ("2023-12-31", 60)], [("2023-12-31", 40)])
        #expect(found.count == 1 && found.first?.contains("“Task 2” has a target for “Visits” by 2023-06-30, and the task above it, “Task 1”, has none by that day") == true, "\(found)")
    }

    @Test func aPartThatIsSilentOnTheLastDayIsTold() {
        // None of the parts says anything of it.
        let silent = flaws([("2023-06-30", 40), ("2023-12-31", 100)], [("2023-06-30", 20)], [("2023-06-30", 20)])
        #expect(silent.count == 2 && silent.allSatisfy { $0.contains("has no target for “Visits” by 2023-12-31, when the task above it, “Task 1”, is to reach 100") }, "\(silent)")
        // One does, and makes the whole alone; the other's number would come on top.
        let one = flaws([("2023-06-30", 40), ("2023-12-31", 100)], [("2023-06-30", 20), ("2023-12-31", 100)], [("2023-06-30", 20)])
        #expect(one.count == 1 && one.first?.contains("“Task 3” has no target for “Visits” by 2023-12-31") == true, "\(one)")
        // Another day altogether.
        let other = flaws([("2023-12-31", 100)], [("2023-11-30", 60)], [("2023-11-30", 40)])
        #expect(other.count == 4, "\(other)")
    }

    @Test func whatTheWholeLeavesOpenIsOpen() {
        #expect(flaws([], [("2023-11-30", 60)], [("2023-12-31", 40)]).isEmpty)
        #expect(flaws([("2023-06-30", 40), ("2023-12-31", 100)], [("2023-12-31", 60)], [("2023-12-31", 40)]).isEmpty)
        #expect(flaws([("2023-12-31", 100)], [("2023-12-31", 100)], []).isEmpty)
    }
}
