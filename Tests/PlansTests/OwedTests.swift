import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// What is owed is found in SQL, all of it, and shown to whoever gave it.
struct OwedTests {
    /// Tasks in every state, with milestones, days and reports of their own.
    private static func many(_ world: PlanHouse, _ count: Int) async throws {
        let (units, chance) = (world.units, Seeded(7))
        try await world.database.writeAlone { tx in
            var chance = chance
            let plan = try #require(try tx.actionPlan(key: "plan-2026"))
            for number in 0..<count {
                let state = try #require(TaskState.allCases.filter { $0 != .drafted }.randomElement(using: &chance)), id: ID<KeyTask> = tx.newID()
                let begin = day("2026-03-02"), given = begin.adding(days: Int.random(in: 0...400, using: &chance))
                let moment = try #require(LocalTime(day: given, hour: 23, minute: 59)?.instant(in: .china))
                let due = Bool.random(using: &chance) ? given.adding(days: Int.random(in: -20...200, using: &chance)) : nil
                let task = KeyTask(
                    id: id, key: "t-\(number)", planID: number % 7 == 0 ? nil : plan.id, chapter: nil, position: number, parentID: nil, campaignID: plan.campaignID,
                    origin: number % 7 == 0 ? .visit : .plan, originKey: number % 7 == 0 ? "v-\(number)" : "", name: Wording("任务\(number)"), leadID: units[1 + number % 3],
                    authorityID: units[0], region: nil, due: due, budget: nil, budgetYuan: nil, state: state, stateAt: moment, stateBy: 0)
                try tx.put(task)
                for step in 0..<Int.random(in: 0...2, using: &chance) {
                    let by = given.adding(days: Int.random(in: 0...120, using: &chance)), done = Bool.random(using: &chance) ? by : nil
                    try tx.execute(
                        "INSERT INTO plans_milestone (task_id, key, position, name_zh, due_day, done_day) VALUES (\(id), \("m-\(step)"), \(step), '节点', \(by), \(done))")
                }
                for quarter in 1...4 where Bool.random(using: &chance) && task.planID != nil {
                    let state = try #require(ReportState.allCases.randomElement(using: &chance))
                    try tx.execute(
                        """
                        INSERT INTO plans_report (task_id, period, state, done_says, problems_says, next_says, figures, handed_in_at, handed_in_by)
                        VALUES (\(id), \("2026-Q\(quarter)"), \(state), '办了', '', '', '[]', \(moment), 0)
                        """)
                }
            }
        }
    }

