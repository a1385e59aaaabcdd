import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Plans

/// A page that stood open while somebody else acted decides nothing that nobody read.
struct StalePageTests {
    /// What was claimed anew is not verified from a page that showed the first claim.
    @Test(arguments: TestEngine.allCases) func aSecondClaimIsReadBeforeItIsVerified(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("school-talks").id.text)"
        try await world.society.go(path)
        #expect(try await world.society.submit(path + "/steps", ["event": "accept"]).status == 200)
        #expect(try await world.society.submit(path + "/steps", ["event": "begin"]).status == 200)
        #expect(try await world.society.submit(path + "/steps", ["event": "claim", "remark": "讲座已办"]).status == 200)
        try await world.steerer.go(path)
        world.clock.advance(seconds: 600)
        let id = try await world.task("school-talks").id
        try await world.database.write { tx in
            try tx.step(id, .return, remark: "没有依据", by: PlanHouse.program)
            try tx.step(id, .resume, remark: "", by: PlanHouse.program)
            try tx.step(id, .claim, remark: "另有说明", by: PlanHouse.program)
        }
        let refused = try await world.steerer.submit(path + "/steps", ["event": "verify"])
        #expect(refused.status == 422 && refused.text.contains("The task has changed since you opened the page") && refused.text.contains("另有说明"), "\(refused.text)")
        #expect(try await world.task("school-talks").state == .done)
        // What the refused page shows has been read.
        #expect(try await world.steerer.submit(path + "/steps", ["event": "verify"]).status == 200)
        #expect(try await world.task("school-talks").state == .verified)
        await world.database.close()
    }

    /// Two people of a lead who write the same report: the second one reads what the first one said, and loses nothing of their own.
    @Test(arguments: TestEngine.allCases) func aReportIsNotOverwrittenUnread(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("school-talks").id.text)/reports/2026-Q1"
        let (one, other) = (world.society, try await world.later("society", of: 2))
        try await one.go(path)
        try await other.go(path)
        #expect(try await one.submit(path, ["done": "甲写的长报告"]).status == 200)
        let refused = try await other.submit(path, ["done": "乙的报告"])
        #expect(refused.status == 422 && refused.text.contains("Somebody has handed this report in") && refused.text.contains("甲写的长报告") && refused.html.contains("乙的报告"), "\(refused.text)")
        #expect(try await other.submit(path, ["done": "甲乙合写"]).status == 200)
        let says = try await world.database.read { tx in try tx.report(ReportPeriod(year: 2026, quarter: 1), of: try #require(try tx.keyTask(key: "school-talks")).id)?.says[.done] }
        #expect(says == "甲乙合写")
        await world.database.close()
    }

    /// Each remark stands at its field, also at one that was left empty, and in the form where it is mended.
    @Test(arguments: TestEngine.allCases) func remarksStandAtTheirFields(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("school-talks").id.text)/reports/2026-Q1"
        try await world.society.go(path)
        #expect(try await world.society.submit(path, ["done": "办了一场", "next": ""]).status == 200)
        try await world.steerer.go(path)
        #expect(try await world.steerer.submit(path + "/decision", ["event": "return", "done_remark": "太短", "next_remark": "请写下一步"]).status == 200)
        let page = try await world.society.go(path)
        let empty = try #require(page.text.firstRange(of: "Nothing was written."))
        #expect(page.text[..<empty.lowerBound].hasSuffix("What comes next ") && page.text[empty.upperBound...].trimmingPrefix(" ").hasPrefix("请写下一步"), "\(page.text)")
        #expect(page.text.contains("Remark of the body that gave the task: 请写下一步") && page.text.contains("Remark of the body that gave the task: 太短"), "\(page.text)")
        // A quarter that has not begun has no form.
        let early = try await world.society.go(path.replacing("2026-Q1", with: "2026-Q4"))
        #expect(early.status == 200 && early.text.contains("Quarter 4 of 2026 has not begun") && !early.html.contains("name=\"done\""), "\(early.text)")
        await world.database.close()
    }

    /// Whoever gave a part verifies it; what the plan says of it is changed by whoever steers the plan.
    @Test(arguments: TestEngine.allCases) func aPartGoesNotUpwards(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let whole = "/desk/duties/\(try await world.task("city-visits").id.text)"
        try await world.museum.go(whole + "/parts")
        let upwards = try await world.museum.submit(whole + "/parts", ["parts": "市科协 | 610116 | 150 | 400", "take": "1"])
        #expect(upwards.status == 422 && upwards.text.contains("This unit gave the task and verifies the whole of it"), "\(upwards.text)")
        #expect(try await world.museum.submit(whole + "/parts", ["parts": "第一中学 | 610116 | 400 | 1000", "take": "1"]).status == 200)
        // The same place again is told before it is counted twice.
        try await world.museum.go(whole + "/parts")
        let twice = try await world.museum.submit(whole + "/parts", ["parts": "市天文学会 | 610116 | 1 | 1"])
        #expect(twice.text.contains("counts the same region as another part"), "\(twice.text)")
        let part = "/desk/duties/\(try await world.task("city-visits-610116").id.text)"
        #expect(try await !world.museum.go(part).text.contains("Change the task"))
        #expect(try await world.steerer.go(part).text.contains("Change the task"))
        await world.database.close()
    }
}
