import Access
import Kernel
import Language
import Outbox
import Regions
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A plan's table that was downloaded before a task was changed: it undoes nothing unseen. What it changes is said cell by cell, and with a reason.
struct PlanTableVersionTests {
    private static let page = "/desk/plans/plan-2026/table"

    private static func send(_ table: [UInt8], _ name: String = "plan.xlsx", _ values: [String: String] = [:], in language: String = "en", as browser: Browser) async throws -> PageSeen {
        try await browser.go("\(page)?lang=\(language)")
        return try await browser.submit(page, values, uploads: [(field: "file", name: name, bytes: table)])
    }

    private static func book(_ world: PlanHouse) async throws -> [UInt8] { try await world.steerer.go("/desk/plans/plan-2026/tasks.xlsx").bytes }

    /// Somebody else gives the task another day and another target.
    private static func change(_ world: PlanHouse) async throws {
        try await world.database.writeAlone { tx in
            let old = try #require(try tx.wholes(where: "t.key = 'city-visits'").first)
            var new = old
            new.task.due = day("2026-12-22")
            let place = try #require(new.goals.firstIndex { $0.key == "visits" })
            new.goals[place].targets[1] = Target(by: day("2026-12-31"), 1200)
            try tx.enter(new, over: old, because: "场馆扩建", by: PlanHouse.program)
        }
    }

    private static func bodies(_ login: String, _ world: PlanHouse) async throws -> [Phrase] {
        try await world.database.read { tx in
            let account = try #require(try tx.account(login: login)).account.id
            return try tx.messages(of: account, limit: 50).compactMap { $0.content?.body }
        }
    }

    @Test(arguments: TestEngine.allCases) func anOlderWorkbookUndoesNothingUnseen(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let old = try await Self.book(world)
        try await Self.change(world)
        let changed = try await world.whole("city-visits")

        // Told, whether it is only checked or to be taken in; nothing of it is kept.
        for values in [[:], ["take": "1", "reason": "更正"]] {
            let seen = try await Self.send(old, "plan.xlsx", values, as: world.steerer)
            #expect(seen.status == 422 && seen.text.contains("3 rows: 0 new, 0 changed, 2 as before, 1 wrong."), "\(seen.status) \(seen.text)")
            #expect(seen.text.contains("Somebody has changed this task since you downloaded the table. Here → now: Due: 2026-12-20 → 2026-12-22; Targets ("), "\(seen.text)")
            #expect(seen.text.contains("by 2026-12-31): 1,000 → 1,200. Download the table anew"), "\(seen.text)")
        }
        let chinese = try await Self.send(old, in: "zh", as: world.steerer)
        #expect(chinese.text.contains("这项任务在您下载这张表之后有人改过。表里 → 现在：完成期限：2026-12-20 → 2026-12-22；目标数（"), "\(chinese.text)")
        #expect(chinese.text.contains("2026-12-31）：1,000 → 1,200。请下载最新的表再改"), "\(chinese.text)")
        #expect(try await world.whole("city-visits") == changed)

        // All the same, and with a reason alone.
        let unsaid = try await Self.send(old, "plan.xlsx", ["take": "1", "overwrite": "1"], as: world.steerer)
        #expect(unsaid.status == 422 && unsaid.text.contains("1 task that is assigned changes") && unsaid.text.contains("Say why they change"), "\(unsaid.text)")
        #expect(try await world.whole("city-visits") == changed)
        // What was ticked is ticked still.
        let again = try await world.steerer.submit(Self.page, ["reason": "按上级文件恢复"], uploads: [(field: "file", name: "plan.xlsx", bytes: old)])
        #expect(again.status == 200 && again.text.contains("It is taken in"), "\(again.text)")
        #expect(again.text.contains("Due: 2026-12-22 → 2026-12-20; Targets (") && again.text.contains("by 2026-12-31): 1,200 → 1,000"), "\(again.text)")
        #expect(try await world.task("city-visits").due == day("2026-12-20"))

        let reasons = try await world.database.read { tx in try tx.rows("SELECT reason FROM ledger_entry WHERE kind = 'plans.task-changed' ORDER BY seq") { try $0.text("reason") } }
        #expect(reasons == ["场馆扩建", "按上级文件恢复"])
        let letter = try #require(try await Self.bodies("museum@example.org", world).first { $0.zh.contains("按上级文件恢复") })
        #expect(letter.zh.hasPrefix("全市参观——完成期限：2026-12-22 → 2026-12-20；目标数（") && letter.zh.hasSuffix("原因：按上级文件恢复"), "\(letter.zh)")
        #expect(letter.en.hasPrefix("Visits of the city — Due: 2026-12-22 → 2026-12-20; Targets (") && letter.en.contains("1,200 → 1,000."), "\(letter.en)")
        await world.database.close()
    }