    /// The statement says of any tasks what the rule says of each.
    @Test(arguments: TestEngine.allCases) func theStatementAgreesWithTheRule(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        try await Self.many(world, 120)
        for moment in ["2026-03-31T15:59:00Z", "2026-03-31T16:01:00Z", "2026-07-15T02:00:00Z", "2026-11-30T02:00:00Z", "2027-05-01T02:00:00Z"] {
            world.clock.set(moment)
            let (found, count, late, ruled) = try await world.database.read { tx in
                let today = tx.now.day(in: .china), all = try DutyReach(where: "1 = 1", in: tx), late = try DutyReach(where: "1 = 1", by: today.adding(days: -1), in: tx)
                let some = try (0..<8).flatMap { try all.duties(limit: 100, offset: $0 * 100, in: tx).map(\.duty) }
                return (some, try all.count(in: tx), try late.duties(limit: 10_000, in: tx).map(\.duty), try tx.duties(of: try tx.tasks(where: "1 = 1")))
            }
            #expect(found == ruled && count == ruled.count, "\(moment)")
            let today = instant(moment).day(in: .china)
            #expect(late == ruled.filter { $0.isOverdue(on: today) })
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func noListLeavesAnythingOut(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        try await Self.many(world, 150)
        world.clock.set("2026-12-30T02:00:00Z")
        let museum = world.units[1], (late, owed) = try await world.database.read { tx in
            let all = try tx.duties(of: try tx.tasks(where: "1 = 1")), leads = Dictionary(try tx.tasks(where: "1 = 1").map { ($0.id, $0.leadID) }, uniquingKeysWith: { first, _ in first })
            return (all.count { $0.isOverdue(on: tx.now.day(in: .china)) }, all.count { leads[$0.task] == museum })
        }
        #expect(late > 50 && owed > 50)
        let (steerer, lead) = (try await world.later("steerer", .organiser, of: 0), try await world.later("museum", of: 1))
        let steering = try await steerer.go("/desk/plans")
        #expect(steering.html.contains("data-given=\"overdue\"") && steering.text.contains("Everything that is overdue: \(late)"), "\(steering.text)")
        var rows = 0
        for page in 1...((late + 49) / 50) { rows += try await steerer.go("/desk/given?page=\(page)").html.count(of: "late</span>") }
        #expect(rows == late)
        #expect(try await steerer.go("/desk/given?page=\((late + 49) / 50 + 1)").status == 400)
        #expect(try await steerer.go("/desk/given?list=odd").status == 400)
        #expect(try await lead.go("/desk/duties").text.contains("Everything that is owed: \(owed)"))
        rows = 0
        for page in 1...((owed + 49) / 50) { rows += try await lead.go("/desk/duties/owed?page=\(page)").html.count(of: "<th scope=\"row\">") }
        #expect(rows == owed)
        await world.database.close()
    }

    /// The lead of a task above, who holds no more than a role over itself, sees what is overdue below it, is told of reports, and decides them.
    @Test(arguments: TestEngine.allCases) func whoVerifiesPartsSeesThem(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), path = "/desk/duties/\(try await world.task("city-visits").id.text)"
        try await world.issue()
        try await world.museum.go(path + "/parts")
        #expect(try await world.museum.submit(path + "/parts", ["parts": "市天文学会 | 610113 | 400 | 1000", "take": "1"]).path == path)
        let part = try await world.task("city-visits-610113")
        #expect(try await world.museum.go("/desk/given").text.contains("Nothing is overdue."))
        world.clock.set("2026-04-20T02:00:00Z")
        let (museum, society) = (try await world.later("museum", of: 1), try await world.later("society", of: 2))
        let late = try await museum.go("/desk/given")
        #expect(late.text.contains("Society of Astronomy") && late.text.contains("Report for Quarter 1 of 2026") && !late.text.contains("Talks at schools"), "\(late.text)")
        #expect(try await museum.go("/desk/duties").html.contains("href=\"/desk/given\""))
        // The letter of what is more than a week late leads where its reader may go.
        for after in [Int64(0)] { _ = try await world.database.write { tx in try tx.remindOfDuties(after: after) } }
        let paths = try await world.database.read { tx in
            try tx.messages(of: try #require(try tx.account(login: "museum@example.org")).account.id, limit: 50).filter { $0.content?.subject.en.contains("week late") == true }.compactMap { $0.content?.path }
        }
        #expect(paths == ["/desk/given"])
        // A report is told once, until it came back.
        let report = "/desk/duties/\(part.id.text)/reports/2026-Q1"
        for says in ["办了一场", "办了两场"] {
            try await society.go(report)
            #expect(try await society.submit(report, ["done": says]).text.contains("The report is handed in"))
        }
        #expect(try await world.letters("museum@example.org").count { $0.hasPrefix("待审阅的报告") } == 1)
        #expect(try await museum.go("/desk").text.contains("Reports to read"))
        #expect(try await museum.go("/desk/given?list=reports").html.contains(report))
        #expect(try await society.go("/desk/given?list=reports").text.contains("Nothing here waits for you."))
        try await museum.go(report)
        #expect(try await museum.submit(report + "/decision", ["event": "return", "done_remark": "请写人数"]).text.contains("The report is returned"))
        try await society.go(report)
        #expect(try await society.submit(report, ["done": "办了两场，三十人"]).text.contains("The report is handed in"))
        #expect(try await world.letters("museum@example.org").count { $0.hasPrefix("待审阅的报告") } == 2)
        // Whose plan it is does not verify the parts of a task; nor does somebody who has nothing to do with it see them.
        #expect(try await world.visitor.go("/desk/given").path.hasPrefix("/sign-in"))
        await world.database.close()
    }
}
