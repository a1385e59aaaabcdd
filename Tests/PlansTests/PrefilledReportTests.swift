import Access
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

    /// What is yet to come was not held.
    @Test(arguments: TestEngine.allCases) func onlyWhatHasBegunIsCounted(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let held = """
            kepu: 1
            activities:
              - key: night
                title: {zh: "观星夜", en: "Night"}
                summary: {zh: "观星。", en: "Stars."}
                campaigns: [{campaign: action-2026}]
                organiser: museum
                mode: onsite
                place: {name: {zh: "馆", en: "Hall"}, region: "610113"}
                kind: open-day
                sessions: [{begin: "2026-06-10T09:00", end: "2026-06-10T16:00"}, {begin: "2026-06-20T09:00", end: "2026-06-20T16:00"}, {begin: "2026-06-28T09:00", end: "2026-06-28T16:00"}]
            """
        _ = try await PlanHouse.house.apply(held, as: "held", to: world.database)
        let task = try await world.task("city-visits")
        for (moment, says) in [("2026-06-05T02:00:00Z", ""), ("2026-06-20T00:59:00Z", "in 1 session."), ("2026-06-20T01:00:00Z", "in 2 sessions."), ("2026-07-01T02:00:00Z", "in 3 sessions.")] {
            world.clock.set(moment)
            let text = try await world.database.read { tx in try tx.prefilled(task, ReportPeriod(year: 2026, quarter: 2), nil).en }
            #expect(says.isEmpty ? text.isEmpty : text == "In this quarter we held 1 activity \(says)", "\(moment): \(text)")
        }
        await world.database.close()
    }

    /// What is not written any more, or decided already, says so on its page.
    @Test(arguments: TestEngine.allCases) func whatIsRefusedIsToldOnThePage(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        world.clock.set("2026-04-02T02:00:00Z")
        let (museum, steerer) = (try await world.later("museum", of: 1), try await world.later("steerer", .organiser, of: 0))
        let path = "/desk/duties/\(try await world.task("city-visits").id.text)/reports/2026-Q1"
        try await museum.go(path)
        #expect(try await museum.submit(path, ["done": "办了"]).status == 200)
        func decide(_ event: String) async throws -> PageSeen {
            try await steerer.post(path + "/decision", [("csrf", steerer.page.token), ("event", event), ("done_remark", "请补"), ("seen", String(world.clock.now.microseconds))])
        }
        try await steerer.go(path)
        #expect(try await decide("return").text.contains("The report is returned."))
        let twice = try await decide("return")
        #expect(twice.status == 422 && twice.html.contains("notice-error") && twice.html.contains("role=\"alert\""), "\(twice.text)")
        try await museum.go(path)
        #expect(try await museum.submit(path, ["done": "办了两场"]).status == 200)
        try await steerer.go(path)
        #expect(try await steerer.submit(path + "/decision", ["event": "accept"]).text.contains("The report is accepted."))
        let again = try await museum.post(path, [("csrf", museum.page.token), ("done", "又改")])
        #expect(again.status == 422 && again.html.contains("notice-error"), "\(again.text)")
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
        #expect(text.en == "Events: 0, to be 20 by 31 December 2026.", "\(text)")
        await world.database.close()
    }
}
