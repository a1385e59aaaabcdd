import Campaigns
import Kernel
import Language
import TestKit
import Testing

@testable import Plans

/// What should be reached by today, and the lights that follow from it.
@Suite struct LightTests {
    private let begin = day("2023-01-01")
    private let targets = [Target(by: day("2023-06-30"), 100), Target(by: day("2023-12-31"), 300)]

    @Test(arguments: [
        ("2022-12-31", 0), ("2023-01-01", 0), ("2023-06-29", 99), ("2023-06-30", 100), ("2023-07-01", 101), ("2023-09-30", 200), ("2023-12-30", 298), ("2023-12-31", 300),
        ("2024-05-01", 300),
    ] as [(String, Int64)])
    func whatIsDueRunsInAStraightLine(_ today: String, _ expected: Int64) {
        #expect(Target.expected(targets, begin: begin, on: day(today)) == expected)
    }

    @Test func itNeverFallsAndNeverLeavesTheTargets() {
        var before: Int64 = 0
        for offset in -3...370 {
            let now = Target.expected(targets, begin: begin, on: begin.adding(days: offset))
            #expect(now >= before && now <= 300)
            before = now
        }
    }

    @Test func hugeTargetsDoNotOverflow() {
        let huge = [Target(by: day("2023-12-31"), 1_000_000_000_000)]
        #expect(Target.expected(huge, begin: begin, on: day("2023-07-02")) == 501_369_863_013)
        #expect(LightRule.usual.light(.max, targets: huge, begin: begin, today: day("2023-07-02")) == .reached)
    }

    @Test(arguments: [
        (300, .reached), (100, .green), (99, .amber), (80, .amber), (79, .red), (0, .red), (nil, .unknown),
    ] as [(Int64?, Light)])
    func aLightFollowsFromTheRule(_ value: Int64?, _ light: Light) {
        #expect(LightRule.usual.light(value, targets: targets, begin: begin, today: day("2023-06-30")) == light)
    }

    @Test func beforeAnythingIsDueNothingIsRed() {
        #expect(LightRule.usual.light(0, targets: targets, begin: begin, today: day("2023-01-01")) == .waiting)
        #expect(LightRule.usual.light(nil, targets: targets, begin: begin, today: day("2022-12-01")) == .waiting)
        #expect(LightRule.usual.light(5, targets: [], begin: begin, today: day("2023-06-30")) == .waiting)
        // A target of nothing is reached by nothing.
        #expect(LightRule.usual.light(0, targets: [Target(by: day("2023-06-30"), 0)], begin: begin, today: day("2023-02-01")) == .reached)
    }

    @Test func theWorstOfATasksPartsIsTheTasks() {
        #expect(Light.worst([.green, .red, .unknown]) == .red && Light.worst([.green, .unknown, .reached]) == .unknown)
        #expect(Light.worst([.reached, .reached]) == .reached && Light.worst([.reached, .waiting]) == .green)
        #expect(Light.worst([]) == .waiting && Light.worst([.waiting]) == .waiting && Light.worst([.green, .amber]) == .amber)
    }

    private func task(_ state: TaskState, at moment: String = "2023-05-01T01:00:00Z") -> KeyTask {
        KeyTask(
            id: ID(1), key: "t", planID: ID(1), chapter: nil, position: 0, parentID: nil, campaignID: nil, origin: .plan, originKey: "", name: Wording("任务", "Task"), leadID: ID(2),
            authorityID: ID(3), region: nil, due: day("2023-04-20"), budget: nil, budgetYuan: nil, state: state, stateAt: instant(moment), stateBy: 0)
    }

    /// Neither a claim nor a verification makes a light better than what is measured.
    @Test func aTasksLightIsNotClaimed() {
        let open = Milestone(taskID: ID(1), key: "m", name: Wording("节点", "Milestone"), due: day("2023-04-15"))
        func light(_ task: KeyTask, _ milestones: [Milestone] = []) -> Light { TaskProgress(task, [], milestones, today: day("2023-05-02")).light }
        #expect(light(task(.underWay)) == .red)
        // Claimed eleven days late, and on its day.
        #expect(light(task(.done)) == .red && light(task(.done, at: "2023-04-20T01:00:00Z")) == .waiting)
        #expect(light(task(.verified)) == .reached && light(task(.verified), [open]) == .red)
        #expect(TaskProgress(task(.done), [], [], today: day("2023-05-02")).why(on: day("2023-05-02"))?.en == "11 days past its day when it was claimed done; to be verified")
        #expect(TaskProgress(task(.verified), [], [open], today: day("2023-05-02")).why(on: day("2023-05-02"))?.en == "The milestone “Milestone” is overdue")
    }
}