    /// The newest workbook changes nothing; a row without a mark is taken as it is; what stands there already is no conflict.
    @Test(arguments: TestEngine.allCases) func onlyWhatWouldBeUndoneIsHeld(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let before = try await world.whole("school-talks"), mark = TaskMark.of(before)
        try await world.database.writeAlone { tx in
            var new = before
            new.task.name = Wording("校园科学讲座", "Talks at schools")
            try tx.enter(new, over: before, because: "", by: PlanHouse.program)
        }
        let same = try await Self.send(try await Self.book(world), "plan.xlsx", ["take": "1"], as: world.steerer)
        #expect(same.status == 200 && same.text.contains("3 rows: 0 new, 0 changed, 3 as before, 0 wrong."), "\(same.text)")

        func taken(_ table: String, takes: Bool = true) async throws -> PageSeen {
            try await Self.send(Array(table.utf8), "plan.csv", takes ? ["take": "1"] : [:], as: world.steerer)
        }
        // An old mark, and what stands there by now.
        let equal = try await taken("任务编号,任务名称,版本\nschool-talks,校园科学讲座,\(mark)\n")
        #expect(equal.status == 200 && equal.text.contains("1 row: 0 new, 0 changed, 1 as before, 0 wrong."), "\(equal.text)")
        // A new task needs no mark; a copied row's says nothing of it.
        let new = try await taken("任务编号,任务名称,牵头单位,版本\nnew-a,任务甲,市科技馆,\nnew-b,任务乙,市科技馆,\(mark)\n")
        #expect(new.status == 200 && new.text.contains("2 rows: 2 new"), "\(new.text)")
        let held = try await taken("任务编号,任务名称,版本\nschool-talks,讲座,\(mark)\n")
        #expect(held.status == 422 && held.text.contains("Here → now: Task in Chinese: 讲座 → 校园科学讲座."), "\(held.text)")
        // Without the column, or with an empty cell, it is as it always was, and says what changes.
        let blank = try await taken("任务编号,任务名称,版本\nschool-talks,讲座,\n", takes: false)
        #expect(blank.status == 200 && blank.text.contains("Task in Chinese: 校园科学讲座 → 讲座"), "\(blank.text)")
        let cut = try await taken("任务编号,任务名称,参与单位\nschool-talks,讲座,市科技馆\n")
        #expect(cut.status == 200 && cut.text.contains("Units that take part: in City Museum"), "\(cut.text)")
        #expect(try await world.task("school-talks").name.zh == "讲座")
        // A milestone that its lead reaches is no change of the task.
        let city = try await world.whole("city-visits")
        var reached = city
        reached.milestones[0].done = day("2026-05-20")
        #expect(TaskMark.of(reached) == TaskMark.of(city))
        await world.database.close()
    }

    /// A table that changes what is assigned asks for a reason, and only that one.
    @Test(arguments: TestEngine.allCases) func aReasonIsAskedWhereItIsNeeded(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        #expect(try await !world.steerer.go(Self.page).text.contains("Why it changes"))
        try await world.issue()
        #expect(try await world.steerer.go(Self.page).text.contains("Why it changes"))
        let table = Array("任务编号,任务名称,牵头单位,完成期限,目标编号,指标,目标数\ncity-visits,,,2026-12-25,visits,,2026-06-30：400；2026-12-31：900\nnew-task,新任务,市天文学会,,,,\n".utf8)
        let checked = try await Self.send(table, "plan.csv", as: world.steerer)
        #expect(checked.status == 200 && checked.text.contains("Taking it in needs a reason") && checked.text.contains("1 task that is assigned changes"), "\(checked.text)")
        #expect(checked.text.contains("Row 2 city-visits Due: 2026-12-20 → 2026-12-25; Targets ("), "\(checked.text)")
        // A file that is wrong elsewhere: the reason stays in the form.
        let wrong = try await Self.send(Array("任务编号,完成期限\ncity-visits,明天\n".utf8), "plan.csv", ["take": "1", "reason": "展期延长"], as: world.steerer)
        #expect(wrong.status == 422 && wrong.html.contains("展期延长</textarea>"), "\(wrong.html)")
        let taken = try await Self.send(table, "plan.csv", ["take": "1", "reason": "展期延长"], as: world.steerer)
        #expect(taken.status == 200 && !taken.html.contains("展期延长</textarea>"), "\(taken.text)")
        // Where nothing that is assigned changes none is needed.
        let more = try await Self.send(Array("任务编号,任务名称,牵头单位\nanother,又一项,市科技馆\ncity-visits,,\n".utf8), "plan.csv", ["take": "1"], as: world.steerer)
        #expect(more.status == 200 && more.text.contains("2 rows: 1 new, 0 changed, 1 as before"), "\(more.text)")
        await world.database.close()
    }

    /// However much changes, what is said of it is short.
    @Test func differencesAreBounded() async throws {
        let world = try await PlanHouse.make(.sqlite)
        let old = try await world.whole("city-visits")
        var new = old
        new.task.about = Wording(String(repeating: "很长的说明", count: 100))
        new.goals[0].targets = (1...28).map { Target(by: Day(year: 2026, month: 11, day: $0) ?? day("2026-11-01"), Int64($0)) }
        let both = [old, new], words = try await world.database.read { tx in try tx.words(for: both, nil) }
        let differences = words.differences(from: old, to: new), list = TaskDifference.list(differences, most: 8)
        #expect(differences.count == 31 && list.zh.hasSuffix("；另有 23 处") && list.en.hasSuffix("; and 23 more") && list.zh.count < 900, "\(list)")
        // Of long texts, where they begin to differ.
        var longer = new
        longer.task.about = Wording(String(repeating: "很长的说明", count: 99) + "改了这里")
        let said = words.differences(from: new, to: longer).map(\.says.zh)
        #expect(said.count == 1 && said[0].hasSuffix("改了这里") && said[0].count < 150, "\(said)")
        await world.database.close()
    }
}
