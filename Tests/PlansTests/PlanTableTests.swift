import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A plan as a spreadsheet: out and in again, all of a file or nothing.
struct PlanTableTests {
    private static let page = "/desk/plans/plan-2026/table"

    private static func send(_ table: [UInt8], _ name: String = "plan.csv", takes: Bool, because reason: String? = nil, as browser: Browser) async throws -> PageSeen {
        try await browser.go(page)
        return try await browser.submit(page, (takes ? ["take": "1"] : [:]).merging(reason.map { ["reason": $0] } ?? [:]) { $1 }, uploads: [(field: "file", name: name, bytes: table)])
    }

    @Test(arguments: TestEngine.allCases) func whatGoesOutComesInUnchanged(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let before = try await world.database.read { tx in try tx.wholes(where: "1 = 1") }
        for language in ["zh", "en"] {
            let book = try await world.steerer.go("/desk/plans/plan-2026/tasks.xlsx?lang=\(language)")
            #expect(book.status == 200)
            try await world.steerer.go(Self.page + "?lang=en")
            let again = try await Self.send(book.bytes, "plan.xlsx", takes: true, as: world.steerer)
            #expect(again.status == 200 && again.text.contains("3 rows: 0 new, 0 changed, 3 as before, 0 wrong."), "\(again.status) \(again.text)")
        }
        let after = try await world.database.read { tx in try tx.wholes(where: "1 = 1") }
        #expect(before == after && before.count == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func newKeysAddAndKnownOnesChange(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let table = """
            任务编号,章节,任务名称,任务英文名,上级任务编号,牵头单位,参与单位,地区,完成期限,经费（元）,节点,目标编号,指标,目标数
            museum-visits,活动,科技馆参观,,city-visits,市科技馆,,雁塔区,2026-12-10,1000,2026-04-01 试运行,visits,参观人次,2026-06-30：300；2026/12/31：0.06万
            school-visits,events,学校参观,Visits of schools,city-visits,school,市天文学会、市科技馆,610116,,,,visits,visits,2026年6月30日：50；2026-12-31: 200
            city-visits,,全市科普参观,,,,,,,,,,,

            """
        let seen = try await Self.send(Array(table.utf8), takes: false, as: world.steerer)
        #expect(seen.status == 200 && seen.text.contains("nothing is saved yet") && seen.text.contains("3 rows: 2 new, 1 changed, 0 as before, 0 wrong."), "\(seen.status) \(seen.text)")
        // What does not fit together is said before saving; and who has no row.
        #expect(seen.text.contains("“Visits of the city” is to reach 400 by 2026-06-30; its 2 parts make 350, 50 too few."), "\(seen.text)")
        #expect(seen.text.contains("Tasks that have no row, and stay as they are") && seen.text.contains("Talks at schools (school-talks)"), "\(seen.text)")
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM plans_task") } == 2)

        let taken = try await Self.send(Array(table.utf8), takes: true, as: world.steerer)
        #expect(taken.status == 200 && taken.text.contains("It is taken in"), "\(taken.text)")
        let (museum, school, city) = (try await world.whole("museum-visits"), try await world.whole("school-visits"), try await world.whole("city-visits"))
        #expect(museum.task.parentID == city.task.id && museum.task.state == .drafted && museum.task.region == "610113" && museum.task.budgetYuan == 1000)
        #expect(museum.goals.map(\.targets) == [[Target(by: day("2026-06-30"), 300), Target(by: day("2026-12-31"), 600)]])
        #expect(museum.milestones.map(\.key) == ["step-1"] && museum.milestones.map(\.name.zh) == ["试运行"])
        #expect(school.participants == [world.units[2], world.units[1]] && school.task.leadID == world.units[3] && school.goals.first?.targets.map(\.value) == [50, 200])
        // Empty cells change nothing.
        #expect(city.task.name.zh == "全市科普参观" && city.task.name.en == "Visits of the city" && city.goals.count == 2 && city.milestones.count == 2 && city.participants.count == 2)
        await world.database.close()
    }

    /// Each wrong cell is told with its row and column; nothing of the file stays.
    @Test(arguments: TestEngine.allCases) func oneWrongCellKeepsTheWholeFileOut(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let kept = world.units[2], old = try await world.database.read { tx in try #require(try tx.organisation(key: "old-society")).id }
        try await world.database.write { tx in try tx.merge(old, into: kept, house: PlanHouse.house.house, by: PlanHouse.program) }
        let table = """
            key,name_zh,lead,participants,parent,chapter,region,figure,targets,milestones,due,goal
            Bad Key,任务,市科技馆,,,,,,,,,
            new-a,任务,市科学馆,,,,,,,,,
            new-b,任务,旧天文学会,,,,,,,,,
            new-c,任务,市科技馆,市科技馆,,,,,,,,
            new-d,任务,市科技馆,,new-e,,,,,,,
            new-e,任务,市科技馆,,new-d,,,,,,,
            new-f,任务,市科技馆,,,体育,,,,,,
            new-g,任务,市科技馆,,,,朝阳,,,,,
            new-h,任务,市科技馆,,,,,peak-online,2026-12-31：5,,,
            new-i,任务,市科技馆,,,,,visits,十二月：5,,,
            new-j,任务,市科技馆,,,,,,,明天 启动,,
            new-k,任务,市科技馆,,,,,,,,2026-02-30,
            new-l,,市科技馆,,,,,,,,,
            new-m,任务,,,,,,,,,,
            city-visits,,,,,,,,,,,
            city-visits,另一名称,,,,,,visits,,,,
            new-n,任务,市科技馆,,none-such,,,,,,,
            new-o,任务,市科技馆,,,,,nonsense,,,,
            new-p,"=HYPERLINK(""http://example.org"")",市科技馆,市天文学会；市天文学会,,,,,,,,
            new-q,任务,市科技馆,,,,,visits,2027-12-31：5,,,
            new-r,任务,市科技馆,,,,,,,2025-05-01 启动,,
            new-s,任务,市科技馆,,,,,,,,2027-01-30,
            comparison,任务,市科技馆,,,,,,,,,

            """
        let seen = try await Self.send(Array(table.utf8), takes: true, as: world.steerer)
        #expect(seen.status == 422 && seen.text.contains("There are mistakes; nothing is saved"), "\(seen.status) \(seen.text)")
        for says in [
            "Row 2 Bad Key · 任务 Column “Key”: “Bad Key” cannot be a key.", "Row 3 new-a · 任务 Column “Lead”: No unit is called “市科学馆”. Is it “市科技馆”?",
            "Row 4 new-b · 任务 Column “Lead”: “旧天文学会” was merged into “Society of Astronomy”. Write that one.",
            "Row 5 new-c · 任务 Column “Units that take part”: The lead takes part anyway.", "Row 6 new-d · 任务 Column “Key of the task above”: The tasks above lead back to this one.",
            "Row 7 new-e · 任务 Column “Key of the task above”:", "Row 8 new-f · 任务 Column “Chapter”: The plan has no chapter “体育”. There are: Events, Schools.",
            "Row 9 new-g · 任务 Column “Region”: Which place is “朝阳”", "Row 10 new-h · 任务 Column “Figure”:", "Row 11 new-i · 任务 Column “Targets”:",
            "Row 12 new-j · 任务 Column “Milestones”: “明天 启动” cannot be read.", "Row 13 new-k · 任务 Column “Due”:", "Row 14 new-l Column “Task in Chinese”: Name the new task.",
            "Row 15 new-m · 任务 Column “Lead”: Say who leads the new task.", "Row 17 city-visits Column “Task in Chinese”: Row 16 is this task already",
            "Row 18 new-n · 任务 Column “Key of the task above”: Neither the plan nor the table has a task with the key “none-such”.",
            "Row 19 new-o · 任务 Column “Figure”: The dictionary has no “nonsense”.", "Column “Units that take part”: “市天文学会” stands there twice.",
            "Row 21 new-q · 任务 Column “Targets”: The target by 2027-12-31 lies outside of the plan", "Row 22 new-r · 任务 Column “Milestones”: The milestone “启动” of 2025-05-01 lies outside of the plan",
            "Row 23 new-s · 任务 Column “Due”: It is due by 2027-01-30, after the plan ends on 2026-12-31.", "Row 24 comparison · 任务 Column “Key”: “comparison” is the address of a page of each plan",
        ] { #expect(seen.text.contains(says), "\(says) — \(seen.text)") }
        #expect(!seen.html.contains("<a href=\"http://example.org"))
        #expect(try await world.database.read { tx in try tx.number("SELECT COUNT(*) FROM plans_task") } == 2)

        // Whoever does not steer it has no such page.
        #expect(try await world.museum.go(Self.page).status == 403)
        #expect(try await world.visitor.go("/desk/plans/plan-2026/tasks.xlsx").path.hasPrefix("/sign-in"))
        await world.database.close()
    }

    /// In an issued plan new tasks are assigned, changes are told to the leads in one letter, and what is over stays.
    @Test(arguments: TestEngine.allCases) func anIssuedPlanAssignsAndTells(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let table = "任务编号,任务名称,牵头单位,完成期限\ncity-visits,,,2026-12-25\nnew-task,新任务,市天文学会,\nschool-talks,,第一中学,\n"
        let taken = try await Self.send(Array(table.utf8), takes: true, because: "分工调整", as: world.steerer)
        #expect(taken.text.contains("3 rows: 1 new, 2 changed"), "\(taken.text)")
        #expect(try await world.task("new-task").state == .assigned)
        let moved = try await world.task("school-talks")
        #expect(moved.state == .assigned && moved.leadID == world.units[3])
        #expect(try await world.task("city-visits").due == day("2026-12-25"))
        #expect(try await world.letters("museum@example.org") == ["任务有更改：1 项"])

        let id = moved.id
        try await world.database.write { tx in try tx.step(id, .drop, remark: "不办了", by: PlanHouse.program) }
        let refused = try await Self.send(Array("任务编号,任务名称\nschool-talks,改名\n".utf8), takes: true, as: world.steerer)
        #expect(refused.status == 422 && refused.text.contains("The task is “Dropped” and stays as it is."), "\(refused.text)")
        await world.database.close()
    }

    /// 5,000 rows in, and again without a change.
    @Test func fiveThousandRowsComeIn() async throws {
        let world = try await PlanHouse.make(.sqlite)
        var table = "key,name_zh,lead,parent,figure,targets\n"
        for number in 1...5_000 { table += "t-\(number),任务\(number),市科技馆,\(number % 50 == 0 ? "" : "t-\((number / 50 + 1) * 50 > 5_000 ? 5_000 : (number / 50 + 1) * 50)"),sessions,2026-12-31：1\n" }
        let taken = try await Self.send(Array(table.utf8), takes: true, as: world.steerer)
        #expect(taken.text.contains("5,000 rows: 5000 new"), "\(taken.text.prefix(1_000))")
        let again = try await Self.send(Array(table.utf8), takes: false, as: world.steerer)
        #expect(again.text.contains("5,000 rows: 0 new, 0 changed, 5000 as before"), "\(again.text.prefix(1_000))")
        let more = try await Self.send(Array((table + "t-5001,多,市科技馆,,,\n").utf8), takes: true, as: world.steerer)
        #expect(more.status == 422 && more.text.contains("The table has 5001 tasks; at most 5000 come in at once."), "\(more.text.prefix(600))")
        // Goals have rows of their own, and count for nothing.
        var both = "key,name_zh,lead,figure,goal,targets\n"
        for number in 1...3_000 { both += "t-\(number),,,,,\nt-\(number),,,activities,activities,2026-12-31：1\n" }
        let wide = try await Self.send(Array(both.utf8), takes: false, as: world.steerer)
        #expect(wide.text.contains("6,000 rows: 0 new, 6000 changed, 0 as before, 0 wrong."), "\(wide.text.prefix(600))")
        await world.database.close()
    }
}
