import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Plans

/// A report begins with what the records say, in the language of whoever writes it.
struct PrefilledReportTests {
    @Test(arguments: TestEngine.allCases) func itSaysWhatWasReachedAndHowFarTheNumbersCame(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let task = try await world.task("city-visits"), path = "/desk/duties/\(task.id.text)"
        world.clock.set("2026-06-30T02:00:00Z")
        let lead = try await world.later("museum", of: 1)
        func state(_ value: Int64) async throws {
            try await world.database.write { tx in try tx.setOwnNumber(value, because: "馆方统计", for: "visits", of: task.id, by: PlanHouse.program) }
        }
        try await state(1_200)
        try await lead.go(path)
        #expect(try await lead.submit("\(path)/milestones/launch", ["done": "2026-05-19", "says": "三百人到场"]).status == 200)
        let (zh, en) = (try await lead.go("\(path)/reports/2026-Q2?lang=zh").html, try await lead.go("\(path)/reports/2026-Q2?lang=en").html)
        #expect(zh.contains("2026年5月19日，节点“启动 / 仪式”完成：三百人到场") && zh.contains("：1,200，目标是 2026年12月31日 前 1,000。"), "\(zh)")
        #expect(en.contains("“Launch” was reached on 19 May 2026: 三百人到场") && en.contains(": 1,200, to be 1,000 by 31 December 2026."), "\(en)")
        #expect(try await lead.submit("\(path)/reports/2026-Q2", ["done": "办了"]).status == 200)

        // The next one says how far it has come since, and nothing of what was reached before.
        world.clock.set("2026-09-30T02:00:00Z")
        try await state(1_500)
        let next = try await world.later("museum-next", of: 1)
        let later = try await next.go("\(path)/reports/2026-Q3?lang=en").html
        #expect(later.contains(": 1,500, 1,200 in the last report, to be 1,000 by") && !later.contains("was reached on"), "\(later)")
        await world.database.close()
    }

    /// An accepted report is public, so that a small group of minors is not put into it.
    @Test(arguments: TestEngine.allCases) func aSmallGroupOfMinorsIsLeftOut(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, PlanHouse.file.replacing("{key: visits, figure: visits,", with: "{key: visits, figure: school-visits,"))
        try await world.issue()
        let task = try await world.task("city-visits")
        try await world.database.write { tx in try tx.setOwnNumber(3, because: "一组", for: "visits", of: task.id, by: PlanHouse.program) }
        let text = try await world.database.read { tx in
            let progress = try tx.progress(of: [task], in: [:]).first
            return try tx.prefilled(task, ReportPeriod(year: 2026, quarter: 1), progress)
        }
        #expect(text.en == "Events: 0, to be 20 by 31 December 2026." || !text.en.contains("3"), "\(text)")
        #expect(text.en.contains("Events: "), "\(text)")
        await world.database.close()
    }
}
