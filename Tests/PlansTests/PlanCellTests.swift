import Kernel
import Language
import TestKit
import Testing

@testable import Plans

/// What cells of a plan's table say.
struct PlanCellTests {
    @Test(arguments: [("490", 490), ("1,000", 1_000), ("3万", 30_000), ("1.5亿", 150_000_000), ("0.06万", 600), ("1.50万", 15_000), ("0", 0)] as [(String, Int64)])
    func aNumberIsReadExactly(_ text: String, _ value: Int64) { #expect(PlanCells.number(text) == value) }

    @Test(arguments: ["", "-1", "1.5", "0.00001万", "万", "1e3", "１", "999999999999999", "10000亿1", "1..5万", "20000亿"])
    func whatIsNoWholeNumberIsNone(_ text: String) { #expect(PlanCells.number(text) == nil) }

    @Test func targetsAreReadAsTheyAreWritten() throws {
        let targets = [Target(by: day("2026-06-30"), 200), Target(by: day("2026-12-31"), 490)]
        let written = PlanCells.text(targets), read = try PlanCells.targets(written, field: "targets")
        #expect(read == targets)
        let typed = try PlanCells.targets("２０２６年１２月３１日：490\n2026.6.30=200", field: "targets")
        #expect(typed == targets)
        for text in ["2026-06-30", "2026-06-30：-5", "2026-06-30：1；2026-06-30：2", "soon：5"] {
            #expect(throws: Refusal.self, "\(text)") { try PlanCells.targets(text, field: "targets") }
        }
    }

    @Test func milestonesAreReadAsTheyAreWritten() throws {
        let task = ID<KeyTask>(7)
        var done = Milestone(taskID: task, key: "launch", name: Wording("启动 / 仪式"), due: day("2026-05-20"))
        (done.done, done.doneSays) = (day("2026-05-19"), "到场 300 人")
        let all = [done, Milestone(taskID: task, key: "close", name: Wording("总结；验收", "Close / done"), due: day("2026-12-10"))]
        let written = PlanCells.text(all)
        #expect(written == "launch 2026-05-20 启动 / 仪式 /\nclose 2026-12-10 总结；验收 / Close / done")
        // Without a key it is the one of that name; a new one gets a key.
        let typed = try PlanCells.milestones("2026-05-21 启动 / 仪式 /\n2026-06-01 新节点", of: task, old: all, field: "milestones")
        #expect(typed.map(\.key) == ["launch", "step-1"] && typed[0].done == done.done)
        // What is reached stays.
        #expect(throws: Refusal.self) { try PlanCells.milestones("close 2026-12-10 总结", of: task, old: all, field: "milestones") }
    }
}
